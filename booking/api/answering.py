"""What the desk answers for where the judge says no: the same two fields wherever it may."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from booking.actions.allowing import FOR_NOTHING, LONGEST_WHY, Answering
from booking.api.fields import Body, PlainText, optional_text
from booking.models import Booking, Person
from booking.queries.posts import serves

MOST_FACTS = 30


class Answered(Body):
    """What the desk answers for: a refusal that it sets aside, facts that it has seen itself."""

    why = optional_text(
        LONGEST_WHY, _("きまりをこえるわけ。`overrule` の権利がいります。記録に残り、相手にも見えます。")
    )
    seen = serializers.ListField(
        child=PlainText(max_length=100),
        required=False,
        default=list,
        max_length=MOST_FACTS,
        help_text=_("館がその場でたしかめたこと。答えの `lacking` にある名前です。"),
    )


def answering_at_desk(booking: Booking, actor: Person, sent: Mapping[str, Any], now: int) -> Answering:
    """What was sent, of whoever serves at the hall of a booking. One query, and none where nothing was said.

    Of those who have it it is passed over: they are told why not, as without it, and not that their own
    booking is not there, which is what the verb says to whoever lacks the right.
    """
    said = Answering(sent["why"], sent["seen"])
    if not (said.why or said.seen) or not serves(actor, [booking.room.facility_id], now):
        return FOR_NOTHING
    return said

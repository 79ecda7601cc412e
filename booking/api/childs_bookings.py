"""What a guardian does about a booking of the child's, by the link of their own page."""

from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions.guardians import cancel_for_child, look_in
from booking.actions.kept_home import keep_home
from booking.api.fields import read
from booking.api.guardians import GuardianPageOut, GuardianView, OfLinkIn
from booking.api.headers import version_of
from booking.api.operations import changing
from booking.models import Booking, Guardian
from booking.queries.bookings import Absent
from booking.queries.guardians import bookings_seen, was_kept_home
from facilities.clock import now


class CancelForChild(GuardianView):
    @changing("guardians", _("お子さんの予約を取り消す"), OfLinkIn, GuardianPageOut, seen=False)
    def post(self, request: Request) -> Response:
        sent, at = read(OfLinkIn, request), now()
        found = _seen(look_in(link_token=sent["link"], now=at), sent["id"], at)
        if found is None:
            raise Absent(sent["id"])
        cancel_for_child(link_token=sent["link"], booking=found, now=at)
        return self.told(sent["link"])


class KeepHome(GuardianView):
    @changing(
        "guardians",
        _("グループの予約に、お子さんは行かないと知らせる"),
        OfLinkIn,
        GuardianPageOut,
        words=_(
            "予約はグループのものなので、残ります。もどすのは、お子さんかグループの代表です。"
            "If-Match は、その予約の `version` です。"
        ),
    )
    def post(self, request: Request) -> Response:
        version, sent, at = version_of(request), read(OfLinkIn, request), now()
        guardian = look_in(link_token=sent["link"], now=at)
        found = _seen(guardian, sent["id"], at)
        if found is not None:
            found.sequence = found.sequence if version is None else version
            keep_home(link_token=sent["link"], booking=found, now=at)
        # What the child does not come to is not to be seen any more: the same again is no mistake.
        elif not was_kept_home(guardian, sent["id"]):
            raise Absent(sent["id"])
        return self.told(sent["link"])


def _seen(guardian: Guardian, public_id: str, at: int) -> Booking | None:
    return next((one for one in bookings_seen(guardian, at) if one.public_id == public_id), None)

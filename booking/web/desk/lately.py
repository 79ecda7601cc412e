"""What was answered in the last day, and how it is taken back."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from booking.models import Registration, Request
from booking.queries.queues import answered_lately, decided_lately
from booking.queries.requests import can_reopen
from booking.rules.requests import TO_UNDO
from booking.rules.staff import Right
from booking.web.desk.door import Desk
from booking.web.desk.queue_cards import party_name, place_of


@dataclass(frozen=True, slots=True)
class Answered:
    """`undo` is the address that takes it back; "" where that is not possible any more."""

    words: str
    undo: str


def lately(desk: Desk) -> list[Answered]:
    """The last first, of what the reader may answer. At most two queries."""
    since = desk.now - TO_UNDO
    requests = answered_lately(desk.hall, since) if desk.may(Right.OVERRULE) else ()
    decided = decided_lately(desk.hall, since) if desk.may(Right.PEOPLE) else ()
    return [*(_request(one, desk) for one in requests), *(_registration(one, desk) for one in decided)]


def _request(asked: Request, desk: Desk) -> Answered:
    booking = asked.booking
    what = {
        Request.Answer.APPROVED: _("承認しました:%(what)s"),
        Request.Answer.REFUSED: _("お断りしました:%(what)s"),
        Request.Answer.PROPOSED: _("別の時間をすすめました:%(what)s"),
    }[Request.Answer(asked.answer)]
    told = {"what": f"{party_name(booking)} {place_of(booking, desk)}"}
    undo = reverse("desk-answer", args=[desk.hall.slug, booking.public_id])
    return Answered(what % told, undo if can_reopen(asked, booking, desk.now) else "")


def _registration(one: Registration, desk: Desk) -> Answered:
    done = one.state == Registration.State.VALID
    words = _("登録を承認しました:%(who)s") if done else _("登録をもどしました:%(who)s")
    undo = reverse("desk-register", args=[desk.hall.slug, one.pk])
    return Answered(words % {"who": one.person or one.group}, undo)

"""What was answered in the last day, and how it is taken back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from booking.models import ReductionRequest, Registration, Request
from booking.queries.reductions import is_fresh
from booking.queries.requests import can_reopen
from booking.rules.queues import Queue
from booking.web.desk.door import Desk
from booking.web.desk.queue_cards import RowsOf, party_name, place_of


@dataclass(frozen=True, slots=True)
class Answered:
    """`undo` is the address that takes it back; "" where that is not possible any more."""

    words: str
    undo: str


def lately(desk: Desk, rows: RowsOf) -> list[Answered]:
    """Of each queue the last first, of what the reader may answer."""
    return [
        told
        for queue, words in WORDS.items()
        for told in (words(one, desk) for one in (rows[queue][1] if queue in rows else ()))
    ]


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


def _reduction(one: ReductionRequest, desk: Desk) -> Answered:
    made, booking = one.answer, one.booking
    granted = made is not None and not made.refused
    words = _("料金を減免しました:%(what)s") if granted else _("減免をお断りしました:%(what)s")
    undo = reverse("desk-reduction", args=[desk.hall.slug, one.pk])
    told = {"what": f"{party_name(booking)} {place_of(booking, desk)}"}
    return Answered(words % told, undo if made is not None and is_fresh(made, desk.now) else "")


WORDS: Mapping[Queue, Callable[[Any, Desk], Answered]] = {
    Queue.APPROVALS: _request,
    Queue.REGISTRATIONS: _registration,
    Queue.REDUCTIONS: _reduction,
}

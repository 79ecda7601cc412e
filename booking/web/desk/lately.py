"""What was answered in the last day, and how it is taken back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from booking.models import Consent, Notice, ReductionRequest, Registration, Request
from booking.queries.queues import decided_at
from booking.queries.reductions import is_fresh
from booking.queries.requests import can_reopen
from booking.rules.queues import Queue, Waiting
from booking.web.desk import board
from booking.web.desk.door import Desk
from booking.web.desk.queue_cards import RowsOf, called, name_of, place_of
from booking.web.desk.saved import FRESH

Said = tuple[str, str]  # in words, and the address that takes it back


@dataclass(frozen=True, slots=True)
class Answered:
    """`name` is what an address calls it, `at` when it was answered (seconds, UTC); `undo` is the address
    that takes it back, "" where that is not possible any more."""

    name: str
    at: int
    words: str
    undo: str


def lately(desk: Desk, rows: RowsOf) -> list[Answered]:
    """What was answered, the last first, of what the reader may answer."""
    found = [
        Answered(name_of(Waiting(0, queue, one.pk)), decided_at(one), *words(one, desk))
        for queue, words in WORDS.items()
        for one in (rows[queue][1] if queue in rows else ())
    ]
    return sorted(found, key=lambda one: -one.at)


def just_answered(request: HttpRequest, desk: Desk, answered: Sequence[Answered]) -> Answered | None:
    """What the reader comes from having answered, if they do; their browser may have kept the address."""
    named = request.GET.get("done", "")
    return next((one for one in answered if one.name == named and one.at > desk.now - FRESH), None)


def _request(asked: Request, desk: Desk) -> Said:
    booking = asked.booking
    what = {
        Request.Answer.APPROVED: _("承認しました:%(what)s"),
        Request.Answer.REFUSED: _("お断りしました:%(what)s"),
        Request.Answer.PROPOSED: _("別の時間をすすめました:%(what)s"),
    }[Request.Answer(asked.answer)]
    told = {"what": f"{board.name_of(booking)} {place_of(booking, desk)}"}
    undo = reverse("desk-answer", args=[desk.hall.slug, booking.public_id])
    return (what % told, undo if can_reopen(asked, booking, desk.now) else "")


def _registration(one: Registration, desk: Desk) -> Said:
    done = one.state == Registration.State.VALID
    words = _("登録を承認しました:%(who)s") if done else _("登録をもどしました:%(who)s")
    undo = reverse("desk-register", args=[desk.hall.slug, one.pk])
    return (words % {"who": board.staff_name(one.person) if one.person else one.group}, undo)


def _reduction(one: ReductionRequest, desk: Desk) -> Said:
    made, booking = one.answer, one.booking
    granted = made is not None and not made.refused
    words = _("料金を減免しました:%(what)s") if granted else _("減免をお断りしました:%(what)s")
    undo = reverse("desk-reduction", args=[desk.hall.slug, one.pk])
    told = {"what": f"{board.name_of(booking)} {place_of(booking, desk)}"}
    return (words % told, undo if made is not None and is_fresh(made, desk.now) else "")


def _called(one: Notice, desk: Desk) -> Said:
    undo = reverse("desk-called", args=[desk.hall.slug, one.public_id])
    return (_("電話で知らせました:%(who)s") % {"who": called(one)}, undo)


def _paper(one: Consent, desk: Desk) -> Said:
    undo = reverse("desk-paper", args=[desk.hall.slug, one.public_id])
    return (_("保護者の同意をたしかめました:%(who)s") % {"who": board.staff_name(one.child)}, undo)


WORDS: Mapping[Queue, Callable[[Any, Desk], Said]] = {
    Queue.APPROVALS: _request,
    Queue.REGISTRATIONS: _registration,
    Queue.PAPERS: _paper,
    Queue.REDUCTIONS: _reduction,
    Queue.CALLS: _called,
}

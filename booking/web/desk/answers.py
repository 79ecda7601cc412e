"""What the desk answers to a booking that needs a person: yes, yes but, no because, another time; or undo."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from booking.actions.changes import Stale
from booking.actions.requests import TooLate, WhyMissing, approve, propose, refuse, reopen
from booking.actions.texts import Missing, Unfit
from booking.models import Booking, Request
from booking.queries.bookings import Absent
from booking.queries.requests import request_at
from booking.rules.queues import Queue
from booking.rules.staff import Right
from booking.rules.verdict import Refused
from booking.web.booked import sequence_seen
from booking.web.dates import read_instant
from booking.web.desk.door import Desk, at_desk
from booking.web.desk.queue import page
from booking.web.desk.queue_cards import onward
from booking.web.desk.reasons import words_sent
from booking.web.joining import unfit_words
from facilities.models import Room
from facilities.queries.rooms import room_in
from facilities.rules.spans import Span


class NothingChosen(ValueError):
    """No other time was chosen that could be offered."""


@at_desk(Right.OVERRULE)
@require_POST
def answering(request: HttpRequest, desk: Desk, public_id: str) -> HttpResponse:
    """`do` says what: approve, refuse, propose, reopen. What could not be done stands beside the queue."""
    asked, done = request_at(desk.hall, public_id), DO.get(request.POST.get("do", ""))
    if asked is None or done is None:
        raise Http404
    try:
        done(request, desk, _as_shown(request, asked))
    except Absent as absent:
        raise Http404 from absent
    except (Missing, Unfit, WhyMissing, NothingChosen, TooLate, Stale, Refused) as mistake:
        return page(request, desk, mistake_words(mistake), 409)
    return redirect(onward(request, desk, Queue.APPROVALS, asked.pk))


def _as_shown(request: HttpRequest, asked: Request) -> Booking:
    """An answer is to what its form showed; taking one back needs no form that showed the booking."""
    if request.POST.get("do") != "reopen":
        asked.booking.sequence = sequence_seen(request)
    return asked.booking


def _approve(request: HttpRequest, desk: Desk, booking: Booking) -> None:
    words, why = request.POST.get("conditions", ""), request.POST.get("why", "")
    approve(booking=booking, actor=desk.person, words=words, why=why, now=desk.now)


def _refuse(request: HttpRequest, desk: Desk, booking: Booking) -> None:
    refuse(booking=booking, actor=desk.person, words=words_sent(request), now=desk.now)


def _propose(request: HttpRequest, desk: Desk, booking: Booking) -> None:
    room, span = _wanted(request, desk)
    words, why = request.POST.get("proposal", ""), request.POST.get("why", "")
    propose(booking=booking, actor=desk.person, room=room, span=span, words=words, why=why, now=desk.now)


def _reopen(request: HttpRequest, desk: Desk, booking: Booking) -> None:
    reopen(booking=booking, actor=desk.person, now=desk.now)


DO: Mapping[str, Callable[[HttpRequest, Desk, Booking], None]] = {
    "approve": _approve,
    "refuse": _refuse,
    "propose": _propose,
    "reopen": _reopen,
}


def _wanted(request: HttpRequest, desk: Desk) -> tuple[Room, Span]:
    """The room and the time of a choice, "craft/2026-12-19T13:00/2026-12-19T15:00"."""
    slug, start, end = [*request.POST.get("to", "").split("/"), "", "", ""][:3]
    room = room_in(desk.hall.pk, slug)
    begins, ends = read_instant(start, desk.zone), read_instant(end, desk.zone)
    span = Span.between(begins, ends) if begins is not None and ends is not None else None
    if room is None or span is None:
        raise NothingChosen
    return room, span


def mistake_words(mistake: Exception) -> str:
    """Why an answer was not taken, and what to do."""
    if isinstance(mistake, Unfit):
        return unfit_words(mistake)
    words: Mapping[type[Exception], Any] = {
        Missing: _("お断りするわけを書いてください。相手に届きます。"),
        WhyMissing: _("きまりに合わないところがあります。承認するときは、わけを書いてください。"),
        NothingChosen: _("すすめる時間をえらんでください。"),
        TooLate: _("ほかの職員が、先に返事をしています。今のようすを見てください。"),
        Stale: _("この予約は、ちょうど今変わりました。今のようすを見て、もう一度えらんでください。"),
        Refused: _("その場所には、もうほかの予約があります。"),
    }
    return str(words[type(mistake)])

"""What the desk notes of one booking: they are here, they have gone, how many they were, the key."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from booking.actions import attendance, handover
from booking.actions.allowing import Answering
from booking.actions.changes import Stale
from booking.actions.texts import Missing, Unfit
from booking.labels.visits import not_now_words
from booking.models import Booking
from booking.queries.acts import acts_on
from booking.queries.bookings import Absent
from booking.queries.rules import rulebook_on
from booking.rules.overruling import can_be_overruled
from booking.rules.staff import Right
from booking.rules.verdict import Refused
from booking.web.booked import as_seen
from booking.web.desk.acts import line
from booking.web.desk.door import Desk, at_desk
from booking.web.desk.panel import Typed, of_booking, read_counts, whys
from booking.web.desk.today import day_of, found_at, here_of, page
from facilities.rules.spans import local_day

Verb = Callable[[HttpRequest, Desk, Booking], object]


def _check_in(request: HttpRequest, desk: Desk, booking: Booking) -> object:
    return attendance.check_in(
        booking=as_seen(request, booking),
        counts=read_counts(request.POST),
        key=bool(request.POST.get("key")),
        answering=Answering(request.POST.get("why", "")),
        actor=desk.person,
        now=desk.now,
    )


def _check_out(request: HttpRequest, desk: Desk, booking: Booking) -> object:
    return attendance.check_out(
        booking=as_seen(request, booking),
        counts=read_counts(request.POST),
        key_back=bool(request.POST.get("key")),
        actor=desk.person,
        now=desk.now,
    )


def _correct(request: HttpRequest, desk: Desk, booking: Booking) -> object:
    return attendance.correct_headcount(
        booking=booking,
        counts=read_counts(request.POST),
        # Counting moves no sequence of the booking: what tells a second desk are the numbers that it saw.
        seen=read_counts(request.POST, "was-"),
        actor=desk.person,
        now=desk.now,
    )


def _undo(verb: Callable[..., object]) -> Verb:
    def undo(request: HttpRequest, desk: Desk, booking: Booking) -> object:
        return verb(booking=as_seen(request, booking), actor=desk.person, now=desk.now)

    return undo


def _of_key(verb: Callable[..., object]) -> Verb:
    def done(request: HttpRequest, desk: Desk, booking: Booking) -> object:
        return verb(booking=booking, actor=desk.person, now=desk.now)

    return done


VERBS: Mapping[str, Verb] = {
    "check_in": _check_in,
    "undo_check_in": _undo(attendance.undo_check_in),
    "check_out": _check_out,
    "undo_check_out": _undo(attendance.undo_check_out),
    "correct": _correct,
    "hand_key": _of_key(handover.hand_key),
    "take_key_back": _of_key(handover.take_key_back),
}


@at_desk(Right.DESK)
@require_POST
def visit(request: HttpRequest, desk: Desk, booking: str) -> HttpResponse:
    """One of the verbs, and back to the board; what was not done is said beside it, with what was typed."""
    found = found_at(desk, booking)
    verb = VERBS.get(request.POST.get("do", ""))
    if verb is None:
        return _again(
            request, desk, found, 400, problem=_("どのボタンか読み取れませんでした。もう一度おしてください。")
        )
    try:
        verb(request, desk, found)
    except Absent as absent:
        raise Http404 from absent
    except Typed as typed:
        words = _("人数は、0から10000までの数で入れてください。")
        return _again(request, desk, found, 400, problem=words, field=typed.field)
    except (Unfit, Missing):
        return _again(
            request, desk, found, 400, problem=_("わけは、300字までの文で書いてください。"), field="why"
        )
    except (Refused, handover.NotNow, Stale) as undone:
        return _not_done(request, desk, found, undone)
    return redirect(here_of(request, desk).choosing(b=booking))


def _not_done(request: HttpRequest, desk: Desk, found: Booking, undone: Exception) -> HttpResponse:
    if isinstance(undone, Refused):
        return _refused(request, desk, found, undone)
    if isinstance(undone, handover.NotNow):
        return _again(request, desk, found, 409, problem=not_now_words(undone.has_come))
    return _stale(request, desk, found)


def _refused(request: HttpRequest, desk: Desk, found: Booking, refused: Refused) -> HttpResponse:
    """The judge's reasons as a card. What is only not allowed can be set aside by who may; what is over, or
    somebody else's, cannot."""
    told: dict[str, Any] = {
        "whys": whys(refused.verdict, desk, rulebook_on(desk.hall, local_day(found.start, desk.zone))),
        "overrule": desk.may(Right.OVERRULE) and can_be_overruled(refused.verdict),
        "why": request.POST.get("why", ""),
    }
    return _again(request, desk, found, 409, **told)


def _stale(request: HttpRequest, desk: Desk, found: Booking) -> HttpResponse:
    """Of two desks the second is told what the first has done, and sees it as it is now."""
    last = acts_on(found).first()
    told = line(last, desk.zone, desk.today) if last else None
    return _again(request, desk, found, 409, kept=False, beaten=told)


def _again(
    request: HttpRequest, desk: Desk, found: Booking, status: int, kept: bool = True, **told: Any
) -> HttpResponse:
    here, found = here_of(request, desk), found_at(desk, found.public_id)
    day = day_of(desk, here)
    use = day.use_of(found.public_id)
    if kept:
        told |= {"counts": _as_typed(request), "key_ticked": bool(request.POST.get("key"))}
    panel = of_booking(desk, use.booking if use else found, day, **told)
    return page(request, desk, here, day, panel=panel, status=status)


def _as_typed(request: HttpRequest) -> Any:
    try:
        return read_counts(request.POST) or None
    except Typed:
        return None

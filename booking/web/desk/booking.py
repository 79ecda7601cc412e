"""One booking as the desk sees it: what it is, what can be done with it, what was done and by whom."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from booking.actions import displacements
from booking.actions.bookings import Absent, Refused, Stale, Unfit, cancel, restore
from booking.actions.giving import give
from booking.actions.looks import contacts, look_up
from booking.actions.no_show import NotYet, release_no_show, take_back_release, wait_longer
from booking.actions.series import cancel_series
from booking.actions.stays import hand_back
from booking.actions.waiting import accept, decline
from booking.labels import state_words
from booking.models import Booking
from booking.queries.acts import deeds
from booking.queries.guardians import closed_among
from booking.queries.no_show import due
from booking.queries.series import ahead
from booking.queries.waiting import wait_at
from booking.rules.lifecycle import State
from booking.rules.no_show import EXPECTED
from booking.rules.staff import Right
from booking.web.booked import as_seen, context, sequence_seen
from booking.web.booked_words import is_ahead
from booking.web.deeds import deeds_told
from booking.web.desk.board import on_board, programme_page
from booking.web.desk.bookings import who_words
from booking.web.desk.displaced import displaced_told, may_reach
from booking.web.desk.door import Desk, at_desk, show
from booking.web.desk.line_up import line_up
from booking.web.desk.money_panel import causes_told, money_told
from booking.web.desk.phone import unfit_text
from booking.web.desk.saved import FRESH
from booking.web.desk.standing import state_at
from booking.web.refusals import brief
from facilities.labels import time_words

FOLLOWING, EVERY = "following", "every"  # dates of a series that are cancelled at once
ROLES = {
    "caller": lambda: _("かけてきた人"),
    "adult_contact": lambda: _("大人の連絡先"),
    "leader": lambda: _("代表"),
    "booker": lambda: _("予約した人"),
    "guardian": lambda: _("保護者の方"),
}


def find(desk: Desk, public_id: str) -> Booking:
    """A booking of this hall; one of another hall is not there. The look at whose it is, is logged."""
    try:
        found = look_up(public_id=public_id, reader=desk.person, now=desk.now)
    except Absent as absent:
        raise Http404 from absent
    if found.room.facility_id != desk.hall.pk:
        raise Http404
    return found


@at_desk(Right.DESK)
@require_safe
def booking(request: HttpRequest, desk: Desk, booking: str) -> HttpResponse:
    return page(request, desk, find(desk, booking))


@at_desk(Right.DESK)
@require_POST
def reaching(request: HttpRequest, desk: Desk, booking: str) -> HttpResponse:
    """The page with the telephone numbers; whoever sees them is logged."""
    found = find(desk, booking)
    try:
        told = contacts(booking=found, reader=desk.person, now=desk.now)
    except Absent as absent:
        raise Http404 from absent
    people = [{"role": ROLES[one.role](), "name": one.name, "phone": one.phone} for one in told]
    return page(request, desk, found, reached=people)


@at_desk(Right.DESK)
@require_POST
def doing(request: HttpRequest, desk: Desk, booking: str, verb: str) -> HttpResponse:
    """One of the verbs that need no more than a reason."""
    if verb not in VERBS:
        raise Http404
    found = find(desk, booking)
    try:
        VERBS[verb](request, desk, as_seen(request, found))
    except Absent as absent:
        raise Http404 from absent
    except (Refused, NotYet, Stale, Unfit) as error:
        status = 422 if isinstance(error, Unfit) else 409
        return page(request, desk, find(desk, booking), mistake=mistake_words(error, desk), status=status)
    return redirect("desk-booking", desk.hall.slug, booking)


def _cancel(request: HttpRequest, desk: Desk, booking: Booking) -> None:
    why, cause = request.POST.get("why", ""), request.POST.get("cause")
    told: dict[str, Any] = {"actor": desk.person, "now": desk.now, "why": why, "cause": cause}
    dates = request.POST.get("dates", "")
    if booking.series is None or dates not in (FOLLOWING, EVERY):
        cancel(booking=booking, **told)
        return
    # The other dates are as the page counted them, or somebody was faster.
    booking.series.sequence = sequence_seen(request, "series")
    first = booking.original_day if dates == FOLLOWING else None
    cancel_series(series=booking.series, from_day=first, **told)


def _give(request: HttpRequest, desk: Desk, booking: Booking) -> None:
    wait = wait_at(desk.hall, request.POST.get("wait", ""))
    if wait is None:
        raise Absent(booking.public_id)
    give(wait=wait, gone=booking, actor=desk.person, now=desk.now)


def _simply(verb: Callable[..., Booking]) -> Callable[[HttpRequest, Desk, Booking], None]:
    def do(request: HttpRequest, desk: Desk, booking: Booking) -> None:
        verb(booking=booking, actor=desk.person, now=desk.now)

    return do


VERBS: Mapping[str, Callable[[HttpRequest, Desk, Booking], None]] = {
    "cancel": _cancel,
    "restore": _simply(restore),
    "hand-back": _simply(hand_back),
    "wait": _simply(wait_longer),
    "release": _simply(release_no_show),
    "take-back": _simply(take_back_release),
    "give": _give,
    "accept": _simply(accept),
    # Of a time that the hall offers to whom it has displaced; `accept` is the line's.
    "accept-offer": _simply(displacements.accept),
    "decline": _simply(decline),
}


def mistake_words(error: Exception, desk: Desk) -> str:
    """Why a verb was not done, in a sentence."""
    if isinstance(error, Refused):
        return brief(error.verdict, desk.zone, desk.today, desk=True) or _("今は、できません。")
    if isinstance(error, NotYet):
        told = {"until": time_words(error.until, desk.zone)}
        return _("%(until)sまでは、来るのを待ちます。") % told
    if isinstance(error, Stale):
        return _("ほかの人が、先にこの予約を変えました。今のようすをたしかめてください。")
    return unfit_text(error)


def settled(request: HttpRequest, desk: Desk, found: Booking) -> HttpResponse:
    """Instead of a form for a booking that cannot be changed any more: the booking, with what became of it.

    Whoever had the form open is told that it is not their mistake, and sees who did what, and when.
    """
    told = {"state": state_words(found.state)}
    mistake = _(
        "この予約は、もう変えられません(今は「%(state)s」)。だれがいつ変えたかは、下の記録にあります。"
    )
    return page(request, desk, found, mistake=mistake % told, status=409)


def page(
    request: HttpRequest,
    desk: Desk,
    found: Booking,
    *,
    reached: list[dict[str, str]] | None = None,
    mistake: str = "",
    status: int = 200,
) -> HttpResponse:
    late = _late(found, desk)
    told: dict[str, Any] = {
        **context(found, desk.now),
        "who": who_words(found),
        "state": state_at(found, desk.now, is_late=bool(late and late["now"])),
        "saved": bool(request.GET.get("done")) and found.made_at > desk.now - FRESH,
        "can": _possible(found, desk),
        "causes": causes_told(found, desk) if is_ahead(found, desk.now) else [],
        "dates": dates_ahead(found, desk) if is_ahead(found, desk.now) else [],
        "late": late,
        "line": line_up(found, desk),
        "displaced": displaced_told(found, desk),
        "may_reach": may_reach(found, desk),
        "board": on_board(found, desk),
        "date": found.session,
        "programme": programme_page(found, desk),
        "reached": reached,
        "closed": closed_among(found),
        "money": money_told(request, desk, found),
        "deeds": deeds_told(deeds(found), desk.hall, desk.now),
        "mistake": mistake,
    }
    return show(request, desk, "booking/desk/booking.html", "desk-bookings", status=status, **told)


def _possible(found: Booking, desk: Desk) -> dict[str, bool]:
    """What the desk can do with it now."""
    ahead = is_ahead(found, desk.now) and found.state != State.OFFERED
    running = ahead and found.start <= desk.now
    return {
        "move": ahead and not running,
        "cancel": ahead and not running,
        "party": ahead,
        "extend": running,
        "hand_back": running,
        "restore": found.state == State.CANCELLED and found.end > desk.now and not _is_off(found),
        "take_back": found.state == State.NO_SHOW and found.end > desk.now,
    }


def _is_off(found: Booking) -> bool:
    """Whether it was for a date of a programme that does not take place any more."""
    return found.session is not None and found.session.cancelled_at is not None


def dates_ahead(found: Booking, desk: Desk) -> list[dict[str, Any]]:
    """What of a series can be cancelled with this date; nothing where there is no other ahead."""
    left = [] if found.series is None else ahead(found.series, desk.now)
    if len(left) < 2:
        return []
    later = [one for one in left if (one.original_day or date.min) >= (found.original_day or date.min)]
    every = {"key": EVERY, "words": _("残りの日を全部"), "count": len(left)}
    # From the first date, and from the last, that would do what another choice does, and make one wonder.
    if len(later) in (1, len(left)):
        return [every]
    return [{"key": FOLLOWING, "words": _("この日と、このあとの日"), "count": len(later)}, every]


def _late(found: Booking, desk: Desk) -> dict[str, Any] | None:
    """Of one that has begun and to which nobody has come: from when the room can be released."""
    if found.state not in EXPECTED or not found.start <= desk.now < found.end:
        return None
    until = due(desk.hall, [found], desk.now)[found.pk]
    return {"now": until <= desk.now, "until": time_words(until, desk.zone)}

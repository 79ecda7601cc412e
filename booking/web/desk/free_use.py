"""Rooms that nobody books, counted by the hour: one tap a person, or the number that somebody has counted."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from booking.actions.attendance import add_free_use, count_free_use
from booking.models import Person
from booking.queries.bookings import Absent
from booking.rules.bands import BANDS
from booking.rules.staff import Right
from booking.web.desk.door import Desk, at_desk
from booking.web.desk.panel import Typed, read_number
from booking.web.desk.today import day_of, here_of, page, room_at
from facilities.models import Room

STEPS = {"+1": 1, "-1": -1}


@at_desk(Right.DESK)
@require_POST
def free_use(request: HttpRequest, desk: Desk, room: str) -> HttpResponse:
    """`one` is a tap ("junior_high+1"); without it the numbers of all bands are set."""
    found, here = room_at(desk, room), here_of(request, desk)
    try:
        _count(request, found, desk.person, desk.now)
    except Absent as absent:
        raise Http404 from absent
    except ValueError:
        problem = _("人数は、もう始まった時間(1か月前まで)について、0から10000までの数で入れてください。")
        day = day_of(desk, here)
        return page(request, desk, here, day, status=400, problem=problem)
    return redirect(here.choosing(r=room))


def _count(request: HttpRequest, room: Room, actor: Person, now: int) -> None:
    at = read_number_of(request.POST.get("at", ""))
    tap = request.POST.get("one", "")
    if tap:
        band, step = tap[:-2], STEPS.get(tap[-2:])
        if step is None:
            raise Typed("one")
        add_free_use(room=room, at=at, band=band, add=step, actor=actor, now=now)
        return
    typed = {band: request.POST.get(band, "").strip() for band in BANDS}
    counts = {band: read_number(text, band) for band, text in typed.items() if text}
    count_free_use(room=room, at=at, counts=counts, actor=actor, now=now)


def read_number_of(text: str) -> int:
    """An instant as the form gives it back. Typed for anything else."""
    if not (text.isascii() and text.isdigit() and len(text) < 12):
        raise Typed("at")
    return int(text)

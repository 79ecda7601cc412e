"""/door/: the tablet at a room's door. Nobody signs in: the key in its address opens it, and nothing else.

It shows times and no people. The key stands in this page's address and its forms, and in no log.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from booking.actions.kiosks import EARLY, call_staff, check_in_at_door, note_alive
from booking.models import Kiosk
from booking.queries.bookings import Absent
from booking.queries.doors import calls, door_of, kiosk_by
from booking.rules.doors import Door, Look, Piece
from booking.rules.verdict import Refused
from booking.web.door_words import lines, state_of
from booking.web.places import zone_of
from booking.web.tries import seconds_to_wait, was_right
from facilities import clock
from facilities.rules.spans import local, local_day

NIGHT = (18, 6)  # hours of the wall clock from which and up to which the page is dark
LONGEST_KEY = 100


class Wait(Exception):
    """Too many wrong codes: nobody looks at another for so many `seconds`."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


# Nothing that a browser sends by itself opens this page: without its key a foreign form gets a 404.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest, hall: str, room: str) -> HttpResponse:
    """GET: the door. POST: `do` is "come" with the `code` of a booking, or "call"."""
    key, now = request.GET.get("k", "")[:LONGEST_KEY], clock.now()
    try:
        kiosk = kiosk_by(hall, room, key)
    except Absent as absent:
        raise Http404 from absent
    if request.method != "POST":
        note_alive(kiosk=kiosk, now=now)
        return _page(request, kiosk, key, now)
    said = DOES.get(request.POST.get("do", ""), _come)(request, kiosk, now)
    if said in SAID:
        return redirect(f"{request.path}?{urlencode({'k': key, 'said': said})}")
    return _page(request, kiosk, key, now, problem=said, status=409)


def _come(request: HttpRequest, kiosk: Kiosk, now: int) -> str:
    """Which of SAID, or what is wrong in words: never whose the booking is."""
    try:
        _check_in(request.POST.get("code", "").strip(), kiosk, now)
    except Wait as wait:
        told = {"seconds": wait.seconds}
        return _("番号が合わないことが続きました。%(seconds)d秒たってから、入れてください。") % told
    except Absent:
        return _("その番号の予約が、今は見つかりません。番号をたしかめるか、職員を呼んでください。")
    except Refused:
        return _("ここでは受付できません。窓口に来てください。")
    return "in"


def _check_in(code: str, kiosk: Kiosk, now: int) -> None:
    """Wrong codes wait longer and longer: there are ten thousand, and one opens a room."""
    login, machine = f"door {kiosk.public_id}", clock.machine_time()
    if seconds := seconds_to_wait(login, login, machine):
        raise Wait(seconds)
    check_in_at_door(kiosk=kiosk, code=code, now=now)
    was_right(login, login, machine)


def _call(request: HttpRequest, kiosk: Kiosk, now: int) -> str:
    call_staff(kiosk=kiosk, now=now)
    return "called"


DOES: dict[str, Callable[[HttpRequest, Kiosk, int], str]] = {"come": _come, "call": _call}
SAID = frozenset({"in", "called"})


def _page(
    request: HttpRequest, kiosk: Kiosk, key: str, now: int, problem: str = "", status: int = 200
) -> HttpResponse:
    room, zone = kiosk.room, zone_of(kiosk.room.facility)
    day = local_day(now, zone)
    seen = door_of(room, day, now, zone, kiosk.groups)
    told: dict[str, Any] = {
        "room": room,
        "hall": room.facility,
        "zone": zone,
        "now": now,
        "day": day,
        "night": not NIGHT[1] <= local(now, zone).hour < NIGHT[0],
        "address": f"{reverse('door', args=[room.facility.slug, room.slug])}?{urlencode({'k': key})}",
        "state": state_of(seen, now, zone),
        "lines": lines(seen, zone),
        "due": any(_is_due(piece, seen, now) for piece in seen.pieces),
        "called": calls(room).exists(),
        "came": request.GET.get("said") == "in",
        "problem": problem,
    }
    return render(request, "booking/door.html", told, status=status)


def _is_due(piece: Piece, seen: Door, now: int) -> bool:
    """Whether somebody may stand here with a code: their time runs, or begins soon."""
    return piece.look is Look.BOOKED and piece.span.start <= now + EARLY

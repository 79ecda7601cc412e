"""/door/: the tablet at a room's door. Nobody signs in: the key in its address opens it, and nothing else.

It shows times and no people. The key stands in this page's address and its forms, and in no log.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from booking.actions.kiosks import EARLY, call_staff, check_in_at_door, note_alive
from booking.actions.tries import seconds_to_wait, was_right
from booking.models import Kiosk
from booking.queries.bookings import Absent
from booking.queries.doors import calls, door_of, kiosk_by
from booking.queries.walk_ins import Invitation, invitation
from booking.rules.doors import Door, Look, Piece
from booking.rules.verdict import Refused
from booking.web.door_words import evenings, lines, state_of
from booking.web.places import zone_of
from booking.web.walk_ins import Unsaid, invited_words, refused_words, take, taking, until_of, ways
from facilities import clock
from facilities.models import Room
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
    """GET: the door; with `until` it asks how many would use the room up to then. POST: `do` is "come" with
    the `code` of a booking, "take" with `until` and numbers by band, or "call"."""
    key, now = request.GET.get("k", "")[:LONGEST_KEY], clock.now()
    try:
        kiosk = kiosk_by(hall, room, key)
    except Absent:
        # In the door's own dress, without the site's menu: whoever stands there can only ask the desk. It
        # names neither hall nor room, so that it says the same of every address that opens nothing.
        return render(request, "booking/door_gone.html", status=404)
    if request.method != "POST":
        note_alive(kiosk=kiosk, now=now)
        return _page(request, kiosk, key, now, until=until_of(request.GET, now))
    said = DOES.get(request.POST.get("do", ""), _come)(request, kiosk, now)
    if said in SAID:
        return redirect(f"{request.path}?{urlencode({'k': key, 'said': said})}")
    # Whoever has not said how many they are is asked once more.
    return _page(request, kiosk, key, now, until=until_of(request.POST, now), problem=said, status=409)


def _come(request: HttpRequest, kiosk: Kiosk, now: int) -> str:
    """Which of SAID, or what is wrong in words: never whose the booking is."""
    code = request.POST.get("code", "").strip()
    if not code:  # nothing was guessed: whoever presses too early does not wait for it
        return _("4けたの受付番号を入れてください。")
    try:
        _check_in(code, kiosk, now)
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
    # A door is its own source: one tablet tries for all who come to it.
    login, machine = f"door {kiosk.public_id}", clock.machine_time()
    if seconds := seconds_to_wait(login, login, machine):
        raise Wait(seconds)
    check_in_at_door(kiosk=kiosk, code=code, now=now)
    was_right(login, login, machine)


def _take(request: HttpRequest, kiosk: Kiosk, now: int) -> str:
    """Which of SAID, or why not in words."""
    try:
        take(kiosk, request.POST, now)
    except Unsaid:
        return _("使う人の数をえらんでください。")
    except Refused as refused:
        return refused_words(refused, zone_of(kiosk.room.facility))
    except Absent:
        return _("この部屋は、今は使えません。窓口に来てください。")
    return "taken"


def _call(request: HttpRequest, kiosk: Kiosk, now: int) -> str:
    call_staff(kiosk=kiosk, now=now)
    return "called"


DOES: dict[str, Callable[[HttpRequest, Kiosk, int], str]] = {
    "come": _come,
    "take": _take,
    "call": _call,
}
SAID = frozenset({"in", "taken", "called"})


def _page(
    request: HttpRequest,
    kiosk: Kiosk,
    key: str,
    now: int,
    *,
    until: int | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    room, zone = kiosk.room, zone_of(kiosk.room.facility)
    seen = door_of(room, local_day(now, zone), now, zone, kiosk.groups)
    invited = _invitation(room, seen, now)
    asking = taking(invited, until, room, now, zone)
    told: dict[str, Any] = {
        **_frame(room, key, now, zone),
        "state": state_of(seen, now, zone),
        "lines": lines(seen, zone),
        "evenings": evenings(seen, zone),
        "due": any(_is_due(piece, seen, now) for piece in seen.pieces),
        "called": calls(room).exists(),
        "said": request.GET.get("said", ""),
        "problem": problem,
        "invited": invited_words(invited) if invited else "",
        "ways": ways(invited, now, zone) if invited else [],
        **asking,
    }
    return render(request, f"booking/{'door_take' if asking else 'door'}.html", told, status=status)


def _frame(room: Room, key: str, now: int, zone: ZoneInfo) -> dict[str, Any]:
    """What stands around every state of a door."""
    path = reverse("door", args=[room.facility.slug, room.slug])
    return {
        "room": room,
        "hall": room.facility,
        "zone": zone,
        "now": now,
        "day": local_day(now, zone),
        "night": not NIGHT[1] <= local(now, zone).hour < NIGHT[0],
        "path": path,
        "key": key,
        "address": f"{path}?{urlencode({'k': key})}",
    }


def _invitation(room: Room, seen: Door, now: int) -> Invitation | None:
    piece = seen.now
    return invitation(room, piece.span, now) if piece and piece.look is Look.FREE else None


def _is_due(piece: Piece, seen: Door, now: int) -> bool:
    """Whether somebody may stand here with a code: their time runs, or begins soon."""
    return piece.look is Look.BOOKED and piece.span.start <= now + EARLY

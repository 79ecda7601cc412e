"""The hall's day on one board, with what was chosen in a panel beside it; kept up to date by polling."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from booking.labels.outside import note_words
from booking.models import Booking
from booking.queries.bookings import Absent, at_the_desk
from booking.queries.rosters import on_duty
from booking.queries.today import Today, Version, version_seen
from booking.queries.today import today as load
from booking.rules.staff import Right
from booking.rules.today import Seen
from booking.web.dates import YEARS
from booking.web.desk import board
from booking.web.desk.board import VIEWS, Here
from booking.web.desk.door import Desk, at_desk, show
from booking.web.desk.panel import memos, of_booking, of_room
from booking.web.desk.todos import todos
from facilities import clock
from facilities.labels import listed, times_words
from facilities.models import Room
from facilities.queries.rooms import room_in
from facilities.rules.spans import local_day

A_MINUTE = 60


def unless_known(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Answers a poll by whoever has seen this board as it is: 304, for the session and one query more.

    It stands before the door: what it answers says nothing but that nothing is new.
    """

    @wraps(view)
    def polled(request: HttpRequest, hall: str, **rest: Any) -> HttpResponseBase:
        known = request.headers.get("If-None-Match")
        if known and request.headers.get("HX-Request") and known == _now_told(request, hall):
            return HttpResponseNotModified(headers={"ETag": known, "Cache-Control": "private, no-store"})
        return view(request, hall=hall, **rest)

    return polled


@unless_known
@at_desk(Right.DAY)
@require_safe
def today(request: HttpRequest, desk: Desk) -> HttpResponse:
    here = here_of(request, desk)
    day = load(desk.hall, here.day or desk.today, desk.now, desk.zone, desk.rules)
    if request.headers.get("HX-Request"):
        return _polled(request, desk, here, day)
    booking = _chosen(desk, here, day)
    panel = of_booking(desk, booking, day) if booking else None
    return page(request, desk, here, day, panel=panel)


def page(
    request: HttpRequest,
    desk: Desk,
    here: Here,
    day: Today,
    panel: dict[str, Any] | None = None,
    status: int = 200,
    problem: str = "",
) -> HttpResponse:
    """The whole board; beside it a booking, or the room that was chosen, or the notes of the hall."""
    room = next((lane.room for lane in day.lanes if lane.room.slug == here.room), None)
    told = {
        **_told(request, desk, here, day),
        "panel": panel,
        "place": of_room(desk, room, day) if room and not panel else None,
        "memos": memos(day, desk),
        "can_write": desk.may(Right.DESK),
        "asked": here.href().removeprefix(reverse("desk", args=[desk.hall.slug])),
        "problem": problem,
        "lanes": [lane.room for lane in day.lanes],
    }
    return show(request, desk, "booking/desk/today.html", "desk", status, **told)


def here_of(request: HttpRequest, desk: Desk) -> Here:
    """Which page of the board an address means; a day that cannot be read is today."""
    asked = request.GET
    view = asked.get("v", "")
    return Here(
        desk.hall.slug,
        read_day(asked.get("d", "")),
        view if view in VIEWS else VIEWS[0],
        asked.get("b", "")[:16],
        asked.get("r", "")[:50],
    )


def day_of(desk: Desk, here: Here) -> Today:
    return load(desk.hall, here.day or desk.today, desk.now, desk.zone, desk.rules)


def found_at(desk: Desk, public_id: str) -> Booking:
    """A booking of this hall; 404 for one of another."""
    try:
        booking = at_the_desk(public_id, desk.person, desk.now)
    except Absent as absent:
        raise Http404 from absent
    if booking.room.facility_id != desk.hall.pk:
        raise Http404
    return booking


def room_at(desk: Desk, slug: str) -> Room:
    """A room of this hall; 404 for one of another."""
    room = room_in(desk.hall.pk, slug)
    if room is None:
        raise Http404
    return room


def _polled(request: HttpRequest, desk: Desk, here: Here, day: Today) -> HttpResponse:
    frame = {"desk": desk, "hall": desk.hall, "zone": desk.zone}
    response = render(request, "booking/desk/_board.html", {**frame, **_told(request, desk, here, day)})
    response["ETag"] = _etag(request, desk.hall.slug, desk.person.pk, desk.now, day.version)
    return response


def _told(request: HttpRequest, desk: Desk, here: Here, day: Today) -> dict[str, Any]:
    rows = board.rows(day, here)
    return {
        "here": here.href(),  # to where the forms of the frame (colours, language) come back
        "view": here.view,
        "day": day,
        "shut_now": board.shut_now(day),
        "is_today": day.day == desk.today,
        "etag": _etag(request, desk.hall.slug, desk.person.pk, desk.now, day.version),
        "rows": rows,
        "uses": sorted((one for row in rows for one in row.blocks), key=_by_time),
        "todos": todos(day, here, desk),
        "noted": listed(map(note_words, day.noted)),
        "duty": [board.staff_name(one) for one in on_duty(desk.hall, day.day, day.day)[day.day]],
        "waiting": len(day.those(Seen.NEXT, Seen.LATE)),
        "late": len(day.those(Seen.LATE)),
        **_ruled(day),
        **_ways(desk, here, day),
    }


def _ruled(day: Today) -> dict[str, Any]:
    """The ground on which the lanes lie."""
    return {
        "hours": board.hours(day),
        "quarters": board.width(day),
        "line": board.now_line(day),
        "evening": board.evening_line(day),
        "late_evening": board.is_late_evening(day),
        "evening_times": times_words(day.evening, day.zone) if day.evening else "",
        "closed": board.why_closed(day.closed, whole_day=True) if day.shown is None else "",
    }


def _ways(desk: Desk, here: Here, day: Today) -> dict[str, Any]:
    """Where one goes from here."""
    return {
        "poll": here.href(),
        "before": here.href(d=board.neighbour(day.day, desk.today, -1), b="", r=""),
        "after": here.href(d=board.neighbour(day.day, desk.today, 1), b="", r=""),
        "now": here.href(d=None, b="", r=""),
        "unchosen": here.href(b="", r=""),
        "views": {view: here.href(v=view) for view in VIEWS},
    }


def _by_time(block: board.Block) -> tuple[int, int]:
    return block.first, block.last


def _chosen(desk: Desk, here: Here, day: Today) -> Booking | None:
    """The booking that an address names, of whatever day; 404 for one of another hall."""
    if not here.booking:
        return None
    use = day.use_of(here.booking)
    return use.booking if use else found_at(desk, here.booking)


def read_day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year in YEARS else None


def _now_told(request: HttpRequest, hall: str) -> str:
    """The tag of this page as it is now; "" for whoever may not see it."""
    person = str(request.session.get(SESSION_KEY, ""))
    now = clock.now()
    if not person.isdigit():
        return ""
    version = version_seen(hall, int(person), local_day(now, ZoneInfo(settings.TIME_ZONE)))
    return "" if version is None else _etag(request, hall, int(person), now, version)


def _etag(request: HttpRequest, hall: str, person: int, now: int, version: Version) -> str:
    """What the board shows turns with its counters and with the minute: somebody is late, a day is over."""
    asked = sorted((key, request.GET.get(key, "")) for key in ("d", "v", "b", "r"))
    made_of = (hall, person, now // A_MINUTE, version, asked, get_language())
    return f'W/"{sha256(repr(made_of).encode()).hexdigest()[:32]}"'

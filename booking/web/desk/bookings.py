"""予約: the hall's bookings, found by day, room, state, or whose they are."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from booking.labels import people_words, state_words
from booking.models import Booking
from booking.queries.desk_bookings import Sought, bookings_of
from booking.queries.no_show import due
from booking.rules.lifecycle import State
from booking.rules.staff import Right
from booking.rules.today import Seen
from booking.web.dates import YEARS
from booking.web.desk.asked import number
from booking.web.desk.board import name_of
from booking.web.desk.door import Desk, at_desk, show
from booking.web.desk.standing import WORDS, state_at
from facilities.labels import day_words, times_words
from facilities.models import Room
from facilities.queries.rooms import rooms_in
from facilities.rules.spans import Span, local_day

LONGEST = 100  # characters of what is looked for
STATES = (
    State.BOOKED,
    State.PROVISIONAL,
    State.IN_USE,
    State.USED,
    State.CANCELLED,
    State.NO_SHOW,
    State.LAPSED,
)


@at_desk(Right.DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def bookings(request: HttpRequest, desk: Desk) -> HttpResponse:
    """GET: by day, room and state. POST: by whose they are, which is in no address."""
    rooms = list(rooms_in(desk.hall.pk).filter(bookable=True))
    data = request.POST if request.method == "POST" else request.GET
    text = request.POST.get("words", "")[:LONGEST]
    sought = _sought(data, rooms, text)
    page = number(data.get("page", ""))
    found, more = bookings_of(desk.hall, sought, desk.now, page)
    told: dict[str, Any] = {
        "rooms": rooms,
        "states": [{"key": state, "words": _filter_words(state)} for state in STATES],
        "sought": sought,
        "text": text,
        "days": by_day(found, desk),
        # Of those whom a name found there are no other pages: a link would have to carry the name.
        "before": _other_page(desk, sought, page - 1) if page and not text else "",
        "after": _other_page(desk, sought, page + 1) if more and not text else "",
        "cut": more and bool(text),
    }
    return show(request, desk, "booking/desk/bookings.html", "desk-bookings", **told)


def _filter_words(state: State) -> str:
    return str(WORDS[Seen.NO_SHOW]) if state is State.NO_SHOW else state_words(state)


def _sought(data: QueryDict, rooms: list[Room], text: str) -> Sought:
    """What cannot be read narrows nothing down."""
    room, state = data.get("room", ""), data.get("state", "")
    return Sought(
        day=read_day(data.get("day", "")),
        room=room if room in {one.slug for one in rooms} else "",
        state=state if state in STATES else "",
        words=tuple(text.split()),
    )


def read_day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year in YEARS else None


def _other_page(desk: Desk, sought: Sought, page: int) -> str:
    asked = {
        "day": sought.day.isoformat() if sought.day else "",
        "room": sought.room,
        "state": sought.state,
        "page": str(page),
    }
    return f"{reverse('desk-bookings', args=[desk.hall.slug])}?{urlencode(asked)}"


def by_day(found: list[Booking], desk: Desk) -> list[dict[str, Any]]:
    """The bookings under their days, each as a line."""
    late = due(desk.hall, (one for one in found if one.start <= desk.now < one.end), desk.now)
    days: dict[date, list[dict[str, Any]]] = {}
    for one in found:
        line = _line(one, desk, is_late=late.get(one.pk, desk.now + 1) <= desk.now)
        days.setdefault(local_day(one.start, desk.zone), []).append(line)
    return [{"day": day_words(day, desk.today), "lines": lines} for day, lines in days.items()]


def _line(booking: Booking, desk: Desk, *, is_late: bool) -> dict[str, Any]:
    return {
        "booking": booking,
        "href": reverse("desk-booking", args=[desk.hall.slug, booking.public_id]),
        "times": times_words(Span(booking.start, booking.end), desk.zone),
        "people": people_words(booking.headcount),
        "who": who_words(booking),
        "state": state_at(booking, desk.now, is_late=is_late),
        "late": is_late,
    }


def who_words(booking: Booking) -> str:
    """For whom it is, as on the board; "" for a caller, whose name stands behind a button of the booking's
    own page alone."""
    named = booking.group is not None or booking.person is not None or booking.session is not None
    return name_of(booking) if named else ""


def saved_address(desk: Desk, booking: Booking) -> str:
    """The page of a booking that was made just now at the desk, which says so."""
    return f"{reverse('desk-booking', args=[desk.hall.slug, booking.public_id])}?done=1"

"""A hall's month on paper: its days, who may come in the evening, its rooms by parts of days, what is on."""

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from booking.models import Programme, Session
from booking.queries.boards import Board, Calendar, board, calendar
from booking.queries.halls import PANES, hall_day, walls
from booking.queries.programmes import dates_between, rooms_of
from booking.rules.months import Face, Part, face_of, part_of
from booking.rules.weeks import EVENING, wall
from facilities.models import Facility, Room
from facilities.queries.rooms import shown_rooms
from facilities.rules.ages import Ages
from facilities.rules.slots import Slot, State
from facilities.rules.spans import Span, instant, local_day

A_DAY = timedelta(days=1)
Cell = tuple[Part, Programme | None]


@dataclass(frozen=True, slots=True)
class RoomAtNight:
    """A room that is open in evenings of the month, and whom most of them admit (None: everybody)."""

    room: Room
    admits: tuple[Ages, ...] | None


@dataclass(frozen=True, slots=True)
class PosterMonth:
    """The days of a month, the rooms of its evenings, and the programmes' dates that take place there."""

    days: tuple[Face, ...]
    rooms: tuple[RoomAtNight, ...]
    sessions: tuple[Session, ...]


@dataclass(frozen=True, slots=True)
class RoomMonth:
    """For each day of the month the morning, the afternoon and the evening of a room."""

    room: Room
    days: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class TimetableMonth:
    """The days of a month, its rooms that are lent, and the programmes' dates that take place there."""

    days: tuple[Face, ...]
    rooms: tuple[RoomMonth, ...]
    sessions: tuple[Session, ...]


def days_of(first: date) -> list[date]:
    """All days of the month that begins on `first`."""
    return [first + A_DAY * ahead for ahead in range(monthrange(first.year, first.month)[1])]


def poster_month(hall: Facility, first: date) -> PosterMonth:
    """The evening openings of the month that begins on `first`. Eight queries at most."""
    days, rooms = days_of(first), _rooms(hall)
    known = calendar([hall], first, days[-1])
    faces = tuple(_faces(known, hall, rooms, days))
    lit = [one.day for one in faces if one.evening]
    at_night = (_at_night(known, room, lit) for room in rooms)
    return PosterMonth(faces, tuple(one for one in at_night if one), tuple(sessions_of(hall, first)))


def timetable_month(hall: Facility, first: date) -> TimetableMonth:
    """The rooms of the month that begins on `first`, as everybody may know them. Nine queries at most."""
    days, rooms = days_of(first), _rooms(hall)
    known, zone = calendar([hall], first, days[-1]), ZoneInfo(hall.timezone)
    lent = [room for room in rooms if room.bookable]
    # Of the first instant of the month, so that nothing of it is over: a paper hangs there for all of it.
    view = board(lent, [(first, days[-1])], None, instant(first, 0, zone), known=known)
    told = tuple(sessions_of(hall, first))
    held = _held(told, zone)
    of_rooms = (RoomMonth(room, tuple(_cells(view, room, day, held) for day in days)) for room in lent)
    return TimetableMonth(tuple(_faces(known, hall, rooms, days)), tuple(of_rooms), told)


def sessions_of(hall: Facility, first: date) -> list[Session]:
    """What a hall leads, or has in its rooms, in the month that begins on `first`, and was not cancelled.
    Five queries."""
    zone = ZoneInfo(hall.timezone)
    month = Span(instant(first, 0, zone), instant(days_of(first)[-1] + A_DAY, 0, zone))
    dates = (one.session for one in dates_between(month))
    return [one for one in dates if one.cancelled_at is None and _is_at(hall, one)]


def _is_at(hall: Facility, session: Session) -> bool:
    # In its yard, too: who reads its poster comes to it.
    leads = session.programme.facility_id == hall.pk
    return leads or any(room.facility_id == hall.pk for room in rooms_of(session))


def _rooms(hall: Facility) -> list[Room]:
    rooms = list(shown_rooms(hall.pk))
    for room in rooms:
        room.facility = hall
    return rooms


def _faces(known: Calendar, hall: Facility, rooms: Sequence[Room], days: Iterable[date]) -> Iterator[Face]:
    zone = ZoneInfo(hall.timezone)
    return (face_of(hall_day(known, hall, rooms, day), zone) for day in days)


def _at_night(known: Calendar, room: Room, lit: Iterable[date]) -> RoomAtNight | None:
    zone = ZoneInfo(room.facility.timezone)
    admits = Counter(
        opening.admits
        for day in lit
        for opening in known.plan(room, day).openings
        if wall(opening.span.end, day, zone) > EVENING
    )
    return RoomAtNight(room, admits.most_common(1)[0][0]) if admits else None


def _held(
    sessions: Iterable[Session], zone: ZoneInfo
) -> dict[tuple[int, date], list[tuple[Span, Programme]]]:
    """When which programme is in a room (by key) on a day."""
    found: dict[tuple[int, date], list[tuple[Span, Programme]]] = {}
    for one in sessions:
        for room in rooms_of(one):
            span = Span(one.start, one.end)
            found.setdefault((room.pk, local_day(one.start, zone)), []).append((span, one.programme))
    return found


def _cells(
    view: Board, room: Room, day: date, held: dict[tuple[int, date], list[tuple[Span, Programme]]]
) -> tuple[Cell, ...]:
    zone = ZoneInfo(room.facility.timezone)
    laid = view.laid(room, view.calendar.plan(room, day))
    return tuple(
        _cell(view, room, [slot for slot in laid if _meets(slot.span, day, zone, part)], programme)
        for part in PANES
        for programme in [_of_part(held.get((room.pk, day), ()), day, zone, part)]
    )


def _cell(view: Board, room: Room, slots: Sequence[Slot], programme: Programme | None) -> Cell:
    if programme is not None:
        return Part.PROGRAMME, programme
    drawn = any(
        hold.span.overlaps(slot.span)
        for slot in slots
        if slot.state is State.FREE
        for hold in view.rounds[room.pk]
    )
    return Part.LOTTERY if drawn else part_of([slot.state for slot in slots]), None


def _of_part(
    held: Iterable[tuple[Span, Programme]], day: date, zone: ZoneInfo, part: tuple[int, int]
) -> Programme | None:
    return next((programme for span, programme in held if _meets(span, day, zone, part)), None)


def _meets(span: Span, day: date, zone: ZoneInfo, part: tuple[int, int]) -> bool:
    start, end = walls(span, day, zone)
    return start < part[1] and end > part[0]

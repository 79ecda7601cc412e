"""Halls as a whole: a week of all their rooms, what is free tonight, which evenings are lit."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from booking.queries.boards import Board, Calendar, board, calendar, day_of, zone_of
from booking.queries.party import Asker
from booking.rules.verdict import Reason
from booking.rules.weeks import EVENING, Day, Slot, State, wall
from facilities.models import Facility, Room
from facilities.rules.hours import DayPlan
from facilities.rules.layers import unite
from facilities.rules.slots import Slot as Laid
from facilities.rules.slots import State as Fact
from facilities.rules.spans import Span, local_day, merge

NOON = 12 * 60
PANES = ((0, NOON), (NOON, EVENING), (EVENING, 48 * 60))
# Of all that lies in a part of a day, its pane shows the first of these.
FIRST_SHOWN = (
    State.FREE,
    State.ASK,
    State.MINE,
    State.NOT_YET,
    State.CONDITIONAL,
    State.TAKEN,
    State.PAST,
    State.CLOSED,
    State.OUTSIDE,
)


@dataclass(frozen=True, slots=True)
class Pane:
    """A morning, an afternoon or an evening of a room."""

    state: State
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class RoomWeek:
    """A room with three panes for each day."""

    room: Room
    days: tuple[tuple[Pane, ...], ...]


@dataclass(frozen=True, slots=True)
class HallWeek:
    """Seven days of a hall (which is open where one of its rooms is), and of each room that is lent."""

    days: tuple[Day, ...]
    rooms: tuple[RoomWeek, ...]


@dataclass(frozen=True, slots=True)
class FreeRoom:
    """A stretch of this evening in which a room is free."""

    room: Room
    span: Span


@dataclass(frozen=True, slots=True)
class Facade:
    """A hall today, and on which days of this week (Monday to Sunday) it has an evening."""

    facility: Facility
    today: Day
    evenings: tuple[bool, ...]
    is_open: bool


def hall_week(facility: Facility, first: date, asker: Asker | None, now: int) -> HallWeek:
    """Seven days from `first`, with a pane for each part of each room's day. Four queries."""
    rooms = list(Room.objects.filter(facility=facility, published=True).select_related("facility"))
    days = _week(first)
    view = board([*rooms, _itself(facility)], [(first, days[-1])], asker, now)
    return HallWeek(
        tuple(_hall_day(view.calendar, facility, rooms, day) for day in days),
        tuple(
            RoomWeek(room, tuple(_panes(view, room, day) for day in days)) for room in rooms if room.bookable
        ),
    )


def tonight(asker: Asker | None, now: int) -> tuple[FreeRoom, ...]:
    """Where in the published halls a room is free this evening, the earliest first. Four queries."""
    published = Room.objects.filter(published=True, bookable=True, facility__published=True)
    rooms = list(published.select_related("facility").order_by("facility__position", "position", "pk"))
    today = {room.facility_id: local_day(now, zone_of(room)) for room in rooms}
    if not rooms:
        return ()
    view = board(rooms, [(min(today.values()), max(today.values()))], asker, now)
    free = (
        FreeRoom(room, span) for room in rooms for span in _free_evening(view, room, today[room.facility_id])
    )
    return tuple(sorted(free, key=lambda found: found.span.start))


def street(now: int) -> tuple[Facade, ...]:
    """The published halls with their evenings of this week. Four queries."""
    halls = list(Facility.objects.filter(published=True))
    rooms: dict[int, list[Room]] = defaultdict(list)
    for room in Room.objects.filter(published=True, facility__in=halls):
        rooms[room.facility_id].append(room)
    days = [local_day(now, ZoneInfo(hall.timezone)) for hall in halls]
    if not days:
        return ()
    known = calendar(halls, _monday(min(days)), max(days) + timedelta(days=6))
    return tuple(_facade(known, hall, rooms[hall.pk], now) for hall in halls)


def _facade(known: Calendar, hall: Facility, rooms: Sequence[Room], now: int) -> Facade:
    today = local_day(now, ZoneInfo(hall.timezone))
    week = [_hall_day(known, hall, rooms, day) for day in _week(_monday(today))]
    shown = week[today.weekday()]
    is_open = any(now in opening.span for opening in shown.openings)
    return Facade(hall, shown, tuple(day.evening for day in week), is_open)


def _hall_day(known: Calendar, hall: Facility, rooms: Sequence[Room], day: date) -> Day:
    plan = known.plan(_itself(hall), day)
    plans = (plan, *(known.plan(_in(room, hall), day) for room in rooms))
    openings = unite(list(dict.fromkeys(opening for one in plans for opening in one.openings)))
    return day_of(replace(plan, openings=tuple(openings)), (), ZoneInfo(hall.timezone))


def _itself(hall: Facility) -> Room:
    """What is said of every room, as of a room without a name."""
    return Room(facility=hall, slug="")


def _in(room: Room, hall: Facility) -> Room:
    room.facility = hall
    return room


def _panes(view: Board, room: Room, day: date) -> tuple[Pane, ...]:
    plan = view.calendar.plan(room, day)
    laid = [(slot, _walls(slot.span, day, zone_of(room))) for slot in view.laid(room, plan)]
    parts = ([slot for slot, (start, end) in laid if start < to and end > since] for since, to in PANES)
    return tuple(_pane(view, room, plan, part) for part in parts)


def _pane(view: Board, room: Room, plan: DayPlan, part: Iterable[Laid]) -> Pane:
    shown: Slot | None = None
    for slot in _seen(view, room, plan, part):
        if slot.state is State.FREE:
            return Pane(State.FREE)
        if shown is None or FIRST_SHOWN.index(slot.state) < FIRST_SHOWN.index(shown.state):
            shown = slot
    return Pane(shown.state, shown.reasons) if shown else Pane(State.OUTSIDE)


def _seen(view: Board, room: Room, plan: DayPlan, part: Iterable[Laid]) -> Iterator[Slot]:
    return (view.seen(room, plan, laid) for laid in part)


def _free_evening(view: Board, room: Room, day: date) -> list[Span]:
    """What is free of the room's evening, pieces that touch as one."""
    plan = view.calendar.plan(room, day)
    late = [
        slot
        for slot in view.laid(room, plan)
        if slot.state is Fact.FREE and _walls(slot.span, day, zone_of(room))[1] > EVENING
    ]
    return merge(slot.span for slot in _seen(view, room, plan, late) if slot.state is State.FREE)


def _walls(span: Span, day: date, zone: ZoneInfo) -> tuple[int, int]:
    return wall(span.start, day, zone), wall(span.end, day, zone)


def _week(first: date) -> list[date]:
    return [first + timedelta(days=ahead) for ahead in range(7)]


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())

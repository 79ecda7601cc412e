"""Halls as a whole: a week of all their rooms, what is free tonight, which evenings are lit."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import zip_longest
from zoneinfo import ZoneInfo

from booking.queries.boards import Board, Calendar, board, calendar, day_of, zone_of
from booking.queries.party import Asker
from booking.rules.verdict import Reason
from booking.rules.weeks import EVENING, Day, Slot, State, wall
from facilities.models import Facility, Room
from facilities.rules.hours import DatedClosure, DayPlan
from facilities.rules.layers import unite
from facilities.rules.slots import Slot as Laid
from facilities.rules.slots import State as Fact
from facilities.rules.spans import Span, local_day, merge

NEWS = timedelta(days=60)  # how far ahead closures are told
NOON = 12 * 60
# Into the next day: what runs past midnight is of the evening on which it began (decision 8).
PANES = ((0, NOON), (NOON, EVENING), (EVENING, 48 * 60))
# Of all that lies in a part of a day, its pane shows the first of these.
FIRST_SHOWN = (
    State.FREE,
    State.ASK,
    State.MINE,
    State.LOTTERY,
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
    """Seven days of a hall (which is open where one of its rooms is), and of each room that is lent.

    Besides, the rooms that are used without booking, and the closures of the next two months.
    """

    days: tuple[Day, ...]
    rooms: tuple[RoomWeek, ...]
    walk_in: tuple[Room, ...]
    closures: tuple[DatedClosure, ...]


@dataclass(frozen=True, slots=True)
class FreeRoom:
    """A stretch of this evening in which a room is free."""

    room: Room
    span: Span


@dataclass(frozen=True, slots=True)
class UnlitRoom:
    """A room that nobody has this evening, and why it is not for the asker."""

    room: Room
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Facade:
    """A hall today, and on which days of this week (Monday to Sunday) it has an evening."""

    facility: Facility
    today: Day
    evenings: tuple[bool, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class City:
    """The halls, and of this evening what is free for the asker and what is not for them."""

    street: tuple[Facade, ...]
    free: tuple[FreeRoom, ...]
    unlit: tuple[UnlitRoom, ...]


def hall_week(facility: Facility, first: date, asker: Asker | None, now: int) -> HallWeek:
    """Seven days from `first`, with a pane for each part of each room's day. Four queries."""
    rooms = [_in(room, facility) for room in Room.objects.filter(facility=facility, published=True)]
    days, today = _week(first), local_day(now, ZoneInfo(facility.timezone))
    # From today, too, whatever week is shown: closures are news, and news does not turn pages.
    known = calendar([facility], min(first, today), max(days[-1], today + NEWS))
    lent = [room for room in rooms if room.bookable]
    view = board(lent, [(first, days[-1])], asker, now, known=known)
    return HallWeek(
        tuple(hall_day(known, facility, rooms, day) for day in days),
        tuple(RoomWeek(room, tuple(_panes(view, room, day) for day in days)) for room in lent),
        tuple(room for room in rooms if not room.bookable),
        tuple(_to_come(known.hours[facility.pk].closures, now)),
    )


def city(asker: Asker | None, now: int) -> City:
    """The published halls, and this evening in their rooms as the asker sees them. Five queries."""
    halls = list(Facility.objects.filter(published=True))
    if not halls:
        return City((), (), ())
    by_hall = _rooms_of(halls)
    days = [local_day(now, ZoneInfo(hall.timezone)) for hall in halls]
    # Asked once and handed on to the board: the first page has twelve queries at most.
    known = calendar(halls, _monday(min(days)), max(days) + timedelta(days=6))
    lent = [room for hall in halls for room in by_hall[hall.pk] if room.bookable]
    view = board(lent, [(min(days), max(days))], asker, now, known=known)
    evenings = [(room, _evening(view, room, local_day(now, zone_of(room)))) for room in lent]
    return City(
        tuple(_facade(known, hall, by_hall[hall.pk], now) for hall in halls),
        _in_turn([FreeRoom(room, span) for room, slots in evenings for span in _free(slots)]),
        tuple(UnlitRoom(room, why) for room, slots in evenings if not _free(slots) and (why := _why(slots))),
    )


def _rooms_of(halls: Sequence[Facility]) -> dict[int, list[Room]]:
    """By hall, in its order. One query."""
    found: dict[int, list[Room]] = {hall.pk: [] for hall in halls}
    known = {hall.pk: hall for hall in halls}
    for room in Room.objects.filter(published=True, facility__in=halls).order_by("position", "pk"):
        found[room.facility_id].append(_in(room, known[room.facility_id]))
    return found


def _in_turn(free: Iterable[FreeRoom]) -> tuple[FreeRoom, ...]:
    """One of each hall in turn, so that the first few are not all of one; in each hall the earliest first."""
    halls: dict[int, list[FreeRoom]] = defaultdict(list)
    for one in sorted(free, key=lambda one: one.span.start):
        halls[one.room.facility_id].append(one)
    return tuple(one for turn in zip_longest(*halls.values()) for one in turn if one)


def _to_come(closures: Iterable[DatedClosure], now: int) -> list[DatedClosure]:
    until = now + int(NEWS.total_seconds())
    return sorted((c for c in closures if c.span.end > now and c.span.start < until), key=lambda c: c.span)


def _facade(known: Calendar, hall: Facility, rooms: Sequence[Room], now: int) -> Facade:
    today = local_day(now, ZoneInfo(hall.timezone))
    week = [hall_day(known, hall, rooms, day) for day in _week(_monday(today))]
    shown = week[today.weekday()]
    is_open = any(now in opening.span for opening in shown.openings)
    return Facade(hall, shown, tuple(day.evening for day in week), is_open)


def hall_day(known: Calendar, hall: Facility, rooms: Sequence[Room], day: date) -> Day:
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
    laid = [(slot, walls(slot.span, day, zone_of(room))) for slot in view.laid(room, plan)]
    parts = ([slot for slot, (start, end) in laid if start < to and end > since] for since, to in PANES)
    return tuple(_pane(view, room, plan, part) for part in parts)


def _pane(view: Board, room: Room, plan: DayPlan, part: Iterable[Laid]) -> Pane:
    shown: Slot | None = None
    for slot in _seen(view, room, plan, part):
        # One free window lights the pane: of those after it the judge is not asked any more.
        if slot.state is State.FREE:
            return Pane(State.FREE)
        if shown is None or FIRST_SHOWN.index(slot.state) < FIRST_SHOWN.index(shown.state):
            shown = slot
    return Pane(shown.state, shown.reasons) if shown else Pane(State.OUTSIDE)


def _seen(view: Board, room: Room, plan: DayPlan, part: Iterable[Laid]) -> Iterator[Slot]:
    return (view.seen(room, plan, laid) for laid in part)


def _evening(view: Board, room: Room, day: date) -> list[Slot]:
    """What nobody has of the room's evening, as the asker sees it."""
    plan = view.calendar.plan(room, day)
    late = [
        slot
        for slot in view.laid(room, plan)
        if slot.state is Fact.FREE and walls(slot.span, day, zone_of(room))[1] > EVENING
    ]
    return list(_seen(view, room, plan, late))


def _free(slots: Iterable[Slot]) -> list[Span]:
    """What is free, pieces that touch as one."""
    return merge(slot.span for slot in slots if slot.state is State.FREE)


def _why(slots: Iterable[Slot]) -> tuple[Reason, ...]:
    return tuple(reason for slot in slots for reason in slot.reasons)


def walls(span: Span, day: date, zone: ZoneInfo) -> tuple[int, int]:
    return wall(span.start, day, zone), wall(span.end, day, zone)


def _week(first: date) -> list[date]:
    return [first + timedelta(days=ahead) for ahead in range(7)]


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())

"""How rooms were used in a year: open and used minutes by weekday and hour, and the evenings."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from booking.models import Booking
from booking.queries.counted.source import Year
from booking.queries.rules import rules_of
from booking.rules.lifecycle import State
from booking.rules.usage import Cell, Minutes, Use, minutes_of, together, uses
from booking.rules.weeks import has_evening
from facilities.models import Facility, Room
from facilities.queries.openings import hall_hours
from facilities.rules.spans import Span, instant

# It held the room, and nobody is on record as not having come.
HELD = (State.BOOKED, State.IN_USE, State.USED)


class RoomUse(NamedTuple):
    room: Room
    cells: dict[Cell, Use]

    @property
    def whole(self) -> Use:
        return together(self.cells.values())


class YearOfUse(NamedTuple):
    """`evenings` are the days on which each hall (by key) was open in the evening."""

    rooms: tuple[RoomUse, ...]
    evenings: dict[int, list[date]]

    def of_hall(self, hall: Facility) -> Use:
        return together(one.whole for one in self.rooms if one.room.facility_id == hall.pk)


def year_of_use(halls: Sequence[Facility], year: Year) -> YearOfUse:
    """Of every published room that is lent, in the city's order, up to `year.now`. Five queries.

    A room that is made of others is told through them: else an hour of both would count thrice.
    """
    rooms = _rooms(halls)
    opened, evenings = _opened(halls, rooms, year)
    used = _used(rooms, year)
    return YearOfUse(tuple(RoomUse(room, uses(opened[room.pk], used[room.pk])) for room in rooms), evenings)


def _rooms(halls: Iterable[Facility]) -> list[Room]:
    found = Room.objects.filter(facility__in=[hall.pk for hall in halls], published=True, bookable=True)
    rows = found.select_related("facility").prefetch_related("spaces")
    rooms = list(rows.order_by("facility__position", "facility__slug", "position", "slug"))
    spaces = {room.pk: {space.pk for space in room.spaces.all()} for room in rooms}
    return [room for room in rooms if not any(spaces[other.pk] < spaces[room.pk] for other in rooms)]


def _opened(
    halls: Sequence[Facility], rooms: Sequence[Room], year: Year
) -> tuple[dict[int, Minutes], dict[int, list[date]]]:
    minutes: dict[int, Minutes] = defaultdict(Counter)
    evenings: dict[int, list[date]] = {hall.pk: [] for hall in halls}
    versions, dated = rules_of(halls), hall_hours([hall.pk for hall in halls], year.first, year.last)
    for hall in halls:
        of_hall, hours = [room for room in rooms if room.facility_id == hall.pk], dated[hall.pk]
        for day in _days(year):
            rules = versions[hall.pk].on(day)
            late = False
            for room in of_hall:
                plan = rules.timetable.plan(room.slug, day, hours.openings, hours.closures)
                spans = [
                    Span(one.span.start, min(one.span.end, year.now))
                    for one in plan.openings
                    if one.span.start < year.now
                ]
                minutes[room.pk] += minutes_of(spans, rules.zone)
                late = late or has_evening(plan.openings, day, rules.zone)
            if late:
                evenings[hall.pk].append(day)
    return minutes, evenings


def _used(rooms: Sequence[Room], year: Year) -> dict[int, Minutes]:
    """By what holds a space of the room, whichever room it was booked as."""
    by_space: dict[int, list[int]] = defaultdict(list)
    for room in rooms:
        for space in room.spaces.all():
            by_space[space.pk].append(room.pk)
    since = instant(year.first, 0, year.zone)
    until = min(instant(year.last + timedelta(days=1), 0, year.zone), year.now)
    held = Booking.objects.filter(
        room__spaces__in=list(by_space), state__in=HELD, end__gt=since, start__lt=until
    )
    spans: dict[int, set[Span]] = defaultdict(set)
    for space, start, end in held.order_by().values_list("room__spaces", "start", "end"):
        for room in by_space.get(space, ()):
            spans[room].add(Span(max(start, since), min(end, until)))
    return defaultdict(Counter, {room: minutes_of(of_it, year.zone) for room, of_it in spans.items()})


def _days(year: Year) -> Iterable[date]:
    return (year.first + timedelta(days=offset) for offset in range((year.last - year.first).days + 1))

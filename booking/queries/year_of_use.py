"""How rooms were used in a year: open and used minutes by weekday and hour, and the evenings."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from booking.models import Booking
from booking.queries.counted.source import Year
from booking.queries.rules import Versions, rules_of
from booking.rules.lifecycle import State
from booking.rules.usage import Cell, Minutes, Use, minutes_of, together, uses
from booking.rules.weeks import has_evening
from facilities.models import Facility, Room
from facilities.queries.openings import Hours, hall_hours
from facilities.rules.hours import DatedClosure, DatedOpening
from facilities.rules.spans import Span, instant
from facilities.rules.timetable import Timetable

A_DAY = timedelta(days=1)
KEPT = 4096  # months of rooms that a process keeps: eight years of forty rooms

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
    evenings: dict[int, set[date]] = {hall.pk: set() for hall in halls}
    versions, dated = rules_of(halls), hall_hours([hall.pk for hall in halls], year.first, year.last)
    by_hall = {hall.pk: [room for room in rooms if room.facility_id == hall.pk] for hall in halls}
    for hall in halls:
        for stretch in stretches(versions[hall.pk], dated[hall.pk], year):
            same = stretch.alike(room.slug for room in by_hall[hall.pk])
            for room in by_hall[hall.pk]:
                opened, late = stretch.of(same[room.slug], year.now)
                minutes[room.pk].update(opened)
                evenings[hall.pk].update(late)
    return minutes, {hall: sorted(late) for hall, late in evenings.items()}


class Stretch(NamedTuple):
    """Days of a month under one timetable, with the dated rows that may touch them."""

    timetable: Timetable
    first: date
    last: date
    openings: tuple[DatedOpening, ...]
    closures: tuple[DatedClosure, ...]

    @property
    def days(self) -> Iterator[date]:
        return _days(self.first, self.last)

    def alike(self, rooms: Iterable[str]) -> dict[str, str]:
        """Each of these rooms with the first of them whose days are the same: neither the rules nor a dated
        row tell the two apart."""
        first: dict[tuple[tuple[int, ...], ...], str] = {}
        return {room: first.setdefault(self._told_of(room), room) for room in rooms}

    def _told_of(self, room: str) -> tuple[tuple[int, ...], ...]:
        named = [*(one.rooms for one in self.openings), *(one.rooms for one in self.closures)]
        dated = tuple(place for place, rooms in enumerate(named) if rooms is None or room in rooms)
        return self.timetable.speaking_of(room), dated

    def may_open(self, room: str) -> bool:
        """Whether anything could open it: before the first rules there is nothing."""
        return bool(self.openings) or self.timetable.may_open(room)

    def has_evening(self, room: str, day: date) -> bool:
        plan = self.timetable.plan(room, day, self.openings, self.closures)
        return has_evening(plan.openings, day, self.timetable.zone)

    def of(self, room: str, now: int) -> tuple[Minutes, tuple[date, ...]]:
        """A room's open minutes and its evenings."""
        over = instant(self.last + 2 * A_DAY, 0, self.timetable.zone) <= now
        # What is over opens no more: a process lays a month out once. Of this one the hours pass.
        return _kept(self, room) if over else _laid_out(self, room, now)


@lru_cache(KEPT)
def _kept(stretch: Stretch, room: str) -> tuple[Minutes, tuple[date, ...]]:
    return _laid_out(stretch, room, instant(stretch.last + 2 * A_DAY, 0, stretch.timetable.zone))


def _laid_out(stretch: Stretch, room: str, now: int) -> tuple[Minutes, tuple[date, ...]]:
    minutes: Minutes = Counter()
    late: list[date] = []
    zone = stretch.timetable.zone
    for day in stretch.days if stretch.may_open(room) else ():
        plan = stretch.timetable.plan(room, day, stretch.openings, stretch.closures)
        spans = [one.span for one in plan.openings if one.span.start < now]
        minutes.update(minutes_of((Span(one.start, min(one.end, now)) for one in spans), zone))
        if has_evening(plan.openings, day, zone):
            late.append(day)
    return minutes, tuple(late)


def stretches(versions: Versions, hours: Hours, year: Year) -> Iterator[Stretch]:
    """The days of the year, cut where a month ends and where another version of the rules begins to hold."""
    days = _days(year.first, year.last)
    for (_month, timetable), of_it in groupby(days, lambda day: (day.month, versions.on(day).timetable)):
        found = list(of_it)
        first, last = found[0], found[-1]
        # Two days to each side: an evening runs past midnight, and a zone may lie anywhere.
        since, until = (
            instant(first - 2 * A_DAY, 0, year.zone),
            instant(last + 3 * A_DAY, 0, year.zone),
        )
        yield Stretch(
            timetable,
            first,
            last,
            tuple(one for one in hours.openings if one.span.start < until and one.span.end > since),
            tuple(one for one in hours.closures if one.span.start < until and one.span.end > since),
        )


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
    for key, start, end in held.order_by().values_list("room__spaces", "start", "end"):
        for of_it in by_space.get(key, ()):
            spans[of_it].add(Span(max(start, since), min(end, until)))
    return defaultdict(Counter, {room: minutes_of(of_it, year.zone) for room, of_it in spans.items()})


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=offset) for offset in range((last - first).days + 1))

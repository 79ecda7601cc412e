"""Days on which a hall was open in the evening, as its rules and its dated openings say: nobody has to
write them down."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from booking.queries.counted.source import Evidence, Source, Year, hall_names
from booking.queries.rules import rules_of
from booking.queries.year_of_use import KEPT, Stretch, stretches
from booking.rules.indicators import WHATEVER, Kind, Record
from facilities.models import Facility
from facilities.queries.openings import hall_hours


def _records(year: Year) -> Iterator[Record]:
    """Of each hall with an office. As many queries for one hall as for all."""
    with_office = Facility.objects.filter(published=True, department__isnull=False)
    halls = list(with_office.select_related("department").prefetch_related("rooms"))
    versions, dated = rules_of(halls), hall_hours([hall.pk for hall in halls], year.first, year.last)
    for hall, office in ((hall, hall.department) for hall in halls if hall.department):
        rooms = [room.slug for room in hall.rooms.all()]
        for stretch in stretches(versions[hall.pk], dated[hall.pk], year):
            for day in evenings_of(stretch, tuple(rooms)):
                key = f"{hall.slug}/{day}"
                yield Record(Kind.EVENING, key, day, WHATEVER, office.slug, hall.slug, hall.slug)


@lru_cache(KEPT)
def evenings_of(stretch: Stretch, rooms: tuple[str, ...]) -> tuple[date, ...]:
    """The days of a stretch with an evening in any of these rooms; a process lays a month out once, since a
    day without one asks of every room."""
    told_apart = [room for room in dict.fromkeys(stretch.alike(rooms).values()) if stretch.may_open(room)]
    days = stretch.days if told_apart else ()
    return tuple(day for day in days if any(stretch.has_evening(room, day) for room in told_apart))


def _shown(records: Sequence[Record]) -> Iterator[Evidence]:
    """One query."""
    halls = hall_names({one.body for one in records})
    for one in records:
        yield Evidence(one.kind, one.day, "", halls.get(one.body, ""), one.heads, one.key)


SOURCE = Source(frozenset({Kind.EVENING}), _records, _shown)

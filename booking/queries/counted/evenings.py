"""Days on which a hall was open in the evening, as its rules and its dated openings say: nobody has to
write them down."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from booking.queries.counted.source import Evidence, Source, Year, hall_names
from booking.queries.rules import rules_of
from booking.rules.indicators import WHATEVER, Kind, Record
from booking.rules.weeks import has_evening
from facilities.models import Facility
from facilities.queries.openings import hall_hours


def _records(year: Year) -> Iterator[Record]:
    """Of each hall with an office. As many queries for one hall as for all."""
    with_office = Facility.objects.filter(published=True, department__isnull=False)
    halls = list(with_office.select_related("department").prefetch_related("rooms"))
    versions, dated = rules_of(halls), hall_hours([hall.pk for hall in halls], year.first, year.last)
    for hall, office in ((hall, hall.department) for hall in halls if hall.department):
        rooms = [room.slug for room in hall.rooms.all()]
        for day in _days(year):
            rules, hours = versions[hall.pk].on(day), dated[hall.pk]
            plans = (rules.timetable.plan(room, day, hours.openings, hours.closures) for room in rooms)
            if any(has_evening(plan.openings, day, rules.zone) for plan in plans):
                key = f"{hall.slug}/{day}"
                yield Record(Kind.EVENING, key, day, WHATEVER, office.slug, hall.slug, hall.slug)


def _days(year: Year) -> Iterator[date]:
    for offset in range((year.last - year.first).days + 1):
        yield year.first + timedelta(days=offset)


def _shown(records: Sequence[Record]) -> Iterator[Evidence]:
    """One query."""
    halls = hall_names({one.body for one in records})
    for one in records:
        yield Evidence(one.kind, one.day, "", halls.get(one.body, ""), one.heads, one.key)


SOURCE = Source(frozenset({Kind.EVENING}), _records, _shown)

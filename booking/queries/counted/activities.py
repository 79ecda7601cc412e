"""Activity days that schools, nurseries, clubs and NPOs reported."""

from collections.abc import Iterator, Sequence

from booking.models import ActivityDay
from booking.queries.activities import heads_of
from booking.queries.counted.source import Evidence, Source, Year
from booking.rules.activities import State
from booking.rules.indicators import Body, Kind, Record


def _records(year: Year) -> Iterator[Record]:
    """What the department has confirmed; what only was sent is in no figure. Two queries."""
    # By its own day: one of March that was confirmed in May is of the year that is over.
    rows = ActivityDay.objects.filter(day__range=(year.first, year.last), state=State.CONFIRMED)
    for row in rows.select_related("reporter__department").prefetch_related("counts"):
        yield Record(
            kind=Kind.ACTIVITY,
            key=row.public_id,
            day=row.day,
            programme=row.plan,
            department=row.reporter.department.slug,
            body=row.reporter.public_id,
            body_is=Body(row.reporter.kind),
            heads=heads_of(row),
        )


def _shown(records: Sequence[Record]) -> Iterator[Evidence]:
    """Whose day it was and where; what they did there nobody is asked. One query."""
    rows = ActivityDay.objects.filter(public_id__in=[one.key for one in records]).select_related("reporter")
    found = {row.public_id: row for row in rows}
    for one in records:
        row = found[one.key]
        yield Evidence(one.kind, one.day, row.reporter.name, row.place, one.heads, one.key)


SOURCE = Source(frozenset({Kind.ACTIVITY}), _records, _shown)

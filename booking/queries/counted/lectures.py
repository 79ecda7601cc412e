"""Lectures that groups asked for and that were held."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from booking.models import LectureRequest
from booking.queries.counted.source import Evidence, Source, Year
from booking.queries.lectures import heads_of
from booking.rules.indicators import WHATEVER, Kind, Record
from booking.rules.lectures import State
from facilities.rules.spans import instant, local_day


def _records(year: Year) -> Iterator[Record]:
    """Agreed, and begun by now: of the department that keeps the catalogue, whoever speaks. Two queries."""
    since = instant(year.first, 0, year.zone)
    until = min(instant(year.last + timedelta(days=1), 0, year.zone), year.now + 1)
    rows = LectureRequest.objects.filter(state=State.AGREED, start__gte=since, start__lt=until)
    for row in rows.select_related("lecture__department").prefetch_related("counts"):
        day, office = local_day(row.start or 0, year.zone), row.lecture.department.slug
        yield Record(
            Kind.LECTURE,
            row.public_id,
            day,
            WHATEVER,
            office,
            body=row.lecture.public_id,
            heads=heads_of(row),
        )


def _shown(records: Sequence[Record]) -> Iterator[Evidence]:
    """Which lecture it was; not which group asked, nor at whose place. One query."""
    rows = LectureRequest.objects.filter(public_id__in=[one.key for one in records])
    found = {row.public_id: row for row in rows.select_related("lecture", "room__facility")}
    for one in records:
        row = found[one.key]
        where = "" if row.room is None else row.room.facility.name
        yield Evidence(one.kind, one.day, row.lecture.name, where, one.heads, one.key)


SOURCE = Source(frozenset({Kind.LECTURE}), _records, _shown)

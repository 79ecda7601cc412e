"""Meetings and training between the bodies around a child."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from booking.models import Meeting
from booking.queries.counted.source import Evidence, Source, Year
from booking.rules.indicators import WHATEVER, Kind, Record
from booking.rules.meetings import MEETINGS
from facilities.rules.spans import instant, local_day


def _records(year: Year) -> Iterator[Record]:
    """What was held: begun by now, and not cancelled. One query."""
    since = instant(year.first, 0, year.zone)
    until = min(instant(year.last + timedelta(days=1), 0, year.zone), year.now + 1)
    rows = Meeting.objects.filter(start__gte=since, start__lt=until, cancelled_at=None)
    for row in rows.select_related("department"):
        day, office = local_day(row.start, year.zone), row.department.slug
        yield Record(Kind(row.kind), row.public_id, day, WHATEVER, office, of=row.of, body=office)


def _shown(records: Sequence[Record]) -> Iterator[Evidence]:
    """The month alone, and neither who met nor where: a day would find the room again, and with it a case
    conference. No query."""
    for one in records:
        yield Evidence(one.kind, one.day.replace(day=1), "", "", None, one.key, by_month=True)


SOURCE = Source(frozenset(MEETINGS), _records, _shown)

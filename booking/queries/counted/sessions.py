"""Dates of programmes that took place."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from booking.models import Session
from booking.queries.counted.source import Evidence, Source, Year, hall_names
from booking.rules.attendance import Counts, Heads, Part
from booking.rules.indicators import Kind, Record
from facilities.rules.spans import instant, local_day


def _records(year: Year) -> Iterator[Record]:
    """What took place: begun by now, and not cancelled. Two queries."""
    since = instant(year.first, 0, year.zone)
    until = min(instant(year.last + timedelta(days=1), 0, year.zone), year.now + 1)
    rows = Session.objects.filter(start__gte=since, start__lt=until, cancelled_at=None)
    rows = rows.exclude(programme__plan="").select_related("programme__department", "programme__facility")
    for row in rows.prefetch_related("counts"):
        programme, hall = row.programme, row.programme.facility
        yield Record(
            kind=Kind.SESSION,
            key=row.public_id,
            day=local_day(row.start, year.zone),
            programme=programme.plan,
            department=programme.department.slug,
            of=programme.of,
            body=programme.public_id if hall is None else hall.slug,
            heads=_heads(row),
        )


def _heads(session: Session) -> Counts | None:
    # None, and not nobody: what was not counted is named as missing beside the figure (decision 42).
    return {Heads(Part(one.part), one.band): one.count for one in session.counts.all()} or None


def _shown(records: Sequence[Record]) -> Iterator[Evidence]:
    """Two queries."""
    rows = Session.objects.filter(public_id__in=[one.key for one in records]).select_related("programme")
    found, halls = {row.public_id: row for row in rows}, hall_names({one.body for one in records})
    for one in records:
        session = found[one.key]
        where = session.elsewhere or halls.get(one.body, "")
        yield Evidence(one.kind, one.day, session.programme.name, where, one.heads, one.key)


SOURCE = Source(frozenset({Kind.SESSION}), _records, _shown)

"""Grants that were paid, by the day on which they were."""

from collections.abc import Iterator, Sequence

from booking.models import Grant, GrantStep
from booking.queries.counted.source import Evidence, Source, Year
from booking.rules.grants import Step
from booking.rules.indicators import Kind, Record


def _records(year: Year) -> Iterator[Record]:
    """One query."""
    rows = GrantStep.objects.filter(step=Step.PAID, over_at=None, day__range=(year.first, year.last))
    for one in rows.select_related("grant__department"):
        grant = one.grant
        yield Record(Kind.GRANT, grant.public_id, one.day, grant.plan, grant.department.slug, body=grant.body)


def _shown(records: Sequence[Record]) -> Iterator[Evidence]:
    """By which scheme, and to whom. One query."""
    found = {one.public_id: one for one in Grant.objects.filter(public_id__in=[one.key for one in records])}
    for one in records:
        grant = found[one.key]
        yield Evidence(one.kind, one.day, grant.scheme, grant.body, one.heads, one.key)


SOURCE = Source(frozenset({Kind.GRANT}), _records, _shown)

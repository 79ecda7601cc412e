"""What a figure of the plan was counted from, so that whoever doubts it can look: without any name."""

from collections.abc import Iterable

from booking.models import ActivityDay
from booking.queries.activities import heads_of
from booking.queries.counted import SOURCES
from booking.queries.counted.source import Evidence
from booking.rules.indicators import Kind, Record


def evidence(records: Iterable[Record]) -> list[Evidence]:
    """The records in the order of their days, with what they are called. Asks as often for many as for one."""
    given = list(records)
    found: list[Evidence] = []
    for source in SOURCES:
        # A source that has nothing to show asks nothing.
        if of_it := [one for one in given if one.kind in source.kinds]:
            found.extend(source.shown(of_it))
    return sorted(found, key=lambda one: (one.day, one.key))


def awaiting(days: Iterable[ActivityDay]) -> list[Evidence]:
    """What was reported and is not confirmed yet, as it would be shown. No query."""
    given = sorted(days, key=lambda one: (one.day, one.pk))
    return [
        Evidence(Kind.ACTIVITY, one.day, one.reporter.name, one.place, heads_of(one), one.public_id)
        for one in given
    ]

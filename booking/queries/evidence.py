"""What a figure of the plan was counted from, so that whoever doubts it can look: without any name."""

from collections.abc import Iterable

from booking.models import ActivityDay
from booking.queries.activities import heads_of
from booking.queries.counted import SOURCES
from booking.queries.counted.source import Evidence
from booking.queries.figures import Counted
from booking.queries.years import Closed
from booking.rules.frozen import Kept, kept
from booking.rules.indicators import Indicator, Kind, Record


def evidence(records: Iterable[Record]) -> list[Evidence]:
    """The records by their days, with what they are called. As many queries for many as for one."""
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


def as_stood(counted: Counted, closed: Closed, by: Indicator) -> tuple[list[Evidence], list[Evidence]]:
    """The records of a closed figure and those that nobody had counted, as files tell them: with the ages of
    today only where the number is the one of then. The queries of `evidence`."""
    now = [*counted.figure.counted, *counted.figure.missing]
    known, same = {one.key: one for one in evidence(now)}, {kept(by, one) for one in now}
    then = closed.frozen
    return (
        [_then(one, known.get(one.key), one in same) for one in in_order(then.counted)],
        [_then(one, known.get(one.key), one in same) for one in in_order(then.missing)],
    )


def _then(one: Kept, shown: Evidence | None, same: bool) -> Evidence:
    if shown is None:
        return Evidence(one.kind, one.day, "", "", None, one.key)
    return shown if same else shown._replace(day=one.day, heads=None)


def in_order(records: Iterable[Kept]) -> list[Kept]:
    """By their days."""
    return sorted(records, key=lambda one: (one.day, one.key))

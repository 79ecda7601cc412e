"""The figures of the city's plan for a fiscal year: counted from what is on record, and opened down to it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple
from zoneinfo import ZoneInfo

from booking.models import ActivityDay
from booking.queries.activities import waiting_by_row
from booking.queries.counted import SOURCES
from booking.queries.counted.source import Year
from booking.rules.indicators import WHATEVER, Figure, Record, figure
from booking.rules.plans import Entry, Plan, Published
from facilities.rules.spans import local_day

Row = tuple[str, str]  # a programme of the plan, and a department


class Counted(NamedTuple):
    """What the plan prints of a figure, and what this year came to."""

    published: Published
    figure: Figure


class Reported(NamedTuple):
    """A row of the plan with its figures of a year."""

    entry: Entry
    figures: tuple[Counted, ...]
    waiting: tuple[ActivityDay, ...] = ()
    """What was reported for it and waits for the department: it is in none of them."""


def reported(plan: Plan, year: int, zone: ZoneInfo, now: int) -> list[Reported]:
    """Every row of the plan, in its order, with what the fiscal year that began in `year` came to up to `now`
    (an instant, seconds, UTC); `zone` is the city's."""
    first = date(year, 4, 1)
    last = min(date(year + 1, 3, 31), local_day(now, zone))
    counted = Year(first, last, zone, now)
    records, waiting = _by_row(_records(counted)), waiting_by_row(first, last)
    return [
        Reported(entry, tuple(_counted(plan, entry, records)), tuple(waiting.get(_row(entry), ())))
        for entry in plan.entries
    ]


def _counted(plan: Plan, entry: Entry, records: Mapping[Row, list[Record]]) -> Iterator[Counted]:
    department = entry.row.department
    of_row = [*records.get((entry.programme.id, department), ()), *records.get((WHATEVER, department), ())]
    for one in entry.row.figures:
        # A row may have several figures of a kind: days of the camp are none of the exchange.
        told = [record for record in of_row if one.key is None or record.of == one.key]
        yield Counted(one, figure(plan.counted[one.indicator], told))


def _row(entry: Entry) -> Row:
    return entry.programme.id, entry.row.department


def _by_row(records: Iterable[Record]) -> dict[Row, list[Record]]:
    found: dict[Row, list[Record]] = defaultdict(list)
    for record in records:
        found[record.programme, record.department].append(record)
    return found


def _records(year: Year) -> Iterator[Record]:
    for source in SOURCES:
        yield from source.records(year)

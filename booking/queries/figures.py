"""The figures of the city's plan for a fiscal year: counted from what is on record, and opened down to it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple
from zoneinfo import ZoneInfo

from booking.models import ActivityDay, AimState, OwnWords, TalentListState
from booking.queries.activities import waiting_by_row
from booking.queries.counted import SOURCES
from booking.queries.counted.source import Year
from booking.queries.successions import department_names, successions
from booking.queries.talents import states_in
from booking.queries.years import Beside, Closed, Row, beside
from booking.rules.frozen import Changes, changes
from booking.rules.indicators import WHATEVER, Figure, Indicator, Kind, Record, figure, people_in
from booking.rules.plans import Entry, Plan, Published
from booking.rules.successions import Successions
from facilities.rules.spans import local_day


class Counted(NamedTuple):
    """What the plan prints of a figure, what the records of a year come to, and how it stood when the year
    was closed, if it is."""

    published: Published
    figure: Figure
    closed: Closed | None = None

    @property
    def value(self) -> int | None:
        """What is printed: of a closed year what was frozen."""
        return self.figure.value if self.closed is None else self.closed.frozen.value

    @property
    def missing(self) -> int:
        """Of how many records nobody has said how many came, or had when the year was closed."""
        return len(self.figure.missing if self.closed is None else self.closed.frozen.missing)

    @property
    def records(self) -> int:
        """How many it was counted from, those without a headcount among them."""
        return self.missing + len(self.figure.counted if self.closed is None else self.closed.frozen.counted)

    def people(self, by: Indicator) -> dict[str, int]:
        """How many people each record brings to what is printed, by its key; empty where none are counted."""
        if self.closed is None:
            found = ((one.key, people_in(by, one)) for one in self.figure.counted)
        else:
            found = ((one.key, one.brought) for one in self.closed.frozen.counted)
        return {key: people for key, people in found if people is not None}

    def changes(self, by: Indicator) -> Changes:
        """What became of its records since the year was closed; nothing where it is not."""
        return Changes() if self.closed is None else changes(by, self.closed.frozen, self.figure)


class Answering(NamedTuple):
    """Who answers for a row since a local day, by its name of today."""

    since: date
    name: str


class Reported(NamedTuple):
    """A row of the plan with its figures of a year."""

    entry: Entry
    figures: tuple[Counted, ...]
    waiting: tuple[ActivityDay, ...] = ()
    """What was reported for it and waits for the department: it is in none of them."""
    words: OwnWords | None = None
    """What the department says of the year."""
    aim: AimState | None = None
    """How the target stands, as the department said it for a day of the year or before."""
    answering: tuple[Answering, ...] = ()
    """Whoever has followed the department that the plan names, by the end of the year."""
    keeps_list: bool = False
    """Whether it counts who stands on the department's list of people."""
    list_state: TalentListState | None = None
    """In which state the list was said to be in that year; None: nobody has said."""


def reported(plan: Plan, year: int, zone: ZoneInfo, now: int) -> list[Reported]:
    """Every row of the plan, in its order, with what the fiscal year that began in `year` came to up to `now`
    (an instant, seconds, UTC); `zone` is the city's."""
    first, end = date(year, 4, 1), date(year + 1, 3, 31)
    counted = Year(first, min(end, local_day(now, zone)), zone, now)
    records, waiting = _by_row(_records(counted)), waiting_by_row(first, counted.last)
    told, names, by_hand = successions(), department_names(), beside(year, zone)
    lists = states_in(year, counted.last)
    return [
        Reported(
            entry,
            tuple(_counted(plan, entry, _of_row(entry, records, told), by_hand)),
            tuple(_waiting(entry, waiting, told)),
            by_hand.words.get(_row(entry)),
            by_hand.aims.get(_row(entry)),
            tuple(
                Answering(step.since, names.get(step.department, step.department))
                for step in told.until(entry.row.department, end)
            ),
            _keeps_list(plan, entry),
            lists.get(_last(entry, told, end)),
        )
        for entry in plan.entries
    ]


def _keeps_list(plan: Plan, entry: Entry) -> bool:
    return any(Kind.LISTING in plan.counted[one.indicator].of for one in entry.row.figures)


def _last(entry: Entry, told: Successions, end: date) -> str:
    """Who answers for a row on a day, by key."""
    steps = list(told.until(entry.row.department, end))
    return steps[-1].department if steps else entry.row.department


def _counted(plan: Plan, entry: Entry, of_row: Iterable[Record], by_hand: Beside) -> Iterator[Counted]:
    records = list(of_row)
    for one in entry.row.figures:
        # A row may have several figures of a kind: days of the camp are none of the exchange.
        told = [record for record in records if one.key is None or record.of == one.key]
        closed = by_hand.of_figure(_row(entry), one)
        yield Counted(one, figure(plan.counted[one.indicator], told), closed)


def _of_row(entry: Entry, records: Mapping[Row, list[Record]], told: Successions) -> Iterator[Record]:
    programme, department = _row(entry)
    for by in sorted(told.of(department)):
        for row in ((programme, by), (WHATEVER, by)):
            yield from (one for one in records.get(row, ()) if told.counts(department, by, one.day))


def _waiting(
    entry: Entry, waiting: Mapping[Row, list[ActivityDay]], told: Successions
) -> Iterator[ActivityDay]:
    programme, department = _row(entry)
    for by in sorted(told.of(department)):
        days = waiting.get((programme, by), ())
        yield from (one for one in days if told.counts(department, by, one.day))


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

"""The figures of the city's plan for a fiscal year: counted from what is on record, and opened down to it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from booking.models import ActivityDay, Session
from booking.queries.activities import heads_of, waiting_by_row
from booking.queries.rules import rules_of
from booking.rules.activities import State
from booking.rules.attendance import Counts, Heads, Part
from booking.rules.indicators import Body, Figure, Kind, Record, figure
from booking.rules.plans import Entry, Plan, Published
from booking.rules.weeks import has_evening
from facilities.models import Facility
from facilities.queries.openings import hall_hours
from facilities.rules.spans import instant, local_day

Row = tuple[str, str]  # a programme of the plan, and a department
WHATEVER = ""  # of no programme: it counts for every row of its department that counts its kind


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
    records, waiting = _by_row(_records(first, last, zone, now)), waiting_by_row(first, last)
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


def _records(first: date, last: date, zone: ZoneInfo, now: int) -> Iterator[Record]:
    yield from _sessions(first, last, zone, now)
    yield from _activities(first, last)
    yield from _evenings(first, last)


def _sessions(first: date, last: date, zone: ZoneInfo, now: int) -> Iterator[Record]:
    """What took place: begun by now, and not cancelled. Two queries."""
    since, until = instant(first, 0, zone), min(instant(last + timedelta(days=1), 0, zone), now + 1)
    rows = Session.objects.filter(start__gte=since, start__lt=until, cancelled_at=None)
    rows = rows.exclude(programme__plan="").select_related("programme__department", "programme__facility")
    for row in rows.prefetch_related("counts"):
        programme, hall = row.programme, row.programme.facility
        yield Record(
            kind=Kind.SESSION,
            key=row.public_id,
            day=local_day(row.start, zone),
            programme=programme.plan,
            department=programme.department.slug,
            of=programme.of,
            body=programme.public_id if hall is None else hall.slug,
            heads=_heads(row),
        )


def _activities(first: date, last: date) -> Iterator[Record]:
    """What others reported and the department has confirmed; what only was sent is in no figure. Two
    queries."""
    # By its own day: one of March that was confirmed in May is of the year that is over.
    rows = ActivityDay.objects.filter(day__range=(first, last), state=State.CONFIRMED)
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


def _heads(session: Session) -> Counts | None:
    # None, and not nobody: what was not counted is named as missing beside the figure (decision 42).
    return {Heads(Part(one.part), one.band): one.count for one in session.counts.all()} or None


def _evenings(first: date, last: date) -> Iterator[Record]:
    """Each day on which a hall with an office was open in the evening, as its rules and its dated openings
    say: nobody has to write it down. As many queries for one hall as for all."""
    with_office = Facility.objects.filter(published=True, department__isnull=False)
    halls = list(with_office.select_related("department"))
    versions, dated = rules_of(halls), hall_hours([hall.pk for hall in halls], first, last)
    for hall, office in ((hall, hall.department) for hall in halls if hall.department):
        rooms = list(hall.rooms.values_list("slug", flat=True))
        for day in _days(first, last):
            rules, hours = versions[hall.pk].on(day), dated[hall.pk]
            plans = (rules.timetable.plan(room, day, hours.openings, hours.closures) for room in rooms)
            if any(has_evening(plan.openings, day, rules.zone) for plan in plans):
                key = f"{hall.slug}/{day}"
                yield Record(Kind.EVENING, key, day, WHATEVER, office.slug, hall.slug, hall.slug)


def _days(first: date, last: date) -> Iterator[date]:
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)

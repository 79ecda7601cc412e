"""When the clocks of a zone change, and by which yearly rule: what a calendar needs to tell a zone.

Worked out from the zone itself, so that a calendar's VTIMEZONE (RFC 5545, 3.6.5) says exactly what
the slots were counted with.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from facilities.rules.spans import local

STEP = 86_400
WEEK = 7
# Weekdays and dates meet anew every 28 years: a rule that fits all of them is the rule.
YEARS = 28
UNMOVED = timedelta()


@dataclass(frozen=True, slots=True, order=True)
class ClockChange:
    """At the wall time `onset` of the clocks before it, `before` turns into `after` (seconds east of UTC)."""

    onset: datetime
    before: int
    after: int
    name: str
    daylight: bool  # ahead of what the zone calls its standard time


@dataclass(frozen=True, slots=True)
class Yearly:
    """Every year in `month`, on the `weekday` (0 is Monday) that falls on `first_day` to six days later.

    `last` if those are always the last seven days of the month.
    """

    month: int
    weekday: int
    first_day: int
    last: bool


@dataclass(frozen=True, slots=True)
class Observance:
    """Changes of one kind, in order; `yearly` if one rule gives them all, for ever."""

    changes: tuple[ClockChange, ...]
    yearly: Yearly | None


def observances(zone: ZoneInfo, first_year: int) -> tuple[Observance, ...]:
    """What the clocks of `zone` do from 1 January of `first_year` on, for at least 28 years.

    The first one says what they showed on that day; a zone that never changes has no other.
    """
    start = int(datetime(first_year, 1, 1, tzinfo=UTC).timestamp())
    end = int(datetime(first_year + YEARS, 1, 1, tzinfo=UTC).timestamp())
    kinds: dict[tuple[object, ...], list[ClockChange]] = defaultdict(list)
    for change in _changes(zone, start, end):
        onset = change.onset
        # An observance has one pair of offsets, one name and one rule (RFC 5545, 3.6.5): what differs in any
        # of them, or in the month or time by which a rule finds it, is another.
        kinds[change.before, change.after, change.name, onset.month, onset.time()].append(change)
    found = [Observance(tuple(changes), _yearly(changes, first_year)) for changes in kinds.values()]
    return (Observance((_at_first(zone, start),), None), *found)


def _at_first(zone: ZoneInfo, at: int) -> ClockChange:
    wall = local(at, zone)
    offset = _offset(wall)
    # There is no change yet to compare with, so that the zone's own word stands.
    daylight = (wall.dst() or UNMOVED) > UNMOVED
    return ClockChange(wall.replace(tzinfo=None), offset, offset, wall.tzname() or "", daylight)


def _changes(zone: ZoneInfo, start: int, end: int) -> Iterator[ClockChange]:
    shown = _offset(local(start, zone))
    # Day by day: a zone that changed and changed back within one is not known to anybody.
    for at in range(start, end, STEP):
        following = _offset(local(at + STEP, zone))
        if following != shown:
            yield _change(zone, at, at + STEP, shown)
            shown = following


def _change(zone: ZoneInfo, before: int, after: int, shown: int) -> ClockChange:
    """The change that lies after the instant `before` and not after `after`."""
    # Halved to the second: zoneinfo does not tell at which instants its offsets change.
    while after - before > 1:
        middle = (before + after) // 2
        if _offset(local(middle, zone)) == shown:
            before = middle
        else:
            after = middle
    wall = local(after, zone)
    # RFC 5545 (3.6.5) wants an onset on the clock before the change; on the one after it readers in Helsinki
    # turn an hour late in spring (decision 11).
    onset = datetime.fromtimestamp(after, UTC).replace(tzinfo=None) + timedelta(seconds=shown)
    # Not by dst(): Ireland calls its summer standard, and readers want one of each kind.
    return ClockChange(onset, shown, _offset(wall), wall.tzname() or "", _offset(wall) > shown)


def _offset(wall: datetime) -> int:
    return round((wall.utcoffset() or UNMOVED).total_seconds())


def _yearly(changes: list[ClockChange], first_year: int) -> Yearly | None:
    days = [change.onset.date() for change in changes]
    weekdays, first_day = {day.weekday() for day in days}, min(day.day for day in days)
    # A rule is told for ever: one that misses a year, or changes within them, is told as dates instead.
    every_year = [day.year for day in days] == list(range(first_year, first_year + YEARS))
    # "The first Sunday from the 8th on": all days of such a rule lie within one week of the month.
    if not every_year or len(weekdays) > 1 or max(day.day for day in days) - first_day >= WEEK:
        return None
    return Yearly(days[0].month, weekdays.pop(), first_day, _always_last(days))


def _always_last(days: Iterable[date]) -> bool:
    return all((day + timedelta(days=WEEK)).month != day.month for day in days)

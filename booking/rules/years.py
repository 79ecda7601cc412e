"""A hall's year in numbers, for a look at whether a rulebook says what is meant."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from booking.rules.clauses.setting import WHOLE_HALL
from booking.rules.rulebook import Rules
from booking.rules.weeks import has_evening, wall
from facilities.rules.days import WEEKDAYS
from facilities.rules.halls import Hall

# Wall times, minutes after midnight of the day; None where the rules leave open whether it is open.
Hours = tuple[tuple[int, int], ...] | None
Others = tuple[tuple[Hours, int], ...]  # and on how many days


@dataclass(frozen=True, slots=True)
class Month:
    first: date
    open_days: int
    evenings: int  # days on which somebody is let in after 18:00
    to_ask: int  # days of which the hall is asked whether it is open; they are none of the others


@dataclass(frozen=True, slots=True)
class Year:
    """Twelve months of rooms whose hours are alike. `usual` are the commonest hours of each weekday, from
    Monday, none if it is mostly closed, None if the hall is mostly asked; with the other ones and on how
    many days they are so."""

    rooms: tuple[str, ...]  # none: the hall as a whole
    known: bool  # whether the rulebook says of any day when they are open
    months: tuple[Month, ...]
    usual: tuple[tuple[str, Hours, Others], ...]


@dataclass(frozen=True, slots=True)
class _Day:
    day: date
    hours: Hours
    evening: bool


def years(hall: Hall, rules: Rules, first: date) -> list[Year]:
    """The twelve months from that of `first` on, once for all rooms that are open alike."""
    rooms = [room.key for room in hall.rooms] or [WHOLE_HALL]
    alike: dict[tuple[bool, tuple[_Day, ...]], list[str]] = {}
    for room in rooms:
        known = rules.timetable.publishes_hours(room)
        alike.setdefault((known, tuple(_days(rules, room, first))), []).append(room)
    return [_year(days, known, [room for room in those if room]) for (known, days), those in alike.items()]


def _days(rules: Rules, room: str, first: date) -> Iterator[_Day]:
    day, end = first.replace(day=1), first.replace(year=first.year + 1, day=1)
    while day < end:
        plan = rules.timetable.plan(room, day)
        spans = [(wall(s.start, day, rules.zone), wall(s.end, day, rules.zone)) for s in plan.open_spans]
        evening = has_evening(plan.openings, day, rules.zone)
        # A torn day is drawn as open and left to the hall (decision 19): it is counted for itself.
        yield _Day(day, None, False) if plan.torn else _Day(day, tuple(spans), evening)
        day += timedelta(days=1)


def _year(days: Sequence[_Day], known: bool, rooms: Sequence[str]) -> Year:
    months = [list(run) for _, run in groupby(days, key=lambda one: one.day.replace(day=1))]
    return Year(
        rooms=tuple(rooms),
        known=known,
        months=tuple(_month(month) for month in months),
        usual=tuple(_usual(days, weekday) for weekday in range(7)),
    )


def _month(days: Sequence[_Day]) -> Month:
    return Month(
        first=days[0].day,
        open_days=sum(bool(one.hours) for one in days),
        evenings=sum(one.evening for one in days),
        to_ask=sum(one.hours is None for one in days),
    )


def _usual(days: Sequence[_Day], weekday: int) -> tuple[str, Hours, Others]:
    counted = Counter(one.hours for one in days if one.day.weekday() == weekday)
    (hours, _), *others = counted.most_common()
    return WEEKDAYS[weekday], hours, tuple(others)

"""A series of bookings: on which days it falls, at what instants, and how each date is judged in turn.

Days are the hall's local dates, wall times minutes after the midnight with which a day began: a
change of the clocks moves the instants and not the hour on the wall.
"""

from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Generic, TypeVar
from zoneinfo import ZoneInfo

from booking.rules.verdict import Refused, Verdict
from facilities.rules.days import WEEKDAYS
from facilities.rules.evenings import Recurrence
from facilities.rules.spans import Span, instant

MOST = 53  # dates that are booked at once: a fiscal year has 53 of the weekday with which it begins
WEEKS = (1, 2, 3, 4)
WEEK = timedelta(days=7)
W = TypeVar("W")


class DatesRefused(Refused):
    """Some dates of a series are not allowed, by the days for which they were meant; nothing was written."""

    def __init__(self, dates: Mapping[date, Verdict]) -> None:
        super().__init__(next(iter(dates.values())))
        self.dates = dates


class TooMany(ValueError):
    """More dates than are booked at once."""


@dataclass(frozen=True, slots=True)
class Judged(Generic[W]):
    """What was wanted on one date of a series, and the verdict."""

    wish: W
    verdict: Verdict


def ways(first: date) -> dict[str, Recurrence]:
    """How something that falls on `first` can recur, by key: every one to four weeks (1w), the same nth
    weekday of each month, its last one where it is that, the same day of each month."""
    weekday = WEEKDAYS[first.weekday()]
    found = {f"{n}w": Recurrence(first=first, weekdays=(weekday,), every=n) for n in WEEKS}
    nth = Recurrence.model_validate(
        {"first": first, "weekdays": (weekday,), "nth": ((first.day - 1) // 7 + 1,)}
    )
    found["nth"] = nth
    if (first + WEEK).month != first.month:
        found["last"] = Recurrence(first=first, weekdays=(weekday,), nth=(-1,))
    found["day"] = Recurrence(first=first, month_day=first.day)
    return found


def falls_on(recurrence: Recurrence, day: date) -> bool:
    """Whether a day from `first` on is one of its days; where it ends is not looked at."""
    if recurrence.month_day is not None:
        return day.day == recurrence.month_day
    if WEEKDAYS[day.weekday()] not in recurrence.weekdays:
        return False
    if recurrence.nth:
        from_the_end = (monthrange(day.year, day.month)[1] - day.day) // 7 + 1
        return (day.day - 1) // 7 + 1 in recurrence.nth or -from_the_end in recurrence.nth
    return _weeks_between(recurrence.first, day) % recurrence.every == 0


def days_of(recurrence: Recurrence, times: int | None = None) -> tuple[date, ...]:
    """Its days in order, to its `last` or so many `times`, whichever comes first. TooMany for more than 53.

    ValueError where neither says where it ends.
    """
    if recurrence.last is None and times is None:
        raise ValueError("a series ends: give `last` or `times`")
    # One more than is booked, to notice that there are too many without walking to their end.
    most = MOST + 1 if times is None else min(times, MOST + 1)
    found = tuple(islice((day for day in _walk(recurrence) if falls_on(recurrence, day)), most))
    if len(found) > MOST:
        raise TooMany(f"at most {MOST} dates at once")
    return found


def use_on(day: date, start: int, end: int, zone: ZoneInfo) -> Span | None:
    """The use of one date, from and to these wall times; None where the clocks skip the whole of it."""
    return Span.between(instant(day, start, zone), instant(day, end, zone))


def judged_in_turn(
    wishes: Iterable[W], judge: Callable[[W, Sequence[W]], Verdict], is_allowed: Callable[[Verdict], bool]
) -> list[Judged[W]]:
    """Every wish with its verdict, each judged as if those before it that are allowed were held already:
    the same answers as if one after the other were booked."""
    held: list[W] = []
    found = []
    for wish in wishes:
        verdict = judge(wish, tuple(held))
        found.append(Judged(wish, verdict))
        if is_allowed(verdict):
            held.append(wish)
    return found


def _walk(recurrence: Recurrence) -> Iterator[date]:
    day = recurrence.first
    while recurrence.last is None or day <= recurrence.last:
        yield day
        day += timedelta(days=1)


def _weeks_between(first: date, day: date) -> int:
    mondays = [one - timedelta(days=one.weekday()) for one in (first, day)]
    return (mondays[1] - mondays[0]).days // 7

"""Dates that recur as one calendar event: what most have in common, and what differs (RFC 5545, 3.8.5).

Days are the local dates for which each was meant, wall times minutes after their midnight.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, TypeVar
from zoneinfo import ZoneInfo

from booking.rules.feeds import shown_twice
from booking.rules.series import falls_on
from facilities.rules.evenings import Recurrence
from facilities.rules.spans import MINUTES_A_DAY, Span, instant, local

A_DAY = timedelta(days=1)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Dated(Generic[T]):
    """One date of a series: the day for which it was meant, when it is, and what is said of it."""

    day: date
    span: Span
    said: T


@dataclass(frozen=True, slots=True)
class Pattern(Generic[T]):
    """On which days a series falls from the first to the last that it has, from when to when, what is said
    of those that nothing else is said of; the days `left_out`, and the dates that are `another` than this."""

    recurrence: Recurrence
    first: date
    last: date
    start: int
    end: int
    said: T
    left_out: tuple[date, ...]
    another: tuple[Dated[T], ...]


def pattern(recurrence: Recurrence, dates: Sequence[Dated[T]], zone: ZoneInfo) -> Pattern[T]:
    """Of at least one date, each meant for another day of the recurrence, in the order of these days.

    A date over which readers could disagree, because the clocks of `zone` change in it, is `another`.
    """
    # DTSTART has to be a day of the rule: what was given back at its ends lies outside it and is no EXDATE.
    first, last = dates[0].day, dates[-1].day
    start, end, said = _common(dates, zone)
    meant = {one.day for one in dates}
    common = Pattern(recurrence, first, last, start, end, said, (), ())
    return Pattern(
        *(recurrence, first, last, start, end, said),
        left_out=tuple(day for day in _days(recurrence, first, last) if day not in meant),
        another=tuple(one for one in dates if not _is_alike(one, common, zone)),
    )


def _common(dates: Sequence[Dated[T]], zone: ZoneInfo) -> tuple[int, int, T]:
    """The wall times and the words that most have that are on the day for which they were meant."""
    told = ((*_walls(one, zone), one.said) for one in dates)
    found = Counter(one for one in told if 0 <= one[0] < MINUTES_A_DAY).most_common(1)
    if found:
        return found[0][0]
    start, end = _walls(dates[0], zone)
    return start % MINUTES_A_DAY, end - start + start % MINUTES_A_DAY, dates[0].said


def _walls(one: Dated[T], zone: ZoneInfo) -> tuple[int, int]:
    """What the clocks show at its start and its end, in minutes after the midnight of its day."""
    start, end = (_wall(at, one.day, zone) for at in (one.span.start, one.span.end))
    # Where the clocks go back it may end, by them, before it began.
    return start, max(end, start + 1)


def _wall(at: int, day: date, zone: ZoneInfo) -> int:
    shown = local(at, zone)
    return (shown.date() - day).days * MINUTES_A_DAY + shown.hour * 60 + shown.minute


def _is_alike(one: Dated[T], common: Pattern[T], zone: ZoneInfo) -> bool:
    """Whether every reader finds it where it is: some count how long an event takes by its clock times, and
    some by what passes between them."""
    first = _use(common.first, common, zone)
    meant = _use(one.day, common, zone)
    clocks_agree = not any(shown_twice(local(at, zone)) for at in meant)
    same_length = meant[1] - meant[0] == first[1] - first[0]
    same_clocks = _walls(one, zone) == (common.start, common.end)
    return one.said == common.said and same_clocks and same_length and clocks_agree


def _use(day: date, common: Pattern[T], zone: ZoneInfo) -> tuple[int, int]:
    return instant(day, common.start, zone), instant(day, common.end, zone)


def _days(recurrence: Recurrence, first: date, last: date) -> Iterator[date]:
    day = first
    while day <= last:
        if falls_on(recurrence, day):
            yield day
        day += A_DAY

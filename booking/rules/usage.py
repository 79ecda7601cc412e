"""How much of the time in which a room was open it was used, by weekday and hour.

Minutes are counted, so that a booking from 15:30 is half of its first hour. Hours are those of the local
wall clock, weekdays begin with Monday (0).
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from zoneinfo import ZoneInfo

from facilities.rules.spans import Span, local, merge

AN_HOUR = 60 * 60  # seconds


class Cell(NamedTuple):
    """An hour of a weekday."""

    weekday: int
    hour: int


class Use(NamedTuple):
    """Minutes, over all the days that were counted."""

    open: int = 0
    used: int = 0

    @property
    def rate(self) -> float:
        """Used of open, for putting in order; 0 where it was never open."""
        return self.used / self.open if self.open else 0

    @property
    def percent(self) -> int | None:
        """None where it was never open: that is not 0."""
        return round(100 * self.used / self.open) if self.open else None


Minutes = Counter[Cell]


def minutes_of(spans: Iterable[Span], zone: ZoneInfo) -> Minutes:
    """The minutes of these spans by weekday and hour; where two of them overlap they are counted once."""
    found: Minutes = Counter()
    for span in merge(spans):
        for piece, cell in _hours(span, zone):
            found[cell] += piece // 60
    return found


def uses(opened: Minutes, used: Minutes) -> dict[Cell, Use]:
    """Each hour in which it was open. What was used beyond the hours is in none."""
    return {cell: Use(minutes, min(used[cell], minutes)) for cell, minutes in opened.items() if minutes}


def together(of_it: Iterable[Use]) -> Use:
    """Of several hours or rooms as one: each minute counts alike."""
    found = list(of_it)
    return Use(sum(one.open for one in found), sum(one.used for one in found))


def brightest(of_it: dict[Cell, Use]) -> Cell | None:
    """The hour that is used most; the earliest of them. None where nothing was used."""
    used = [(-use.rate, cell) for cell, use in of_it.items() if use.used]
    return min(used)[1] if used else None


def _hours(span: Span, zone: ZoneInfo) -> Iterator[tuple[int, Cell]]:
    at = span.start
    while at < span.end:
        # Zones whose offset is no whole hour turn the hour at another second of the day.
        wall = local(at, zone)
        until = min(at + AN_HOUR - wall.minute * 60 - wall.second, span.end)
        yield until - at, Cell(wall.weekday(), wall.hour)
        at = until

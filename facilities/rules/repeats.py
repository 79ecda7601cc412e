"""How an event of somebody else's calendar recurs, as days: the rules of RFC 5545, 3.3.10, that name days.

Walked day by day over a bounded stretch, and not from one date to the next: a rule that never falls on any
day (the 30th of February) costs as little as another. Rules by the hour, by the week of the year and by
position are no days, and whoever reads a file refuses them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

A_DAY = timedelta(days=1)


class Frequency(StrEnum):
    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"
    YEARLY = "YEARLY"


@dataclass(frozen=True, slots=True)
class Repeats:
    """From `start` on, which counts only if it fits. `weekdays` are (which of the month, 0 for every; Monday
    is 0); month days may count from the month's end (-1). `until` is a day that still counts."""

    start: date
    frequency: Frequency
    every: int = 1
    weekdays: tuple[tuple[int, int], ...] = ()
    month_days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    until: date | None = None
    count: int | None = None

    def days(self, first: date, last: date) -> list[date]:
        """Its days from `first` to `last`, both meant."""
        return [day for day in self._all(last) if day >= first]

    def _all(self, last: date) -> Iterator[date]:
        # From its start, wherever one begins to look: COUNT counts what lies before.
        left, day = self.count, self.start
        while day <= min(last, self.until or last) and left != 0:
            if self._fits(day):
                left = None if left is None else left - 1
                yield day
            day += A_DAY

    def _fits(self, day: date) -> bool:
        if self.months and day.month not in self.months:
            return False
        return self._in_turn(day) and self._named(day)

    def _in_turn(self, day: date) -> bool:
        """Whether its day, week, month or year is one of every so many."""
        return self._periods(day) % self.every == 0

    def _periods(self, day: date) -> int:
        match self.frequency:
            case Frequency.DAILY:
                return (day - self.start).days
            case Frequency.WEEKLY:
                # Weeks from Monday: the default of WKST, and a file that says another is refused.
                return (_monday(day) - _monday(self.start)).days // 7
            case Frequency.MONTHLY:
                return (day.year - self.start.year) * 12 + day.month - self.start.month
            case Frequency.YEARLY:
                return day.year - self.start.year

    def _named(self, day: date) -> bool:
        """Whether the rule names the day; a rule that names none means that of its start."""
        # Where both are given, both must fit: BYMONTHDAY limits BYDAY (RFC 5545, 3.3.10).
        if self.weekdays and not any(_is_nth(day, *one) for one in self.weekdays):
            return False
        if self.month_days and not any(_is_month_day(day, one) for one in self.month_days):
            return False
        return bool(self.weekdays or self.month_days) or self._is_like_start(day)

    def _is_like_start(self, day: date) -> bool:
        match self.frequency:
            case Frequency.DAILY:
                return True
            case Frequency.WEEKLY:
                return day.weekday() == self.start.weekday()
            case Frequency.MONTHLY:
                # A month without such a day is left out; its last one does not stand in (RFC 5545, 3.3.10).
                return day.day == self.start.day
            case Frequency.YEARLY:
                # With BYMONTH the rule names the months, and of the start the day of the month alone counts.
                return day.day == self.start.day and (bool(self.months) or day.month == self.start.month)


def _monday(day: date) -> date:
    return day - A_DAY * day.weekday()


def _is_nth(day: date, nth: int, weekday: int) -> bool:
    if day.weekday() != weekday:
        return False
    from_end = (_month_length(day) - day.day) // 7 + 1
    return nth == 0 or nth in ((day.day - 1) // 7 + 1, -from_end)


def _is_month_day(day: date, number: int) -> bool:
    return number in (day.day, day.day - _month_length(day) - 1)


def _month_length(day: date) -> int:
    return ((day.replace(day=28) + 4 * A_DAY).replace(day=1) - A_DAY).day

"""Months: periods of them counted on from a day, their first days, the parts of a fiscal year."""

from calendar import monthrange
from datetime import date, timedelta


def months_after(day: date, months: int) -> date:
    """The last day of a period that began on `day`: the same day number, or the last day of a month that
    has none. The day itself is not counted (民法140条, 143条2項)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_before(day: date, months: int) -> date:
    """The first of the month so many months before that of `day`."""
    # Months from 0, so that dividing carries over the turn of the year.
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, 1)


def period(day: date, months: int) -> date:
    """The first day of its part of so many months of the fiscal year, the first of which begins in April."""
    return months_before(day, (day.month - 4) % months)


def quarter(day: date) -> date:
    """The first day of the quarter of the fiscal year: of April, July, October, January."""
    return period(day, 3)


def nth_of(first: date, nth: int, weekday: int) -> date:
    """The nth such weekday of the month that begins on `first`; -1 is its last."""
    if nth < 0:
        return nth_of(months_before(first, -1), 1, weekday) - timedelta(days=7)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))

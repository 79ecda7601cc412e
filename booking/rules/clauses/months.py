"""Periods of months, counted on from a day."""

from calendar import monthrange
from datetime import date


def months_after(day: date, months: int) -> date:
    """The last day of a period that began on `day`: the same day number, or the last day of a month that
    has none. The day itself is not counted (民法140条, 143条2項)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))

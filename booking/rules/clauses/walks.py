"""Walks through a hall's calendar: back from a day, by days that count; and from a day that is off to one
that is not."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal

from facilities.rules.holidays import is_holiday
from facilities.rules.stages import DAY

Counting = Literal["all", "open_days", "weekdays"]
IfClosed = Literal[
    "next_open_day",
    "next_weekday",
    "next_open_weekday",
    "previous_open_day",
    "previous_weekday",
    "previous_open_weekday",
]
LONGEST_WALK = 62  # days on which an open one is looked for
WEEKEND = 5  # Saturday, counted from Monday as 0
Told = Callable[[date], bool]


def moved(counted: date, where: IfClosed | None, closed: Told) -> date:
    """Where a day moves that is off; a day that is not stays where it is."""
    if where is None:
        return counted
    step = -DAY if where.startswith("previous") else DAY
    by_week, by_hall = where.endswith("weekday"), "open" in where
    walk = (counted + step * ahead for ahead in range(LONGEST_WALK))
    # A hall that is closed for two months moves nothing: the published day stands.
    return next(
        (day for day in walk if not (by_week and is_off_week(day)) and not (by_hall and closed(day))), counted
    )


def days_back(use: date, days: int, counting: Counting, closed: Told) -> date:
    """So many days before a use, as far as they count; the day of use is left out."""
    if counting == "all":
        return use - timedelta(days=days)
    is_off = closed if counting == "open_days" else is_off_week
    day, skipped = use, 0
    # As above: what lies behind two months of closed days is counted as if the hall were open.
    while days > 0:
        day -= DAY
        skipped = skipped + 1 if is_off(day) and skipped < LONGEST_WALK else 0
        days -= not skipped
    return day


def is_off_week(day: date) -> bool:
    """Whether it is no 平日: a Saturday, a Sunday or a holiday."""
    return day.weekday() >= WEEKEND or is_holiday(day)

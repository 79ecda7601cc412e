"""Moments counted back from a use: ○か月前の同日, ○か月前の月の1日, 第2土曜, ○日前, ○時間前.

What is counted is days of the hall's calendar, the day of use left out: three days before 15 July is
12 July. Months are counted as 民法143条2項 does: the same day number, or what stands for it where the
month has none.
"""

from calendar import monthrange
from datetime import date, timedelta
from typing import Annotated, Literal, Self

from annotated_types import Interval
from pydantic import BaseModel, ConfigDict, model_validator

from booking.rules.clauses.setting import Setting
from facilities.rules.days import WEEKDAYS, Weekday, is_holiday
from facilities.rules.spans import instant
from facilities.rules.stages import DAY
from facilities.rules.walltime import WallTime

Missing = Literal["clamp", "next", "ask"]
IfClosed = Literal["next_day", "next_open_day", "next_weekday", "previous_open_day"]
LONGEST_WALK = 31  # days on which a shifted moment is looked for


class Counted(BaseModel):
    """One moment, counted back from a use on a day.

    - `days = 3`: three days before; `days = 0` is the day itself.
    - `months = 1`: the same day number a month before. `missing` says what stands for it where that
      month has no such day: its last (`clamp`), the first of the next month (`next`), or nobody knows
      (`ask`).
    - `months = 3, day = 21`: the 21st of the third month before; `day = 1` is its first.
    - `months = 2, nth = 2, weekday = "sat"`: its second Saturday; `plus_days = 1` is the day after.
    - `minutes = 30`: half an hour before the use starts.
    - `of = "quarter"`: months are counted from the first month of the quarter of the fiscal year.
    - `at = "9:00"`: at that time of that day. `if_closed` moves it where the hall is closed then, or,
      for `next_weekday`, where it is a Saturday, a Sunday or a holiday.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    days: Annotated[int, Interval(ge=0, le=1000)] | None = None
    months: Annotated[int, Interval(ge=0, le=60)] | None = None
    minutes: Annotated[int, Interval(ge=0, le=7 * 24 * 60)] | None = None
    day: Annotated[int, Interval(ge=1, le=31)] | None = None
    nth: Annotated[int, Interval(ge=1, le=5)] | None = None
    weekday: Weekday | None = None
    plus_days: Annotated[int, Interval(ge=0, le=60)] = 0
    of: Literal["use", "quarter"] = "use"
    at: WallTime | None = None
    missing: Missing = "clamp"
    if_closed: IfClosed | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if sum(given is not None for given in (self.days, self.months, self.minutes)) != 1:
            raise ValueError("give one of `days`, `months` and `minutes`")
        if (self.nth is None) != (self.weekday is None):
            raise ValueError("`nth` and `weekday` go together")
        if self.months is None and (self.day or self.nth or self.of == "quarter"):
            raise ValueError("`day`, `nth` and `of` need `months`")
        if self.day and self.nth:
            raise ValueError("give either `day` or `nth`, not both")
        if self.minutes is not None and (self.at is not None or self.if_closed):
            raise ValueError("`minutes` are counted from the start: leave `at` and `if_closed` out")
        return self

    def moment(self, use: date, start: int | None, at: Setting, default: int = 0) -> int | None:
        """The instant for a use on a day that starts at an instant; None if that cannot be told: no such
        day (`missing = "ask"`), or no start for `minutes`. `default` is the time of day without `at`."""
        if self.minutes is not None:
            return None if start is None else start - self.minutes * 60
        counted = self.counted_on(use, at)
        return None if counted is None else instant(counted, default if self.at is None else self.at, at.zone)

    def counted_on(self, use: date, at: Setting) -> date | None:
        """The day; None where that month has no such day and nobody said what stands for it."""
        counted = self._counted(use)
        return None if counted is None else self._shifted(counted + timedelta(days=self.plus_days), at)

    def _counted(self, use: date) -> date | None:
        if self.days is not None:
            return use - timedelta(days=self.days)
        first = months_before(_quarter(use) if self.of == "quarter" else use, self.months or 0)
        if self.nth is not None and self.weekday is not None:
            return _nth(first, self.nth, WEEKDAYS.index(self.weekday))
        number = self.day or use.day
        if number <= monthrange(first.year, first.month)[1]:
            return first.replace(day=number)
        last = first.replace(day=monthrange(first.year, first.month)[1])
        return {"clamp": last, "next": last + DAY, "ask": None}[self.missing]

    def _shifted(self, counted: date, at: Setting) -> date:
        if self.if_closed is None or not self._is_off(counted, at):
            return counted
        if self.if_closed == "next_day":
            return counted + DAY
        step = -DAY if self.if_closed == "previous_open_day" else DAY
        walk = (counted + step * ahead for ahead in range(1, LONGEST_WALK))
        return next((day for day in walk if not self._is_off(day, at)), counted)

    def _is_off(self, day: date, at: Setting) -> bool:
        if self.if_closed == "next_weekday":
            return day.weekday() >= 5 or is_holiday(day)
        return at.is_closed(day)


def months_before(day: date, months: int) -> date:
    """The first of the month so many months before that of `day`."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, 1)


def _quarter(day: date) -> date:
    """The first month of the quarter of the fiscal year: April, July, October, January."""
    return months_before(day, (day.month - 4) % 3)


def _nth(first: date, nth: int, weekday: int) -> date | None:
    found = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    return found if found.month == first.month else None

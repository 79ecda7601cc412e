"""Which days a clause speaks of: weekdays, holidays, seasons, nth weekdays, fixed dates."""

from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import Self

import jpholiday
from pydantic import BaseModel, ConfigDict, Field, model_validator

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Weekday(StrEnum):
    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"


class Holiday(StrEnum):
    """What a national holiday does to a set of weekdays."""

    FOLLOW = "follow"  # it counts as the weekday it falls on
    EXCLUDE = "exclude"  # it is never meant
    INCLUDE = "include"  # it is always meant, besides the weekdays
    ONLY = "only"  # nothing else is meant


@cache
def is_holiday(day: date) -> bool:
    """National holidays with 振替休日 and 国民の休日 (国民の祝日に関する法律)."""
    return bool(jpholiday.is_holiday(day))


class MonthDay(BaseModel):
    """A day of every year, written "12-29"."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    month: int = Field(ge=1, le=12)
    day: int = Field(ge=1, le=31)

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: object) -> object:
        if isinstance(value, str):
            month, _, day = value.partition("-")
            if not (month.isdigit() and day.isdigit()):
                raise ValueError('write a day of the year as "MM-DD"')
            return {"month": int(month), "day": int(day)}
        return value

    @property
    def key(self) -> tuple[int, int]:
        return (self.month, self.day)


class Days(BaseModel):
    """A set of days. All that is given must fit; what is left out does not restrict."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    days: tuple[Weekday, ...] | None = None
    holiday: Holiday = Holiday.FOLLOW
    nth: tuple[int, ...] | None = None  # the 2nd and 4th of its weekday in the month: [2, 4]
    months: tuple[int, ...] | None = None
    month_end: bool = False  # the last day of a month
    dates: tuple[date, ...] | None = None
    every_year: tuple[tuple[MonthDay, MonthDay], ...] | None = None  # from-to, may run over New Year
    from_: date | None = Field(default=None, alias="from")
    until: date | None = None  # the last day meant

    @model_validator(mode="after")
    def _sane(self) -> Self:
        if self.from_ and self.until and self.until < self.from_:
            raise ValueError("until is before from")
        return self

    def __contains__(self, day: date) -> bool:
        return self._in_dates(day) and self._in_season(day) and self._in_week(day)

    def _in_dates(self, day: date) -> bool:
        if self.dates is not None and day not in self.dates:
            return False
        if self.from_ is not None and day < self.from_:
            return False
        return self.until is None or day <= self.until

    def _in_season(self, day: date) -> bool:
        if self.months is not None and day.month not in self.months:
            return False
        if self.month_end and (day + timedelta(days=1)).day != 1:
            return False
        return self.every_year is None or any(_within_year(day, *pair) for pair in self.every_year)

    def _in_week(self, day: date) -> bool:
        if self.holiday is not Holiday.FOLLOW and is_holiday(day):
            return self.holiday is not Holiday.EXCLUDE
        if self.holiday is Holiday.ONLY:
            return False
        if self.nth is not None and (day.day - 1) // 7 + 1 not in self.nth:
            return False
        return self.days is None or WEEKDAYS[day.weekday()] in self.days


def _within_year(day: date, first: MonthDay, last: MonthDay) -> bool:
    key = (day.month, day.day)
    if first.key <= last.key:
        return first.key <= key <= last.key
    return key >= first.key or key <= last.key

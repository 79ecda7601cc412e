"""Which days a clause speaks of: weekdays, holidays, seasons, nth weekdays, fixed dates."""

import re
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Self

import jpholiday
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    WithJsonSchema,
    model_validator,
)

from facilities.rules.listed import Listed

MONTH_DAY = r"([0-9]{2})-([0-9]{2})"
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


@lru_cache(maxsize=50 * 366)
def is_holiday(day: date) -> bool:
    """National holidays with 振替休日 and 国民の休日 (国民の祝日に関する法律)."""
    return bool(jpholiday.is_holiday(day))


def read_month_day(text: object) -> tuple[int, int]:
    """(month, day) of "12-29". ValueError if no year has such a day."""
    found = re.fullmatch(MONTH_DAY, text) if isinstance(text, str) else None
    if not found:
        raise ValueError('write a day of the year as "MM-DD", in quotes')
    month, day = int(found[1]), int(found[2])
    date(2000, month, day)  # a leap year: 29 February is a day of the year
    return month, day


MonthDay = Annotated[
    tuple[int, int],
    BeforeValidator(read_month_day),
    PlainSerializer(lambda pair: "{:02}-{:02}".format(*pair), return_type=str),
    WithJsonSchema({"type": "string", "pattern": f"^{MONTH_DAY}$", "examples": ["12-29"]}),
]


Nth = Annotated[int, Field(ge=1, le=5)]
Month = Annotated[int, Field(ge=1, le=12)]


class Days(BaseModel):
    """A set of days. All that is given must fit; what is left out does not restrict."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    days: Listed[Weekday] | None = None
    holiday: Holiday = Holiday.FOLLOW
    nth: Listed[Nth] | None = None  # [2, 4]: the 2nd and 4th of its weekday in the month
    months: Listed[Month] | None = None
    month_end: bool = False  # the last day of a month
    dates: Listed[date] | None = None
    # From-to, both meant; it may run over New Year.
    every_year: Listed[tuple[MonthDay, MonthDay]] | None = None
    from_: date | None = Field(default=None, alias="from")
    until: date | None = None  # the last day meant

    @model_validator(mode="after")
    def _sane(self) -> Self:
        if self.from_ and self.until and self.until < self.from_:
            raise ValueError("until is before from")
        return self

    def between(self, first: date | None, last: date | None) -> "Days":
        """The same days as far as they lie from `first` to `last`, both meant; None is no bound.

        ValueError if none is left: the bounds lie outside those that it has.
        """
        bounds = {
            "from_": max(filter(None, (self.from_, first)), default=None),
            "until": min(filter(None, (self.until, last)), default=None),
        }
        if bounds == {"from_": self.from_, "until": self.until}:
            return self
        return Days.model_validate({**dict(self), **bounds})

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


def _within_year(day: date, first: tuple[int, int], last: tuple[int, int]) -> bool:
    key = (day.month, day.day)
    if first <= last:
        return first <= key <= last
    return key >= first or key <= last

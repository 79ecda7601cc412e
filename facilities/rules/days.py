"""Which days a clause speaks of: weekdays, holidays, seasons, nth weekdays, fixed dates."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    WithJsonSchema,
    model_validator,
)

from facilities.rules.holidays import HolidayName, holiday_name, is_holiday
from facilities.rules.listed import Listed
from facilities.rules.stages import DAY

A_WEEK = 7 * DAY
# [0-9] and not \d, which takes full-width figures too; the pattern also stands in the JSON Schema.
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
    """What a national holiday, or the day before one, does to a set of weekdays."""

    FOLLOW = "follow"  # it counts as the weekday it falls on
    EXCLUDE = "exclude"  # it is never meant
    INCLUDE = "include"  # it is always meant, besides the weekdays
    ONLY = "only"  # nothing else is meant


class Noted(StrEnum):
    """What a school has on a day, as a calendar that was brought in says."""

    EXAM = "exam"  # 定期考査
    MAKEUP = "makeup"  # 振替休業日
    HOLIDAYS = "holidays"  # 長期休業
    CLASS_CLOSED = "class_closed"  # 学級閉鎖


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
    WithJsonSchema({"type": "string", "pattern": f"^{MONTH_DAY}$", "examples": ["12-29", "01-03"]}),
]


Nth = Literal[1, 2, 3, 4, 5, -1]
Month = Annotated[int, Field(ge=1, le=12)]


class Days(BaseModel):
    """A set of days. All that is given must fit; what is left out does not restrict."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    days: Listed[Weekday] | None = None
    """These weekdays."""
    holiday: Holiday = Holiday.FOLLOW
    """What a national holiday does to the weekdays: it counts as its weekday (`follow`), is never meant
    (`exclude`), is meant besides (`include`), or nothing else is (`only`)."""
    eve_of_holiday: Holiday = Holiday.FOLLOW
    """The same for the day before a holiday."""
    nth: Listed[Nth] | None = None
    """With `days`: the 1st to 5th, or the last (-1), of that weekday in the month."""
    holidays: Listed[HolidayName] | None = None
    """Only the holidays of these names; `substitute` is 振替休日, `citizens` is 国民の休日."""
    after_holiday: bool = False
    """Only days after a holiday."""
    months: Listed[Month] | None = None
    """Only in these months."""
    month_end: bool = False
    """Only the last day of a month."""
    dates: Listed[date] | None = None
    """These very days."""
    every_year: Listed[tuple[MonthDay, MonthDay]] | None = None
    """From the one day to the other of every year, both meant: [["12-29", "01-03"]]."""
    from_: date | None = Field(default=None, alias="from")
    """From this day on."""
    until: date | None = None
    """Up to this day, it too."""
    in_: Listed[str] | None = Field(default=None, alias="in")
    """Only days of these day sets."""
    not_in: Listed[str] | None = None
    """No day of these day sets."""
    noted: Listed[Noted] | None = None
    """Only days of which a school's calendar that was brought in has such a note."""
    schools: Listed[str] | None = None
    """With `noted`: only these schools, by the names of their calendars."""
    any_of: "Listed[Days] | None" = None
    """Only days that are in one of these."""
    but: "Listed[Days] | None" = None
    """No day that is in one of these."""

    @model_validator(mode="after")
    def _sane(self) -> Self:
        if self.from_ and self.until and self.until < self.from_:
            raise ValueError("until is before from")
        # `resolved` puts named sets into `any_of`: beside others they would widen what they are to narrow.
        if self.in_ and self.any_of:
            raise ValueError("give either `in` or `any_of`; a day set can hold the other days too")
        if self.schools and not self.noted:
            raise ValueError("`schools` needs `noted`: what these schools have on the day")
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
        # Validated, as a model's copy is not: bounds that leave no day are found out here.
        return Days.model_validate({**dict(self), **bounds})

    def resolved(self, named: "Mapping[str, tuple[Days, ...]]") -> "Days":
        """The same days with the day sets that they name in their place. KeyError for an unknown name."""
        inner = {
            "any_of": self._set(self.any_of, self.in_, named),
            "but": self._set(self.but, self.not_in, named),
        }
        return self.model_copy(update={**inner, "in_": None, "not_in": None}) if any(inner.values()) else self

    def _set(
        self,
        own: "tuple[Days, ...] | None",
        names: tuple[str, ...] | None,
        named: "Mapping[str, tuple[Days, ...]]",
    ) -> "tuple[Days, ...] | None":
        written = tuple(days.resolved(named) for days in own or ())
        return (*written, *(days for name in names or () for days in named[name])) or None

    @property
    def seasonal(self) -> bool:
        """Whether it speaks of a part of the year only, and not of every week or month alike."""
        bounds = (self.from_, self.until, self.in_, self.noted)
        of_the_year = (self.months, self.dates, self.every_year, *bounds)
        return any(of_the_year) or any(inner.seasonal for inner in self.any_of or ())

    @property
    def noting(self) -> bool:
        """Whether it names notes of schools, at whatever depth: a day alone does not tell then."""
        return bool(self.noted) or any(inner.noting for inner in (*(self.any_of or ()), *(self.but or ())))

    def __contains__(self, day: date) -> bool:
        return self.apart_from_sets(day) and self._in_sets(day)

    def apart_from_sets(self, day: date) -> bool:
        """Whether a day fits all but notes, `any_of` and `but`."""
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
        if self.month_end and (day + DAY).day != 1:
            return False
        return self.every_year is None or any(_within_year(day, *pair) for pair in self.every_year)

    def _in_week(self, day: date) -> bool:
        if self.holidays is not None and holiday_name(day) not in self.holidays:
            return False
        if self.after_holiday and not is_holiday(day - DAY):
            return False
        beside = self._by_holidays(day)
        return self._in_weekdays(day) if beside is None else beside

    def _by_holidays(self, day: date) -> bool | None:
        """What holidays say of a day, whatever its weekday; None if they leave it to the weekday."""
        marks = ((self.holiday, day), (self.eve_of_holiday, day + DAY))
        # Looked up only where the clause asks: of most it is the weekday alone.
        told = [(rule, is_holiday(of)) for rule, of in marks if rule is not Holiday.FOLLOW]
        # What excludes goes before what includes: a holiday may itself be the eve of another, and the
        # stricter word is what a reader of the sentence relies on.
        if (Holiday.EXCLUDE, True) in told or (Holiday.ONLY, False) in told:
            return False
        return True if any(is_so for _, is_so in told) else None

    def _in_weekdays(self, day: date) -> bool:
        if self.nth is not None and not self._is_nth(day, self.nth):
            return False
        return self.days is None or WEEKDAYS[day.weekday()] in self.days

    def _is_nth(self, day: date, nth: tuple[int, ...]) -> bool:
        # The last of its weekday may be the 4th or the 5th: a week later the month is another.
        is_last = (day + A_WEEK).month != day.month
        return (day.day - 1) // 7 + 1 in nth or (is_last and -1 in nth)

    def _in_sets(self, day: date) -> bool:
        # A name that was not put in its place must not pass for "no restriction": the hall would be open too
        # often.
        if self.in_ or self.not_in:
            raise ValueError("the day sets that it names were not put in their place")
        if self.noted:
            raise ValueError("the notes that it names were not put in their place")
        if self.any_of is not None and not any(day in days for days in self.any_of):
            return False
        return self.but is None or not any(day in days for days in self.but)


def _within_year(day: date, first: tuple[int, int], last: tuple[int, int]) -> bool:
    key = (day.month, day.day)
    if first <= last:
        return first <= key <= last
    # Over the turn of the year, as 29 December to 3 January: after the one or before the other.
    return key >= first or key <= last


def with_sets(value: Any, named: Mapping[str, tuple[Days, ...]]) -> Any:
    """A model of the language in which every `Days`, however deep, has its named day sets in place."""
    return each_days(value, lambda days: days.resolved(named))


def each_days(value: Any, change: Callable[[Days], Days]) -> Any:
    """A model of the language with every `Days` in it changed, however deep it stands."""
    if isinstance(value, Days):
        return change(value)
    if isinstance(value, tuple):
        return tuple(each_days(item, change) for item in value)
    if not isinstance(value, BaseModel):
        return value
    changed = {name: new for name, old in value if (new := each_days(old, change)) != old}
    return value.model_copy(update=changed) if changed else value

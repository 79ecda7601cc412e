"""Moments counted back from a use, or from its draw: ○か月前の同日, ○か月前の月の1日, 第2土曜, ○日前.

What is counted is days of the hall's calendar, the day of use left out: three days before 15 July is
12 July. Months are counted as 民法143条2項 does: the same day number, or what stands for it where the
month has none.
"""

from calendar import monthrange
from datetime import date, timedelta
from typing import Annotated, ClassVar, Literal, NamedTuple, Self

from annotated_types import Interval
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from booking.rules.clauses.months import months_before, nth_of, period
from booking.rules.clauses.setting import Setting
from booking.rules.clauses.walks import Counting, IfClosed, days_back, moved
from facilities.rules.days import A_WEEK, WEEKDAYS, Weekday
from facilities.rules.spans import MINUTES_A_DAY, instant
from facilities.rules.stages import DAY
from facilities.rules.walltime import WallTime

MONTHS = {"quarter": 3, "half_year": 6, "fiscal_year": 12}  # of the fiscal year, from April


class Moment(NamedTuple):
    """The earliest and the latest instant that a moment may be; one and the same unless the hall left
    open what stands for a day that a month does not have."""

    earliest: int
    latest: int


class Counted(BaseModel):
    """One moment, counted back from a use on a day.

    Give exactly one of `days`, `weeks`, `months`, `minutes` and `date`; the other parameters say more about
    it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, serialize_by_alias=True)

    may_be_unpublished: ClassVar[bool] = False  # whether all of it may be left out

    days: Annotated[int, Interval(ge=0, le=1000)] | None = None
    """So many days before, the day of use left out: for 15 July, 3 is 12 July. 0 is the day itself."""
    counting: Counting = "all"
    """With `days`: which are counted, all of them, the `open_days` of the hall (休館日を除く), or the
    `weekdays` (no Saturday, Sunday or holiday)."""
    weeks: Annotated[int, Interval(ge=0, le=200)] | None = None
    """So many weeks before: the same weekday, or with `weekday` that day of that week. A week begins on
    Monday."""
    months: Annotated[int, Interval(ge=0, le=60)] | None = None
    """So many months before: the same day number, unless `day` or `nth` say otherwise."""
    # 21 closes three hours before the start.
    minutes: Annotated[int, Interval(ge=0, le=7 * 24 * 60)] | None = None
    """So many minutes before the use starts."""
    date_: date | None = Field(default=None, alias="date")
    """That very day, whatever the use."""
    day: Annotated[int, Interval(ge=1, le=31)] | None = None
    """With `months`: this day of that month; 1 is its first."""
    nth: Literal[1, 2, 3, 4, -1] | None = None
    """With `months` and `weekday`: the 1st to 4th, or the last (-1), of that month."""
    weekday: Weekday | None = None
    """With `nth`, or with `weeks`: which weekday."""
    # 43 draws on the second Saturday two months before, and lends what is left from the day after.
    plus_days: Annotated[int, Interval(ge=0, le=60)] = 0
    """With `months` or `weeks`: so many days after it."""
    of: Literal["use", "quarter", "half_year", "fiscal_year", "draw"] = "use"
    """From what it is counted: the use; with `months` the first month of its quarter (April, July, October,
    January), of its half of the fiscal year (April, October) or of its fiscal year (April); or the day of
    its draw, of which a `lottery_draw` speaks."""
    at: WallTime | None = None
    """At this time of that day; left out, something begins with the day, and ends with it."""
    # 31 March less a month has no day: halls take the last there is or the 1st (32), or do not say (49).
    missing: Literal["clamp", "next", "ask"] = "clamp"
    """What stands for a day that the month does not have: its last day (`clamp`), the first of the next month
    (`next`), or nobody knows (`ask`)."""
    # Halls move it to the next open day (49) or the next weekday (50); over New Year that is 4 January (25).
    if_closed: IfClosed | None = None
    """Where it moves from a day on which the hall is closed: to the next, or the previous, open day.
    `next_weekday` and `previous_weekday` move it from a Saturday, a Sunday or a holiday to a day that is
    none; `next_open_weekday` and `previous_open_weekday` from these and from closed days."""

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if self.may_be_unpublished and not self.model_fields_set & Counted.model_fields.keys():
            return self
        if sum(way is not None for way in self._ways) != 1:
            raise ValueError("give one of `days`, `weeks`, `months`, `minutes` and `date`")
        if self.minutes is not None and (self.at is not None or self.if_closed):
            raise ValueError("`minutes` are counted from the start: leave `at` and `if_closed` out")
        if self.days is None and self.counting != "all":
            raise ValueError("`counting` says which `days` are counted: give `days`")
        return self

    @model_validator(mode="after")
    def _of_months(self) -> Self:
        if self.months is None and self.model_fields_set & {"day", "nth", "missing"}:
            raise ValueError("`day`, `nth` and `missing` need `months`")
        if self.months is None and self.weeks is None and self.plus_days:
            raise ValueError("`plus_days` needs `months` or `weeks`")
        if self.months is None and (self.of in MONTHS or (self.of == "draw" and self.days is None)):
            raise ValueError("`of` needs `months`, or `days` before the draw")
        return self

    @model_validator(mode="after")
    def _one_day_of_the_month(self) -> Self:
        if self.weeks is None and (self.nth is None) != (self.weekday is None):
            raise ValueError("`nth` and `weekday` go together")
        if self.day and self.nth:
            raise ValueError("give either `day` or `nth`, not both")
        # Lotteries by quarter name a day of its first month: that of the use has its number in another month.
        if self.of in MONTHS and not (self.day or self.nth):
            raise ValueError(f"a {self.of} has no same day: give `day`, or `nth` and `weekday`")
        return self

    def begins(self, use: date | None, start: int | None, at: Setting) -> Moment | None:
        """From which instant on, for a use on a day that starts at an instant; None if what it is
        counted from is not known (`lacks`). With `of = "draw"` the day is that of the draw."""
        return self._moment(use, start, at, default=0)

    def ends(self, use: date | None, start: int | None, at: Setting) -> Moment | None:
        """Up to which instant, that one meant; a day ends with the last second before midnight."""
        found = self._moment(use, start, at, default=MINUTES_A_DAY)
        # An hour that is published is itself still in time, as are minutes that are counted from the start.
        if found is None or self.minutes is not None or self.at not in (None, MINUTES_A_DAY):
            return found
        # Midnight at the end of a day is the next day's; its own last second is the one before.
        return Moment(found.earliest - 1, found.latest - 1)

    def lacks(self, use: date | None, start: int | None) -> str | None:
        """The fact without which it cannot be told."""
        if self.minutes is not None:
            return "time" if start is None else None
        return "day" if self.needs_day and use is None else None

    @property
    def needs_day(self) -> bool:
        return self.date_ is None and self.published

    @property
    def published(self) -> bool:
        return any(way is not None for way in self._ways)

    @property
    def _ways(self) -> tuple[object, ...]:
        return (self.days, self.weeks, self.months, self.minutes, self.date_)

    def days_before(self, use: date, at: Setting) -> list[date]:
        """The day on which it falls, for a moment that is no number of minutes; two where that month
        has no such day and nobody said what stands for it."""
        days = [self._moved(day, at) for day in self._counted(use, at)]
        # The day after a first day that has moved is counted from where it went, and has to be open itself.
        return [self._moved(day + timedelta(days=self.plus_days), at) for day in days]

    def _moved(self, day: date, at: Setting) -> date:
        return moved(day, self.if_closed, at.is_closed)

    def _moment(self, use: date | None, start: int | None, at: Setting, default: int) -> Moment | None:
        if self.minutes is not None:
            return None if start is None else Moment(*[start - self.minutes * 60] * 2)
        if self.date_ is None and use is None:
            return None
        days = self.days_before(self.date_ or use or date.min, at)
        found = [instant(day, default if self.at is None else self.at, at.zone) for day in days]
        return Moment(min(found), max(found))

    def _counted(self, use: date, at: Setting) -> list[date]:
        if self.date_ is not None:
            return [self.date_]
        if self.days is not None:
            return [days_back(use, self.days, self.counting, at.is_closed)]
        return self._by_months(use, self.months) if self.months is not None else [self._by_weeks(use)]

    def _by_weeks(self, use: date) -> date:
        day = use - A_WEEK * (self.weeks or 0)
        return day if self.weekday is None else day + DAY * (WEEKDAYS.index(self.weekday) - day.weekday())

    def _by_months(self, use: date, months: int) -> list[date]:
        first = months_before(period(use, MONTHS[self.of]) if self.of in MONTHS else use, months)
        if self.nth is not None and self.weekday is not None:
            return [nth_of(first, self.nth, WEEKDAYS.index(self.weekday))]
        # 民法143条2項: where the month has no such day, its last one stands for it, unless they say else.
        last = first.replace(day=monthrange(first.year, first.month)[1])
        number = self.day or use.day
        if number <= last.day:
            return [first.replace(day=number)]
        # `ask` keeps both: before the earlier and after the later it is certain all the same.
        return {"clamp": [last], "next": [last + DAY], "ask": [last, last + DAY]}[self.missing]


def _by_days(counted: Counted) -> Counted:
    if counted.minutes is not None:
        raise ValueError("is counted in days or months, or a date: leave `minutes` out")
    return counted


# One that falls on a day, whenever on it a use starts.
CountedDay = Annotated[Counted, AfterValidator(_by_days)]

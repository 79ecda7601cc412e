"""What staff decide of a closure that recurs: on which days, from when to when, which rooms; and when one of
last year would be this year.

Days are the hall's local dates, wall times minutes after the midnight with which the day began.
"""

from datetime import date, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, model_validator

from facilities.rules.evenings import Recurrence
from facilities.rules.spans import MINUTES_A_DAY, Span, instant, local, local_day
from facilities.rules.walltime import WallTime

A_YEAR = timedelta(days=364)  # the same weekday


class ClosurePlan(BaseModel):
    """Time in which a hall, or some of its rooms, cannot be used; the whole day unless times are given."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    recurrence: Recurrence
    from_: WallTime = Field(alias="from", default=0)
    to: WallTime = MINUTES_A_DAY
    rooms: tuple[str, ...] = ()  # the rooms' slugs; none means the whole hall
    reason_ja: str = Field(default="", max_length=200)
    reason_en: str = Field(default="", max_length=200)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.from_ >= MINUTES_A_DAY:
            raise ValueError("`from` lies before 24:00: a closure begins on its own day")
        if self.to <= self.from_:
            raise ValueError('`to` is not after `from`; 1 at night of the following day is "25:00"')
        return self


def a_year_later(span: Span, zone: ZoneInfo, *, same_weekday: bool) -> Span:
    """The same wall times on the next year's day of the same weekday, or of the same date."""
    day = local_day(span.start, zone)
    later = (day + A_YEAR if same_weekday else a_year_on(day)) - day
    # By day and wall time, each end by itself: a span of so many seconds would end an hour off over a clock
    # change.
    return Span(*(_later(at, later, zone) for at in (span.start, span.end)))


def a_year_on(day: date) -> date:
    """The same date of the next year; of 29 February the day before."""
    return day.replace(year=day.year + 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _later(at: int, by: timedelta, zone: ZoneInfo) -> int:
    then = local(at, zone)
    return instant(then.date() + by, then.hour * 60 + then.minute, zone)

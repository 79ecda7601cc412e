"""What staff decide of an evening that recurs: on which days, from when to when, for whom.

Days are the hall's local dates, wall times minutes after the midnight with which the day began.
Pure data: which dates it comes to is asked at the door to the recurrence engine.
"""

from datetime import date
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from facilities.rules.ages import Ages
from facilities.rules.days import Weekday
from facilities.rules.spans import MINUTES_A_DAY
from facilities.rules.stages import school_year
from facilities.rules.walltime import WallTime


class Recurrence(BaseModel):
    """Some weekdays of every `every`-th week, the `nth` of one weekday in each month, or a day of each month.

    Weeks begin on Monday and are counted from the week of `first`. `nth` counts from 1, and -1 is
    the last of a month. A month without such a day is passed over. `first` and `last` are both
    included; without `last` it goes on.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    first: date
    last: date | None = None
    weekdays: tuple[Weekday, ...] = ()
    every: int = Field(default=1, ge=1, le=52)
    nth: tuple[Literal[1, 2, 3, 4, 5, -1], ...] = ()
    month_day: int | None = Field(default=None, ge=1, le=31)

    @model_validator(mode="after")
    def _sane(self) -> Self:
        if self.last is not None and self.last < self.first:
            raise ValueError("last is before first")
        if bool(self.weekdays) == (self.month_day is not None):
            raise ValueError("give either weekdays or month_day")
        if self.nth and (len(self.weekdays) != 1 or self.every > 1):
            raise ValueError("nth speaks of one weekday in every month")
        if self.month_day and self.every > 1:
            raise ValueError("month_day speaks of every month")
        return self


class EveningPlan(BaseModel):
    """Hours beyond the standing ones, as staff decide them: `admits` None means everybody."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    recurrence: Recurrence
    from_: WallTime = Field(alias="from")
    to: WallTime
    admits: Ages | None = None
    rooms: tuple[str, ...] = ()  # the rooms' slugs; none means the whole hall
    kind: Literal["evening", "special"] = "evening"
    reason_ja: str = Field(default="", max_length=200)
    reason_en: str = Field(default="", max_length=200)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.from_ >= MINUTES_A_DAY:
            raise ValueError("`from` lies before 24:00: an evening begins on its own day")
        if self.to <= self.from_:
            raise ValueError('`to` is not after `from`; 1 at night of the following day is "25:00"')
        return self


def horizon(day: date) -> date:
    """How far dates are laid out ahead: the last day of the fiscal year after that of `day`."""
    return date(school_year(day) + 2, 3, 31)

"""○か月前から・当日のみ: from when a use can be booked (OPEN_DATE, SAMEDAY)."""

from datetime import date, timedelta
from typing import Annotated, ClassVar, Literal, Self
from zoneinfo import ZoneInfo

from annotated_types import Interval
from pydantic import model_validator

from booking.rules.ask import Ask, Step
from booking.rules.clauses.term import Findings, Grain, Setting, Term, broken, holds, known_day
from booking.rules.codes import Code
from facilities.rules.spans import instant
from facilities.rules.stages import DAY
from facilities.rules.walltime import WallTime


class Opens(Term):
    """Booking opens `months` before the day of use, on the same day number, or `days` before it, at `at`.

    Where the month has no such day it is the month's last one (`clamp`, as 民法143条2項 counts) or
    the first of the next month (`next`). `days = 0` is: on the day only.
    """

    code: ClassVar[Code] = Code.TOO_EARLY
    own_grain: ClassVar[Grain] = Grain.DAY

    type: Literal["opens"]
    months: Annotated[int, Interval(ge=1, le=60)] | None = None
    days: Annotated[int, Interval(ge=0, le=1000)] | None = None
    at: WallTime = 0
    missing: Literal["clamp", "next"] = "clamp"
    steps: tuple[Step, ...] = (Step.BOOK,)

    @model_validator(mode="after")
    def _one_of_them(self) -> Self:
        if (self.months is None) == (self.days is None):
            raise ValueError("give either `months` or `days`")
        return self

    def judge(self, ask: Ask, at: Setting) -> Findings:
        code = Code.SAME_DAY if self.days == 0 else Code.TOO_EARLY
        opens_at = self.opens_at(known_day(ask), at.zone)
        return holds(code) if ask.asked_at >= opens_at else broken(code, opens_at=opens_at)

    def first_day(self, ask: Ask, at: Setting) -> date | None:
        return self.opens_on(ask.day) if ask.day else None

    def opens_at(self, day: date, zone: ZoneInfo) -> int:
        """The instant from which a use on `day` can be booked."""
        return instant(self.opens_on(day), self.at, zone)

    def opens_on(self, day: date) -> date:
        """The day on which booking opens for a use on `day`."""
        if self.months is None:
            return day - timedelta(days=self.days or 0)
        return months_before(day, self.months, self.missing)


def months_before(day: date, months: int, missing: Literal["clamp", "next"]) -> date:
    """The same day number so many months earlier, or what stands for it where there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    try:
        return date(year, month + 1, day.day)
    except ValueError:
        first_of_next = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
        return first_of_next if missing == "next" else first_of_next - DAY

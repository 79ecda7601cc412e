"""仮予約: a booking is provisional and lapses unless it is completed (TENTATIVE)."""

from datetime import date, timedelta
from typing import Annotated, ClassVar, Literal, Self

from annotated_types import Ge
from pydantic import model_validator

from booking.rules.ask import Ask, Step
from booking.rules.clauses.term import Findings, Fit, Setting, Term, broken, holds, unknown
from booking.rules.codes import Code
from facilities.rules.listed import Listed
from facilities.rules.spans import MINUTES_A_DAY, instant, local_day

Number = Annotated[int, Ge(0)]


class Tentative(Term):
    """仮予約: a booking is provisional and lapses unless it is completed.

    It holds for a booking. It gives the value `lapses`: the last day on which it can be completed. Whether it
    is completed in time is the step `confirm`, with `facts.booked_on`: it is broken once that day is over.
    """

    code: ClassVar[Code] = Code.TENTATIVE
    carries: ClassVar[tuple[str, ...]] = ("TENTATIVE",)

    type: Literal["tentative"]
    days: Number | None = None
    """Within so many days of booking."""
    days_before_use: Number | None = None
    """At the latest so many days before the use."""
    # 57 counts what lapses by itself among the cancellations.
    counts_as_cancellation: bool = False
    """One that lapses counts as cancelled by whoever booked it."""
    steps: Listed[Step] = (Step.BOOK, Step.CONFIRM)

    @model_validator(mode="after")
    def _something(self) -> Self:
        if self.days is None and self.days_before_use is None:
            raise ValueError("give `days`, `days_before_use` or both")
        return self

    def speaks(self, ask: Ask, at: Setting) -> Fit:
        return super().speaks(ask, at) if ask.step is not Step.CONFIRM or ask.facts.booked_on else None

    def judge(self, ask: Ask, at: Setting) -> Findings:
        if ask.step is not Step.CONFIRM:
            return holds(self.code)
        last = self.lapses(ask, at)
        if last is None:
            return unknown(self.code, "day")
        closes_at = instant(last, MINUTES_A_DAY, at.zone) - 1
        return holds(self.code) if ask.asked_at <= closes_at else broken(self.code, closes_at=closes_at)

    def lapses(self, ask: Ask, at: Setting) -> date | None:
        """The last day on which a booking made now (or `facts.booked_on`) can be completed; None if that
        cannot be told."""
        last = []
        if self.days is not None:
            booked_on = ask.facts.booked_on or local_day(ask.asked_at, at.zone)
            last.append(booked_on + timedelta(days=self.days))
        if self.days_before_use is not None:
            if ask.day is None:
                return None
            last.append(ask.day - timedelta(days=self.days_before_use))
        return min(last)

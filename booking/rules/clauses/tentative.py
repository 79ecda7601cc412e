"""仮予約: a booking is provisional and lapses unless it is completed (TENTATIVE)."""

from datetime import date, timedelta
from typing import Annotated, ClassVar, Literal, Self

from annotated_types import Ge
from pydantic import model_validator

from booking.rules.ask import Ask, Step
from booking.rules.clauses.term import Findings, Setting, Term, holds
from booking.rules.codes import Code
from facilities.rules.listed import Listed
from facilities.rules.spans import local_day

Number = Annotated[int, Ge(0)]


class Tentative(Term):
    """仮予約: a booking is provisional and lapses unless it is completed.

    It always holds. It gives the value `lapses`: the last day on which it can be completed.
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
    steps: Listed[Step] = (Step.BOOK,)

    @model_validator(mode="after")
    def _something(self) -> Self:
        if self.days is None and self.days_before_use is None:
            raise ValueError("give `days`, `days_before_use` or both")
        return self

    def judge(self, ask: Ask, at: Setting) -> Findings:
        return holds(self.code)

    def lapses(self, ask: Ask, at: Setting) -> date | None:
        """The last day on which a booking made now can be completed; None if that cannot be told."""
        last = []
        if self.days is not None:
            last.append(local_day(ask.asked_at, at.zone) + timedelta(days=self.days))
        if self.days_before_use is not None:
            if ask.day is None:
                return None
            last.append(ask.day - timedelta(days=self.days_before_use))
        return min(last)

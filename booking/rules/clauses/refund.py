"""還付: how much of the fee comes back when a use is given up (REFUND)."""

from typing import Annotated, ClassVar, Literal

from annotated_types import Interval
from pydantic import BaseModel, ConfigDict

from booking.rules.ask import Ask, Step
from booking.rules.clauses.term import Findings, Grain, Setting, Term, known_day
from booking.rules.codes import Code
from booking.rules.verdict import Finding, Reason, Sought, Value
from facilities.rules.listed import Listed
from facilities.rules.spans import local_day

ALL = 100


class Tier(BaseModel):
    """`{ days_before = 14, percent = 100 }`: given up so many days before the use, or earlier."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    days_before: Annotated[int, Interval(ge=0, le=1000)]
    percent: Annotated[int, Interval(ge=0, le=100)]


class Refund(Term):
    """By the days between giving up and the use; below the last tier nothing comes back.

    For causes of `full_for`, which are not the user's fault, all of it does. Without `tiers` the
    shares are not published, and only those causes have an answer.
    """

    code: ClassVar[Code] = Code.REFUND
    own_grain: ClassVar[Grain] = Grain.DAY
    carries: ClassVar[tuple[str, ...]] = ("REFUND",)

    type: Literal["refund"]
    tiers: Listed[Tier] | None = None
    full_for: Listed[str] | None = None
    steps: Listed[Step] = (Step.CANCEL,)

    def judge(self, ask: Ask, at: Setting) -> Findings:
        percent = self.percent(ask, at)
        values = {} if percent is None else {"percent": percent}
        return (Reason(Finding.HOLDS, self.code, values=values),)

    def value(self, sought: Sought, ask: Ask, at: Setting) -> Value | None:
        return self.percent(ask, at) if sought is Sought.REFUND and ask.day else None

    def percent(self, ask: Ask, at: Setting) -> int | None:
        """Per cent of the fee that come back for giving up now a use of which the day is known."""
        if self.full_for and ask.facts.cause in self.full_for:
            return ALL
        if self.tiers is None:
            return None
        notice = (known_day(ask) - local_day(ask.asked_at, at.zone)).days
        return max((tier.percent for tier in self.tiers if tier.days_before <= notice), default=0)

"""還付: how much of the fee comes back when a use is given up (REFUND)."""

from typing import Annotated, ClassVar, Literal

from annotated_types import Interval
from pydantic import BaseModel, ConfigDict

from booking.rules.ask import Ask, Step
from booking.rules.clauses.term import Findings, Grain, Setting, Term
from booking.rules.codes import Code
from booking.rules.verdict import Finding, Reason
from facilities.rules.listed import Listed
from facilities.rules.spans import local_day

ALL = 100


class Tier(BaseModel):
    """Given up so many days before the use, or earlier."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    days_before: Annotated[int, Interval(ge=0, le=1000)]
    """So many days before, or more."""
    percent: Annotated[int, Interval(ge=0, le=100)]
    """So much of the fee comes back."""


class Refund(Term):
    """還付率: how much of the fee comes back when a use is given up.

    It always holds. It gives the value `refund`, in per cent. Below the last tier nothing comes back.
    """

    code: ClassVar[Code] = Code.REFUND
    own_grain: ClassVar[Grain] = Grain.DAY
    carries: ClassVar[tuple[str, ...]] = ("REFUND",)

    type: Literal["refund"]
    tiers: Listed[Tier] | None = None
    """By the days before the use; left out, the shares are not published."""
    full_for: Listed[str] | None = None
    """Causes (`facts.cause`, keys of your own) for which all of it comes back."""
    steps: Listed[Step] = (Step.CANCEL,)

    def judge(self, ask: Ask, at: Setting) -> Findings:
        percent = self.refund(ask, at)
        values = {} if percent is None else {"percent": percent}
        return (Reason(Finding.HOLDS, self.code, values=values),)

    def refund(self, ask: Ask, at: Setting) -> int | None:
        """Per cent of the fee that come back for giving the use up now; None without its day."""
        # Before the tiers: such a cause is not the user's fault, however late it is (decision 38).
        if self.full_for and ask.facts.cause in self.full_for:
            return ALL
        if self.tiers is None or ask.day is None:
            return None
        notice = (ask.day - local_day(ask.asked_at, at.zone)).days
        return max((tier.percent for tier in self.tiers if tier.days_before <= notice), default=0)

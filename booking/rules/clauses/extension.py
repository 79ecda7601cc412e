"""延長: staying on after a use, if nobody follows (EXTENSION)."""

from collections.abc import Hashable
from typing import Annotated, ClassVar, Literal, Self

from annotated_types import Interval
from pydantic import model_validator

from booking.rules.ask import Ask, Step
from booking.rules.clauses.term import Findings, Grain, Setting, Term, broken, holds, unknown
from booking.rules.codes import Code
from booking.rules.verdict import Finding, Reason
from facilities.rules.listed import Listed

Minutes = Annotated[int, Interval(ge=5, le=24 * 60)]


class Extension(Term):
    """延長: staying on after a use, if nobody follows.

    The question's times are those of the piece that is added. Broken where somebody follows, or by another
    length; *ask* with `needs_permission`; cannot tell without `facts.vacant`.
    """

    code: ClassVar[Code] = Code.EXTENSION
    own_grain: ClassVar[Grain] = Grain.SPAN
    measured: ClassVar[bool] = True
    carries: ClassVar[tuple[str, ...]] = ("EXTENSION",)

    type: Literal["extension"]
    minutes: Minutes | None = None
    """By whole pieces of so many minutes."""
    most_minutes: Minutes | None = None
    """By so many minutes at most."""
    needs_permission: bool = False
    """The hall decides each time."""
    steps: Listed[Step] = (Step.EXTEND,)

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.minutes and self.most_minutes and self.most_minutes % self.minutes:
            raise ValueError("`most_minutes` is not a multiple of `minutes`")
        return self

    def measure(self, ask: Ask, at: Setting) -> Hashable:
        return ask.span and ask.span.seconds

    def judge(self, ask: Ask, at: Setting) -> Findings:
        # Before length and permission: where somebody follows neither helps.
        if ask.facts.vacant is False:
            return broken(Code.TAKEN)
        if self._is_off(ask):
            return broken(self.code, minutes=self.minutes, most_minutes=self.most_minutes)
        if self.needs_permission:
            return (Reason(Finding.OPEN, Code.ASK_HALL),)
        return holds(self.code) if ask.facts.vacant else unknown(self.code, "vacant")

    def _is_off(self, ask: Ask) -> bool:
        if ask.span is None:
            return False
        too_long = self.most_minutes is not None and ask.span.seconds > self.most_minutes * 60
        return too_long or (self.minutes is not None and ask.span.seconds % (self.minutes * 60) != 0)

"""無断キャンセル: when a use counts as not turned up for (NOSHOW)."""

from typing import Annotated, ClassVar, Literal

from annotated_types import Interval

from booking.rules.ask import Ask, Step
from booking.rules.clauses.term import Findings, Grain, Setting, Term, broken, holds, unknown
from booking.rules.codes import Code
from booking.rules.verdict import Finding

MINUTE = 60
OFFERED_MINUTES = 10  # where no clause says it


class NoShow(Term):
    """無断キャンセル: when a use counts as not turned up for.

    It gives the value `no_show`. Broken by who comes later; cannot tell without the start, or whether
    somebody told the hall (`facts.contacted`).
    """

    code: ClassVar[Code] = Code.NO_SHOW
    own_grain: ClassVar[Grain] = Grain.SPAN
    carries: ClassVar[tuple[str, ...]] = ("NOSHOW",)

    type: Literal["no_show"]
    after_minutes: Annotated[int, Interval(ge=0, le=24 * 60)]
    """Minutes after the start."""
    offered_minutes: Annotated[int, Interval(ge=5, le=60)] = OFFERED_MINUTES
    """Minutes for which what is left of a slot is held for each who waits for it, once it is given back."""
    if_not_contacted: bool = True
    """Only if nobody told the hall."""
    steps: tuple[Step, ...] = (Step.ARRIVE,)

    def own_edges(self, ask: Ask, at: Setting) -> tuple[int, ...]:
        # Of two uses, one before and one after this instant, the earlier is missed at the moment of asking.
        return (ask.asked_at - self.after_minutes * MINUTE,)

    def judge(self, ask: Ask, at: Setting) -> Findings:
        late = self._late(ask)
        if late is None:
            return unknown(self.code, "time")
        excused = self.if_not_contacted and ask.facts.contacted
        if late <= self.after_minutes * MINUTE or excused:
            return holds(self.code)
        if self.if_not_contacted and ask.facts.contacted is None:
            return unknown(self.code, "contacted")
        return broken(self.code, after_minutes=self.after_minutes)

    def no_show(self, ask: Ask, at: Setting) -> bool | None:
        """Whether it is one; None if that cannot be told."""
        (reason,) = self.judge(ask, at)
        return {Finding.HOLDS: False, Finding.BROKEN: True}.get(reason.finding)

    def _late(self, ask: Ask) -> int | None:
        """Seconds after the start; as they are told, or else now."""
        if ask.facts.minutes_late is not None:
            return ask.facts.minutes_late * MINUTE
        return None if ask.span is None else ask.asked_at - ask.span.start

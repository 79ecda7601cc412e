"""申請がない場合は17時閉館: the hall closes early when nothing is booked that evening (HOURS_IF_BOOKED)."""

from typing import ClassVar, Literal

from booking.rules.ask import Ask, Step
from booking.rules.clauses.term import Findings, Grain, Setting, Term, broken, holds, known_day, unknown
from booking.rules.codes import Code
from facilities.rules.listed import Listed
from facilities.rules.spans import instant
from facilities.rules.walltime import WallTime


class ClosesEarly(Term):
    """申請がない場合は早く閉館: without a booking for the evening nobody is there after `to`.

    The fact that decides is `facts.evening_booked`: whether anybody has booked that evening. Holds where it
    is true, and where the asker has a booking (`facts.booked = true`); broken where it is false; cannot
    tell if nobody said, also where only `booked = false` is known.
    """

    code: ClassVar[Code] = Code.CLOSED_EARLY
    own_grain: ClassVar[Grain] = Grain.SPAN
    carries: ClassVar[tuple[str, ...]] = ("HOURS_IF_BOOKED",)

    type: Literal["closes_early"]
    to: WallTime
    """When it closes then."""
    steps: Listed[Step] = (Step.ARRIVE, Step.STAY)

    def own_edges(self, ask: Ask, at: Setting) -> tuple[int, ...]:
        return (instant(known_day(ask), self.to, at.zone),)

    def judge(self, ask: Ask, at: Setting) -> Findings:
        if ask.span is None:
            return unknown(self.code, "time")
        early_at = instant(known_day(ask), self.to, at.zone)
        if ask.span.end <= early_at or ask.facts.booked or ask.facts.evening_booked:
            return holds(self.code)
        if ask.facts.evening_booked is None:
            return unknown(self.code, "evening_booked", until_at=early_at)
        return broken(self.code, until_at=early_at)

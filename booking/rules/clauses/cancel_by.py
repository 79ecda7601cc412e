"""取消の締切: until when a booking can be given up (CANCEL_BY)."""

from typing import ClassVar, Literal

from booking.rules.ask import Ask, Step
from booking.rules.clauses.counted import Counted
from booking.rules.clauses.term import Findings, Grain, Setting, Term, broken, holds, known_day, unknown
from booking.rules.codes import Code
from booking.rules.verdict import Finding, Reason
from facilities.rules.spans import MINUTES_A_DAY


class CancelBy(Counted, Term):
    """Up to a moment counted back from the use, the moment itself meant; without `at`, all of that day.

    `through` says for which channels: after it, another may still do.
    """

    code: ClassVar[Code] = Code.TOO_LATE_TO_CANCEL
    own_grain: ClassVar[Grain] = Grain.SPAN
    carries: ClassVar[tuple[str, ...]] = ("CANCEL_BY",)

    type: Literal["cancel_by"]
    steps: tuple[Step, ...] = (Step.CANCEL,)

    def own_edges(self, ask: Ask, at: Setting) -> tuple[int, ...]:
        return () if self.minutes is None else (ask.asked_at + self.minutes * 60,)

    def judge(self, ask: Ask, at: Setting) -> Findings:
        start = ask.span.start if ask.span else None
        if self.minutes is not None and start is None:
            return unknown(self.code, "time")
        until_at = self.moment(known_day(ask), start, at, MINUTES_A_DAY)
        if until_at is None:
            return (Reason(Finding.OPEN, Code.ASK_HALL),)
        whole_day = self.at is None and self.minutes is None
        if ask.asked_at < until_at or (ask.asked_at == until_at and not whole_day):
            return holds(self.code)
        return broken(self.code, closes_at=until_at)

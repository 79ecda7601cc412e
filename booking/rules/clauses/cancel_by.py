"""取消の締切: until when a booking can be given up (CANCEL_BY)."""

from datetime import date
from typing import ClassVar, Literal

from booking.rules.ask import Ask, Step
from booking.rules.clauses.term import Findings, Setting
from booking.rules.clauses.window import Window, day_of, ending, until_then
from booking.rules.codes import Code
from booking.rules.verdict import Finding, Reason


class CancelBy(Window):
    """取消の締切: until when a booking can be given up.

    That moment is meant too; without `at` all of that day. `through` says for which channels: after it,
    another may still do. Broken after it. With no moment at all there is a deadline, and nobody published
    it: *ask*. It gives the value `last_day` of the step `cancel`.
    """

    code: ClassVar[Code] = Code.TOO_LATE_TO_CANCEL
    carries: ClassVar[tuple[str, ...]] = ("CANCEL_BY",)
    may_be_unpublished: ClassVar[bool] = True

    type: Literal["cancel_by"]
    steps: tuple[Step, ...] = (Step.CANCEL,)

    def judge(self, ask: Ask, at: Setting) -> Findings:
        if not self.published:
            return (Reason(Finding.OPEN, Code.ASK_HALL),)
        return until_then(self, self.code, ask, at)

    def last_day(self, ask: Ask, at: Setting) -> date | None:
        """The day up to which the use can be given up; None where that cannot be told."""
        known = ask.step in self.steps and self.published
        return day_of(ending(self, ask, at), at) if known else None

"""取消の締切: until when a booking can be given up (CANCEL_BY)."""

from typing import ClassVar, Literal

from booking.rules.ask import Ask, Step
from booking.rules.clauses.term import Findings, Setting
from booking.rules.clauses.window import Window, until_then
from booking.rules.codes import Code
from booking.rules.verdict import Finding, Reason


class CancelBy(Window):
    """取消の締切: until when a booking can be given up.

    That moment is meant too; without `at` all of that day. `through` says for which channels: after it,
    another may still do. Broken after it. With no moment at all there is a deadline, and nobody published
    it: *ask*.
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

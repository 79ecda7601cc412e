"""取消の締切: until when a booking can be given up (CANCEL_BY)."""

from typing import ClassVar, Literal

from booking.rules.ask import Ask, Step
from booking.rules.clauses.term import Findings, Setting
from booking.rules.clauses.window import Window, until_then
from booking.rules.codes import Code


class CancelBy(Window):
    """取消の締切: until when a booking can be given up.

    That moment is meant too; without `at` all of that day. `through` says for which channels: after it,
    another may still do. Broken after it.
    """

    code: ClassVar[Code] = Code.TOO_LATE_TO_CANCEL
    carries: ClassVar[tuple[str, ...]] = ("CANCEL_BY",)

    type: Literal["cancel_by"]
    steps: tuple[Step, ...] = (Step.CANCEL,)

    def judge(self, ask: Ask, at: Setting) -> Findings:
        return until_then(self, self.code, ask, at)

"""○日前まで・前日17時まで: until when a use can be booked (CUTOFF)."""

from datetime import date
from typing import ClassVar, Literal

from booking.rules.ask import Ask, Step
from booking.rules.clauses.term import Findings, Setting
from booking.rules.clauses.window import Window, day_of, ending, until_then
from booking.rules.codes import Code
from facilities.rules.listed import Listed


class Closes(Window):
    """申込の締切: until when a use can be booked.

    That moment is meant too; without `at` all of that day. It gives the value `last_day`. Broken after it.
    """

    code: ClassVar[Code] = Code.TOO_LATE
    carries: ClassVar[tuple[str, ...]] = ("CUTOFF",)

    type: Literal["closes"]
    steps: Listed[Step] = (Step.BOOK,)

    def judge(self, ask: Ask, at: Setting) -> Findings:
        return until_then(self, self.code, ask, at)

    def last_day(self, ask: Ask, at: Setting) -> date | None:
        """The last day on which the use can be booked; None where that cannot be told."""
        return day_of(ending(self, ask, at), at) if ask.step in self.steps else None

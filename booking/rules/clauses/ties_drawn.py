"""同時申込は抽選: only those who ask for the same at the same time draw lots (TIE_LOTTERY)."""

from typing import ClassVar, Literal

from booking.rules.ask import Ask, Step
from booking.rules.clauses.lottery import OfProgramme
from booking.rules.clauses.term import Findings, Setting, holds
from booking.rules.codes import Code
from facilities.rules.listed import Listed


class TiesDrawn(OfProgramme):
    """同時申込は抽選: one application for a room at a time has it; of several, lots decide.

    It always holds. It gives the value `outcome`, `draw` or `place`, by `facts.applicants`.
    """

    code: ClassVar[Code] = Code.TIES_DRAWN
    carries: ClassVar[tuple[str, ...]] = ("TIE_LOTTERY",)

    type: Literal["ties_drawn"]
    steps: Listed[Step] = (Step.ENTER, Step.BOOK)

    def judge(self, ask: Ask, at: Setting) -> Findings:
        return holds(self.code)

    def outcome(self, ask: Ask, at: Setting) -> Literal["draw", "place"] | None:
        """What an application comes to; None if nobody said how many there are."""
        if ask.facts.applicants is None:
            return None
        return "draw" if ask.facts.applicants > 1 else "place"

"""警報発令時: a weather warning that is in force cancels the use, and it costs nothing (WEATHER)."""

from typing import ClassVar, Literal

from booking.rules.ask import Ask, Step
from booking.rules.clauses.term import Findings, Setting, Term, broken, holds, unknown
from booking.rules.codes import Code
from booking.rules.verdict import Sought
from facilities.rules.listed import Listed


class Weather(Term):
    """警報発令時: a weather warning that is in force cancels the use, and it costs nothing.

    Broken while one is in force (`facts.warnings`); cannot tell if nobody said, but of a booking, which is
    for a day to come, it then says nothing.
    """

    code: ClassVar[Code] = Code.WEATHER
    carries: ClassVar[tuple[str, ...]] = ("WEATHER",)

    type: Literal["weather"]
    warnings: Listed[str] | None = None
    """These warnings (keys of your own); left out, any."""
    points: bool = False
    """It costs penalty points all the same."""
    refunds: bool = True
    """The fee comes back."""
    steps: Listed[Step] = (Step.BOOK, Step.ARRIVE, Step.STAY)

    def judge(self, ask: Ask, at: Setting) -> Findings:
        if ask.facts.warnings is None:
            # Nobody knows the weather of a day to come.
            return () if ask.step is Step.BOOK else unknown(self.code, "warnings")
        met = self.met_by(ask)
        free = {"free": True} if self.refunds and not self.points else {}
        return broken(self.code, **at.listed("warnings", met), **free) if met else holds(self.code)

    def met_by(self, ask: Ask) -> tuple[str, ...]:
        """The warnings in force for which the use is cancelled."""
        said = ask.facts.warnings or ()
        return tuple(warning for warning in said if self.warnings is None or warning in self.warnings)

    def waives(self, sought: Sought, ask: Ask, at: Setting) -> bool:
        free = {Sought.POINTS: not self.points, Sought.REFUND: self.refunds, Sought.FEE: self.refunds}
        # By the warnings that the clause names: another one cancels nothing, and waives nothing.
        return bool(self.met_by(ask)) and free.get(sought, False)

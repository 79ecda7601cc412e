"""抽選の上限: how many entries, and how many wins (LOTTERY_CAP)."""

from typing import Annotated, ClassVar, Literal, Self

from annotated_types import Ge
from pydantic import model_validator

from booking.rules.ask import Ask, Step
from booking.rules.clauses.history import Period, first_of, means, uses_of_asker
from booking.rules.clauses.lottery import OfProgramme
from booking.rules.clauses.term import Findings, Grain, Setting, broken, holds, known_day, unknown
from booking.rules.codes import Code
from facilities.rules.listed import Listed

Amount = Annotated[int, Ge(1)]


class LotteryCap(OfProgramme):
    """抽選の上限: how many entries, and how many wins.

    Broken by one more; cannot tell without `facts.entries`, or for a win the `history`. What is already
    booked when a win is confirmed has been won: the draw comes first.
    """

    code: ClassVar[Code] = Code.ENTRIES
    own_grain: ClassVar[Grain] = Grain.DAY
    carries: ClassVar[tuple[str, ...]] = ("LOTTERY_CAP",)

    type: Literal["lottery_cap"]
    entries: Amount | None = None
    """So many entries."""
    wins: Amount | None = None
    """So many wins."""
    per: Period
    """For uses in one such period; a week begins on Monday."""
    steps: Listed[Step] = (Step.ENTER, Step.CONFIRM)

    @model_validator(mode="after")
    def _something(self) -> Self:
        if self.entries is None and self.wins is None:
            raise ValueError("give `entries`, `wins` or both")
        return self

    def judge(self, ask: Ask, at: Setting) -> Findings:
        if ask.step is Step.ENTER:
            return self._at_most(self.entries, Code.ENTRIES, ask.facts.entries, "entries")
        return self._at_most(self.wins, Code.WINS, self._won(ask, at), "history")

    def _at_most(self, most: int | None, code: Code, so_far: int | None, fact: str) -> Findings:
        if most is None:
            return ()
        if so_far is None:
            return unknown(code, fact, most=most, per=self.per)
        return holds(code) if so_far < most else broken(code, most=most, so_far=so_far, per=self.per)

    def _won(self, ask: Ask, at: Setting) -> int | None:
        had, period = uses_of_asker(ask, at), first_of(self.per, known_day(ask))
        if had is None:
            return None
        there = [use for use in had if means(self, use.hall, use.room)]
        return sum(first_of(self.per, use.day) == period for use in there)

"""予約不要・個人利用: who may come without a booking (WALK_IN)."""

from typing import ClassVar, Literal

from booking.rules.ask import Ask, Person, Step
from booking.rules.clauses.aged import bounds, is_of
from booking.rules.clauses.term import (
    COMING,
    Findings,
    Grain,
    Setting,
    Term,
    broken,
    for_each,
    holds,
    known_day,
    unknown,
)
from booking.rules.codes import Code
from facilities.rules.ages import Ages
from facilities.rules.listed import Listed
from facilities.rules.stages import Cohort


class WalkIn(Term):
    """予約不要・個人利用: who may come without a booking.

    Holds for them; broken by others who come without one (`facts.booked`); says nothing of who has one. A
    room that can be booked may then be taken by the tablet at its door, too, while nobody has it; with
    `through = ["counter"]` the desk lets them in.
    """

    code: ClassVar[Code] = Code.WALK_IN
    own_grain: ClassVar[Grain] = Grain.DAY
    carries: ClassVar[tuple[str, ...]] = ("WALK_IN",)

    type: Literal["walk_in"]
    ages: Ages | None = None
    """Those of these ages; left out, everybody."""
    steps: Listed[Step] = COMING

    def judge(self, ask: Ask, at: Setting) -> Findings:
        # Everybody may come, with a booking or without: nothing more has to be known.
        if self.ages is None:
            return holds(self.code)
        if ask.facts.booked:
            return ()
        meant = self.ages.cohort(known_day(ask), at.mode)
        return for_each(ask.party.everyone, self.code, lambda person: self._find(person, meant, ask))

    def _find(self, person: Person, meant: Cohort | None, ask: Ask) -> Findings:
        fits = is_of(person, meant)
        if fits:
            return holds(self.code)
        facts = {"ages": fits, "booked": ask.facts.booked}
        lacking = [fact for fact, answer in facts.items() if answer is None]
        return unknown(self.code, *lacking) if lacking else broken(self.code, **bounds(self.ages))

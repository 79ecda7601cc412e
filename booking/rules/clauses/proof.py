"""身分証・学生証: papers that must be shown (ID_CHECK)."""

from typing import ClassVar, Literal

from booking.rules.ask import Ask, Person, Step
from booking.rules.clauses.aged import bounds, is_of
from booking.rules.clauses.members import representative
from booking.rules.clauses.term import (
    COMING,
    Findings,
    Grain,
    Kind,
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


class Proof(Term):
    """身分証・学生証: a paper that is shown.

    For a paper that people show of themselves (学生証, 身分証); one of `proofs` is enough, and where two are
    needed these are two terms. What a group hands in and nobody is asked about one by one (名簿, 会則) is a
    `procedure` with the topic `DOCUMENTS`. Shown when registering, it is `steps = ["register"]`.

    Listed as a step of the desk's, for everybody. It is judged too once the fact is known: what somebody
    has brought (`proofs` of the people; `[]` is nothing); else it cannot tell.
    """

    code: ClassVar[Code] = Code.ID
    own_grain: ClassVar[Grain] = Grain.DAY
    kind: ClassVar[Kind] = Kind.PROCEDURE
    carries: ClassVar[tuple[str, ...]] = ("ID_CHECK",)

    type: Literal["proof"]
    proofs: Listed[str]
    """One of these papers (keys of your own)."""
    ages: Ages | None = None
    """Only those of these ages show one."""
    of: Literal["each", "representative"] = "each"
    """Each of those who come, or whoever represents them."""
    steps: Listed[Step] = COMING

    def judge(self, ask: Ask, at: Setting) -> Findings:
        meant = self.ages.cohort(known_day(ask), at.mode) if self.ages else Cohort()
        if self.of == "each":
            return for_each(ask.party.everyone, self.code, lambda person: self._find(person, meant, at))
        person = representative(ask.party)
        return unknown(self.code, "represents") if person is None else self._find(person, meant, at)

    def _find(self, person: Person, meant: Cohort | None, at: Setting) -> Findings:
        brought = None if person.proofs is None else not person.proofs.isdisjoint(self.proofs)
        facts = {"ages": is_of(person, meant), "proofs": brought}
        if facts["proofs"] or facts["ages"] is False:
            return holds(self.code)
        values = {**at.listed("proofs", self.proofs), **bounds(self.ages)}
        lacking = [fact for fact, answer in facts.items() if answer is None]
        return unknown(self.code, *lacking, **values) if lacking else broken(self.code, **values)

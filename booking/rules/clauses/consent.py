"""保護者の申込み: what children may do only if a guardian has asked for it (GUARDIAN_CONSENT)."""

from typing import ClassVar, Literal

from booking.rules.ask import Ask, Person
from booking.rules.clauses.aged import bounds, is_of
from booking.rules.clauses.term import (
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
from facilities.rules.stages import Cohort


class Consent(Term):
    """保護者の承認・申込み: for each of these ages a guardian's consent is on file.

    It looks at each person: also for 「小学生だけの団体」 it is broken by anybody of these ages whose
    `consents` do not name it. For groups that are made only of them, add `users = { group = true, ages = … }`
    with the same ages; for registering, `steps = ["register"]`.

    Broken without it; cannot tell without the ages or the `consents`. With `during` it is asked for those
    hours.
    """

    code: ClassVar[Code] = Code.GUARDIAN
    own_grain: ClassVar[Grain] = Grain.DAY
    carries: ClassVar[tuple[str, ...]] = ("GUARDIAN_CONSENT",)

    type: Literal["consent"]
    purpose: str
    """What the consent is to (a key of your own)."""
    ages: Ages
    """Who needs it."""

    def judge(self, ask: Ask, at: Setting) -> Findings:
        meant = self.ages.cohort(known_day(ask), at.mode)
        return for_each(ask.party.everyone, self.code, lambda person: self._find(person, meant, at))

    def _find(self, person: Person, meant: Cohort | None, at: Setting) -> Findings:
        given = None if person.consents is None else self.purpose in person.consents
        facts = {"ages": is_of(person, meant), "consents": given}
        if given or facts["ages"] is False:
            return holds(self.code)
        values = {**at.named("purpose", self.purpose), **bounds(self.ages)}
        lacking = [fact for fact, answer in facts.items() if answer is None]
        return unknown(self.code, *lacking, **values) if lacking else broken(self.code, **values)

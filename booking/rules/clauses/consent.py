"""保護者の申しこみ: what children may do only if a guardian has asked for it (GUARDIAN_CONSENT)."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar, Literal

from booking.rules.ask import Agreed, Ask, Person, Step
from booking.rules.clauses.aged import bounds, is_of
from booking.rules.clauses.lasting import Lasting
from booking.rules.clauses.term import (
    Findings,
    Grain,
    Setting,
    broken,
    for_each,
    holds,
    known_day,
    unknown,
)
from booking.rules.codes import Code
from facilities.rules.ages import Ages
from facilities.rules.stages import Cohort


class Consent(Lasting):
    """保護者の承認・申しこみ: for each of these ages a guardian's consent is on file.

    It looks at each person: also for 「小学生だけの団体」 it is broken by anybody of these ages whose
    `consents` do not name it. For groups that are made only of them, add `users = { group = true, ages = … }`
    with the same ages; for registering, `steps = ["register"]`.

    Broken without it; cannot tell without the ages or the `consents`. With `during` it is asked for those
    hours.

    A consent may come by a link that went through the child's own phone; `through_child` says whether that
    is enough. One that came by the guardian's own mail, on paper, by telephone or at the counter always is.
    """

    code: ClassVar[Code] = Code.GUARDIAN
    own_grain: ClassVar[Grain] = Grain.DAY
    carries: ClassVar[tuple[str, ...]] = ("GUARDIAN_CONSENT",)

    type: Literal["consent"]
    purpose: str
    """What the consent is to (a key of your own)."""
    ages: Ages
    """Who needs it."""
    through_child: Literal["enough", "paper", "call"] = "enough"
    """Of a consent by a link that went through the child's phone: it is `enough`, or the hall also wants
    a `paper` or a telephone `call`."""

    def judge(self, ask: Ask, at: Setting) -> Findings:
        day = known_day(ask)
        meant = self.ages.cohort(day, at.mode)
        # Who stands at the door has booked already: its sentence is not to speak of booking.
        step = {"arriving": True} if ask.step is Step.ARRIVE else {}
        return for_each(
            ask.party.everyone, self.code, lambda person: self._find(person, meant, day, at, step)
        )

    def _find(
        self, person: Person, meant: Cohort | None, day: date, at: Setting, step: Mapping[str, bool]
    ) -> Findings:
        said = [one for one in person.consents or () if self._is_to_this(one, at)]
        agreed = [one for one in said if self.lasts([one.on], day)]
        given = None if person.consents is None else any(map(self._is_enough, agreed))
        # Either settles it: whoever is not of these ages needs none, and one that is given is always enough.
        facts = {"ages": is_of(person, meant), "consents": given}
        if given or facts["ages"] is False:
            return holds(self.code)
        values = {**at.named("purpose", self.purpose), **bounds(self.ages), **step}
        if agreed:
            values["also"] = self.through_child
        lacking = [fact for fact, answer in facts.items() if answer is None]
        return unknown(self.code, *lacking, **values) if lacking else broken(self.code, **values)

    def _is_to_this(self, agreed: Agreed, at: Setting) -> bool:
        # A question that names no rulebook is about the one that judges it.
        return agreed.purpose == self.purpose and agreed.rulebook in (None, at.registry)

    def _is_enough(self, agreed: Agreed) -> bool:
        return self.through_child == "enough" or not agreed.through_child

"""対象: which ages may use a room (WHO_STAGE, WHO_STAGE_BY_SLOT, WHO_FYEND)."""

from typing import ClassVar, Literal

from booking.rules.ask import Ask, Person
from booking.rules.clauses.aged import bounds, is_of, is_younger
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


class Who(Term):
    """Each of those who come is of these ages on the day of the visit.

    With `during` it asks this of that part of the day only: that adults come from 18:00 is
    `ages = { to_age = 18 }, during = { to = "18:00" }`.
    """

    code: ClassVar[Code] = Code.AGE_MIN
    own_grain: ClassVar[Grain] = Grain.DAY

    type: Literal["who"]
    ages: Ages

    def judge(self, ask: Ask, at: Setting) -> Findings:
        meant = self.ages.cohort(known_day(ask), at.mode)
        return for_each(ask.party.everyone, self.code, lambda person: self._find(person, meant))

    def _find(self, person: Person, meant: Cohort | None) -> Findings:
        fits = is_of(person, meant)
        if fits:
            return holds(self.code)
        values = {**bounds(self.ages), **(self.during.values if self.during else {})}
        if fits is None:
            return unknown(self.code, "ages", **values)
        return broken(Code.AGE_MIN if is_younger(person, meant) else Code.AGE_MAX, **values)

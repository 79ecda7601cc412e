"""保護者同伴・成人の引率: children come with somebody who looks after them (GUARDIAN, SUPERVISOR)."""

from math import ceil
from typing import Annotated, ClassVar, Literal

from annotated_types import Ge

from booking.rules.ask import Ask, Person
from booking.rules.clauses.aged import bounds, is_of
from booking.rules.clauses.members import accompanied
from booking.rules.clauses.term import Findings, Grain, Setting, Term, broken, holds, known_day, unknown
from booking.rules.codes import Code
from facilities.rules.ages import Ages
from facilities.rules.stages import ADULTHOOD, Cohort

OF_AGE = Ages(from_age=ADULTHOOD)


class Accompanied(Term):
    """保護者同伴・成人の引率: children come with somebody who looks after them.

    Broken where too few come who look after the others (`accompanies`); cannot tell without the ages, or
    without that fact.
    """

    code: ClassVar[Code] = Code.ACCOMPANIED
    own_grain: ClassVar[Grain] = Grain.DAY
    carries: ClassVar[tuple[str, ...]] = ("GUARDIAN", "SUPERVISOR")

    type: Literal["accompanied"]
    ages: Ages
    """The children."""
    of: Literal["each", "only"] = "each"
    """It binds where anybody of these ages comes (`each`), or nobody but them (`only`, のみ)."""
    by: Literal["guardian", "supervisor"] = "guardian"
    """What those who come with them are called."""
    carer: Ages = OF_AGE
    """Of what ages they are; left out, 18 and over."""
    least: Annotated[int, Ge(1)] = 1
    """How many of them at least."""
    for_every: Annotated[int, Ge(1)] | None = None
    """And one of them for every so many children, or begun so many: 15 children need two of 10."""

    def judge(self, ask: Ask, at: Setting) -> Findings:
        people, day = ask.party.everyone, known_day(ask)
        meant = self._meant(people, self.ages.cohort(day, at.mode))
        if not people or meant is False:
            return holds(self.code) if people else unknown(self.code, "people")
        least, at_most = self._needed(people, self.ages.cohort(day, at.mode))
        carer = self.carer.cohort(day, at.mode)
        if accompanied(people, carer, at_most) == ():
            return holds(self.code)
        carers = accompanied(people, carer, least)
        values = {"by": self.by, "least": least, **bounds(self.ages)}
        if carers is None and meant:
            return broken(self.code, **values)
        untold = ("ages",) if meant is None or least < at_most else ()
        return unknown(self.code, *dict.fromkeys((*untold, *(carers or ()))), **values)

    def _needed(self, people: tuple[Person, ...], meant: Cohort | None) -> tuple[int, int]:
        """How many have to look after the others, at least and at most: who is a child may not be known."""
        if self.for_every is None:
            return self.least, self.least
        children = [(is_of(one, meant), one.count) for one in people if not one.accompanies]
        known = sum(count for is_child, count in children if is_child)
        possible = sum(count for is_child, count in children if is_child is not False)
        return max(self.least, ceil(known / self.for_every)), max(self.least, ceil(possible / self.for_every))

    def _meant(self, people: tuple[Person, ...], meant: Cohort | None) -> bool | None:
        """Whether such a party is meant; whoever is known to look after the others does not lift `only`."""
        if self.of == "each":
            return _some([is_of(person, meant) for person in people])
        others = [is_of(person, meant) for person in people if not person.accompanies]
        elders = _some([None if is_meant is None else not is_meant for is_meant in others])
        return None if elders is None else bool(others) and not elders


def _some(answers: list[bool | None]) -> bool | None:
    """Whether it is so of anybody; None if that cannot be told."""
    if True in answers:
        return True
    return None if None in answers else False

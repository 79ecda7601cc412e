"""講習会: a course that must have been taken before a room is first used (INDUCTION)."""

from datetime import date
from typing import ClassVar, Literal, Self

from pydantic import model_validator

from booking.rules.ask import Ask, Person
from booking.rules.clauses.aged import bounds, is_of
from booking.rules.clauses.lasting import Lasting
from booking.rules.clauses.term import (
    Findings,
    Grain,
    Setting,
    broken,
    for_any,
    for_each,
    holds,
    known_day,
    unknown,
)
from booking.rules.codes import Code
from facilities.rules.ages import Ages
from facilities.rules.stages import Cohort


class Induction(Lasting):
    """講習会: a course that is taken before a room is first used.

    Broken by who has not taken it, or too long ago; cannot tell without the `inductions`.
    """

    code: ClassVar[Code] = Code.INDUCTION
    own_grain: ClassVar[Grain] = Grain.DAY
    carries: ClassVar[tuple[str, ...]] = ("INDUCTION",)

    type: Literal["induction"]
    course: str
    """Which course (a key of your own)."""
    of: Literal["each", "any"] = "each"
    """Each of those who come has taken it, or `any` one of them."""
    ages: Ages | None = None
    """Only those of these ages need it."""

    @model_validator(mode="after")
    def _of_each(self) -> Self:
        if self.ages and self.of == "any":
            raise ValueError("`ages` are of each who takes the course: leave `of` out")
        return self

    def judge(self, ask: Ask, at: Setting) -> Findings:
        day = known_day(ask)
        meant = self.ages.cohort(day, at.mode) if self.ages else Cohort()
        of_them = for_any if self.of == "any" else for_each
        return of_them(ask.party.everyone, self.code, lambda person: self._find(person, meant, day, at))

    def _find(self, person: Person, meant: Cohort | None, day: date, at: Setting) -> Findings:
        facts = {"ages": is_of(person, meant), "inductions": self._taken(person, day)}
        if facts["inductions"] or facts["ages"] is False:
            return holds(self.code)
        values = {**at.named("course", self.course), **bounds(self.ages)}
        lacking = [fact for fact, answer in facts.items() if answer is None]
        return unknown(self.code, *lacking, **values) if lacking else broken(self.code, **values)

    def _taken(self, person: Person, day: date) -> bool | None:
        if person.inductions is None or self.course not in person.inductions:
            return None if person.inductions is None else False
        taken = [on for course, on in person.taken_on if course == self.course]
        return not taken or self.lasts(taken, day)

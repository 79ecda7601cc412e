"""対象: which ages may use a room (WHO_STAGE, WHO_STAGE_BY_SLOT, WHO_FYEND)."""

from datetime import date
from typing import ClassVar, Literal, Self

from pydantic import model_validator

from booking.rules.ask import Ask, Person
from booking.rules.clauses.aged import bounds, is_of, is_pupil, is_younger
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
from facilities.rules.stages import AgeMode, Cohort


class Who(Term):
    """対象: each of those who come is of these ages on the day of the visit.

    With `during` it asks this of that part of the day only: that adults come from 19:00 is
    `ages = { to_age = 17 }, during = { to = "19:00" }`. A stage is told by birth date alone (高校生世代);
    `at_school = true` means those who go to a school (高校生), as everybody does up to junior high
    (学校教育法17条). 「どなたでも」 is a `who` without `ages`: it always holds.

    What a class of registration demands is said with `users` and `steps = ["register"]`; of other classes it
    then says nothing. 「青少年の区分は21歳まで」 is
    `{ type = "who", users = { classes = ["youth"] }, ages = { to_age = 21 }, steps = ["register"] }`.

    Broken by anybody younger or older, or not at school; cannot tell without the ages, or `at_school`.
    """

    code: ClassVar[Code] = Code.AGE_MIN
    own_grain: ClassVar[Grain] = Grain.DAY
    carries: ClassVar[tuple[str, ...]] = (
        "WHO_STAGE",
        "WHO_STAGE_BY_SLOT",
        "WHO_FYEND",
        "HOURS_BY_STAGE",
        "REG_CLASS",
    )

    type: Literal["who"]
    ages: Ages | None = None
    """Who is meant; left out, people of every age."""
    # Student, that age, "under 18": three sets. In March a pupil may be 18; at 16 some go to no school.
    at_school: bool = False
    """Only those who go to a school."""
    carers: Literal["count", "leave_out"] = "count"
    """Whether those who look after the others (`accompanies`) are asked too."""

    @model_validator(mode="after")
    def _of_one_piece(self) -> Self:
        if self.ages is None and (self.at_school or self.carers == "leave_out"):
            raise ValueError("`at_school` and `carers` need `ages`")
        return self

    @property
    def needs_day(self) -> bool:
        return self.ages is not None

    def judge(self, ask: Ask, at: Setting) -> Findings:
        if self.ages is None:
            return holds(self.code)
        day = known_day(ask)
        meant = self.ages.cohort(day, at.mode)
        return for_each(ask.party.everyone, self.code, lambda one: self._find(one, meant, day, at.mode))

    def _find(self, person: Person, meant: Cohort | None, day: date, mode: AgeMode) -> Findings:
        fits, leave_out = is_of(person, meant), self.carers == "leave_out"
        if fits:
            return self._at_school(is_pupil(person, day, mode))
        if leave_out and person.accompanies:
            return holds(self.code)
        values = {**bounds(self.ages), **(self.during.values if self.during else {})}
        if fits is None or (leave_out and person.accompanies is None):
            return unknown(self.code, "ages" if fits is None else "accompanies", **values)
        return broken(Code.AGE_MIN if is_younger(person, meant) else Code.AGE_MAX, **values)

    def _at_school(self, goes: bool | None) -> Findings:
        if goes or not self.at_school:
            return holds(self.code)
        if goes is None:
            return unknown(Code.NOT_AT_SCHOOL, "at_school")
        return broken(Code.NOT_AT_SCHOOL, **bounds(self.ages))

"""Which ages a rule speaks of, as data: an age, a grade or a stage from which, and one up to which."""

from datetime import date
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from facilities.rules.stages import (
    ANCIENT,
    DAY,
    FIRST_GRADE,
    AgeMode,
    Cohort,
    Stage,
    earliest_in_grade,
    latest_birth,
    latest_in_grade,
    school_year,
    youngest_not,
)

# The stages are declared in the order of a life, and `to_stage` counts on it.
STAGE_ORDER = list(Stage)


class Ages(BaseModel):
    """A range of ages. Each bound is given one way, or not at all.

    Grades count through from the first of elementary school: 7 is the first of junior high, 12 the last of
    high school.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    from_age: int | None = Field(default=None, ge=0, le=150)
    """○歳以上."""
    from_grade: int | None = Field(default=None, ge=1, le=12)
    """From this school grade on."""
    from_stage: Stage | None = None
    """From this stage on."""
    to_age: int | None = Field(default=None, ge=0, le=150)
    """○歳以下. For 「30歳未満」 write 29."""
    to_grade: int | None = Field(default=None, ge=1, le=12)
    """Up to this school grade."""
    to_stage: Stage | None = None
    """Up to this stage."""
    to_fiscal_year_of: int | None = Field(default=None, ge=1, le=150)
    """Until 31 March of the fiscal year in which one turns this age (18歳になる年度末)."""

    @model_validator(mode="after")
    def _one_way_each(self) -> Self:
        lower = [self.from_age, self.from_grade, self.from_stage]
        upper = [self.to_age, self.to_grade, self.to_stage, self.to_fiscal_year_of]
        for name, bounds in (("from", lower), ("to", upper)):
            if sum(bound is not None for bound in bounds) > 1:
                raise ValueError(f"give one {name}_ bound, not several")
        if not any(bound is not None for bound in lower + upper):
            raise ValueError("give at least one bound; leave the ages out to mean everybody")
        return self

    @model_validator(mode="after")
    def _of_somebody(self) -> Self:
        # Counted legally, whoever turns an age in a school year has turned it with the 2 April births
        # on its first day: a range that means nobody on 1 April means nobody at all.
        if self.cohort(date(2026, 4, 1)) is None:
            raise ValueError("nobody is ever of these ages: the lower bound is above the upper one")
        return self

    def cohort(self, day: date, mode: AgeMode = AgeMode.LEGAL) -> Cohort | None:
        """The birth dates of those meant, for a visit on `day`.

        None if nobody is: an 18-year-old in the third grade of high school is not found on 1 April.
        """
        earliest, latest = self._earliest(day, mode), self._latest(day, mode)
        return Cohort(earliest, latest) if earliest <= latest else None

    def _latest(self, day: date, mode: AgeMode) -> date:
        if self.from_age is not None:
            return latest_birth(self.from_age, day, mode)
        if self.from_grade is not None:
            return latest_in_grade(self.from_grade, day)
        # Preschool has no grade to begin with: from it on means everybody who is born.
        if self.from_stage in FIRST_GRADE:
            return latest_in_grade(FIRST_GRADE[self.from_stage], day)
        return day

    def _earliest(self, day: date, mode: AgeMode) -> date:
        if self.to_age is not None:
            return youngest_not(self.to_age + 1, day, mode)
        if self.to_grade is not None:
            return earliest_in_grade(self.to_grade, day)
        if self.to_fiscal_year_of is not None:
            # By the law's count a birth on 1 April has turned it on the 31 March before, and is out a year
            # earlier than one of 2 April (03 江戸川 C2).
            return latest_birth(self.to_fiscal_year_of, date(school_year(day), 3, 31)) + DAY
        if self.to_stage is not None and self.to_stage is not Stage.ADULT:
            # Up to the day before the next stage: a stage is known by its first grade alone.
            after = STAGE_ORDER[STAGE_ORDER.index(self.to_stage) + 1]
            return latest_in_grade(FIRST_GRADE[after], day) + DAY
        return ANCIENT

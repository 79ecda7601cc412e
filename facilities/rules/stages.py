"""Birth date and day -> age, school grade and stage; where the school and fiscal years turn.

In Japan a person reaches an age at the end of the day before the birthday (年齢計算ニ関スル法律,
民法143条); for rules that count in days the whole of that day counts. That is why a child born on
1 April belongs to the older school year: six is reached on 31 March. A school year and a fiscal
year both run from 1 April to 31 March.

What is known of a person is a `Cohort`, the birth dates that are possible: one day for a known
birth date, three school years for "a high-school student". A rule admits `Ages`; whether it admits
a person on a day is a comparison of two cohorts, and can be unknown.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

ANCIENT = date(1850, 1, 1)  # nobody alive was born before
FUTURE = date(2199, 12, 31)
ADULTHOOD = 18  # 民法4条, since 1 April 2022
DAY = timedelta(days=1)


class AgeMode(StrEnum):
    """When an age is reached: as the law counts, or on the birthday (a hall may say so)."""

    LEGAL = "legal"
    BIRTHDAY = "birthday"


class Stage(StrEnum):
    """Where a person stands in school life, by birth date alone (高校生世代, not 高校生)."""

    PRESCHOOL = "preschool"
    ELEMENTARY = "elementary"
    JUNIOR_HIGH = "junior_high"
    HIGH_SCHOOL = "high_school"
    ADULT = "adult"


# School grades counted through from the first of elementary school: 7 is the first of junior high.
FIRST_GRADE = {Stage.ELEMENTARY: 1, Stage.JUNIOR_HIGH: 7, Stage.HIGH_SCHOOL: 10, Stage.ADULT: 13}


def birthday(birth: date, years: int) -> date:
    """The day on which the birthday is kept; 29 February is kept on 1 March in common years."""
    try:
        return birth.replace(year=birth.year + years)
    except ValueError:
        # Who is born on 29 February reaches an age at the end of 28 February (民法143条2項),
        # which is the day before this one.
        return date(birth.year + years, 3, 1)


def reaches(birth: date, age: int, mode: AgeMode = AgeMode.LEGAL) -> date:
    """The first day on which somebody born on `birth` counts as `age` years old."""
    day = birthday(birth, age)
    # 0 is reached with the birth itself, and not on the day before.
    return day - DAY if mode is AgeMode.LEGAL and age > 0 else day


def age_on(birth: date, day: date, mode: AgeMode = AgeMode.LEGAL) -> int:
    """Full years on `day`. ValueError for a day before the birth."""
    if day < birth:
        raise ValueError("nobody has an age before birth")
    years = day.year - birth.year
    # The difference of the years is off by one at most, before the birthday or on its eve; both ways are
    # looked at.
    while reaches(birth, years + 1, mode) <= day:
        years += 1
    while years and reaches(birth, years, mode) > day:
        years -= 1
    return years


def school_year(day: date) -> int:
    """The calendar year in which the school (and fiscal) year of `day` began."""
    return day.year if day.month >= 4 else day.year - 1


# Two words for one turn of the year (学校教育法施行規則59条, 地方自治法208条): each rule is read in its own.
fiscal_year = school_year


def fiscal_year_end(day: date) -> date:
    return date(school_year(day) + 1, 3, 31)


def grade_on(birth: date, day: date) -> int:
    """School grade on `day`: 1-6 elementary, 7-9 junior high, 10-12 high school; 0 and below before."""
    # School begins with the first April after the day on which six is reached (学校教育法17条).
    first_school_year = school_year(reaches(birth, 6)) + 1
    return school_year(day) - first_school_year + 1


def stage_on(birth: date, day: date) -> Stage:
    grade = grade_on(birth, day)
    for stage in reversed(FIRST_GRADE):
        if grade >= FIRST_GRADE[stage]:
            return stage
    return Stage.PRESCHOOL


def turns_in_fiscal_year_until(birth: date, age: int) -> date:
    """31 March of the fiscal year in which `age` is reached (「18歳になる年度末」, 03 江戸川 C2)."""
    return fiscal_year_end(reaches(birth, age))


@dataclass(frozen=True, slots=True)
class Cohort:
    """Everybody born from `earliest` to `latest`, both days included."""

    earliest: date = ANCIENT
    latest: date = FUTURE

    def __post_init__(self) -> None:
        if self.earliest > self.latest:
            raise ValueError(f"nobody is born from {self.earliest} to {self.latest}")

    def within(self, other: "Cohort | None") -> bool | None:
        """Whether all of these births lie in `other` (None: in nobody's); None if only some do."""
        if other is None:
            return False
        if other.earliest <= self.earliest and self.latest <= other.latest:
            return True
        if self.latest < other.earliest or other.latest < self.earliest:
            return False
        return None

    def touches(self, other: "Cohort") -> bool:
        """Whether the two together leave no birth date out between them."""
        return self.earliest <= other.latest + DAY and other.earliest <= self.latest + DAY

    @classmethod
    def born(cls, birth: date) -> "Cohort":
        return cls(birth, birth)

    @classmethod
    def of_age(cls, low: int, high: int, day: date, mode: AgeMode = AgeMode.LEGAL) -> "Cohort":
        """Those from `low` up to and including `high` years old on `day`."""
        return cls(youngest_not(high + 1, day, mode), latest_birth(low, day, mode))

    @classmethod
    def of_grade(cls, low: int, high: int, day: date) -> "Cohort":
        """Those from school grade `low` up to and including `high` on `day`."""
        return cls(earliest_in_grade(high, day), latest_in_grade(low, day))

    @classmethod
    def of_stage(cls, stage: Stage, day: date) -> "Cohort":
        if stage is Stage.PRESCHOOL:
            return cls(latest_in_grade(1, day) + DAY, day)
        first = FIRST_GRADE[stage]
        if stage is Stage.ADULT:
            return cls(ANCIENT, latest_in_grade(first, day))
        following = min(grade for grade in FIRST_GRADE.values() if grade > first)
        return cls.of_grade(first, following - 1, day)


def within_any(born: Cohort, admitted: Iterable[Cohort]) -> bool | None:
    """Whether all who may be `born` then lie in the cohorts taken together; None if only some do."""
    # Joined first: what is known of somebody may straddle two stages, and lie wholly in both together.
    joined: list[Cohort] = []
    for cohort in sorted(admitted, key=lambda each: each.earliest):
        if joined and joined[-1].touches(cohort):
            last = joined.pop()
            joined.append(Cohort(last.earliest, max(last.latest, cohort.latest)))
        else:
            joined.append(cohort)
    found = {born.within(cohort) for cohort in joined}
    return True if True in found else None if None in found else False


def latest_birth(age: int, day: date, mode: AgeMode = AgeMode.LEGAL) -> date:
    """The last birth date of those who have reached `age` on `day`."""
    # 年齢計算ニ関スル法律: an age is reached on the day before the birthday, all of which counts.
    turned = day + DAY if mode is AgeMode.LEGAL and age > 0 else day
    try:
        return turned.replace(year=turned.year - age)
    except ValueError:
        # Asked on a 29 February: of a common year the last birth date that is old enough is the 28th.
        return date(turned.year - age, 2, 28)


def youngest_not(age: int, day: date, mode: AgeMode = AgeMode.LEGAL) -> date:
    """The first birth date of those who have not reached `age` on `day`."""
    return latest_birth(age, day, mode) + DAY


def latest_in_grade(grade: int, day: date) -> date:
    """The last birth date of those in school grade `grade` or above on `day`."""
    # 学校教育法17条: six by 31 March, which whoever is born on 1 April reaches the day before.
    return date(school_year(day) - grade - 5, 4, 1)


def earliest_in_grade(grade: int, day: date) -> date:
    """The first birth date of those in school grade `grade` or below on `day`."""
    return date(school_year(day) - grade - 6, 4, 2)

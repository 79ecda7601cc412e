"""Legal ages, school grades and stages; cohorts as their inverse, for every birth date."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilities.rules.stages import (
    DAY,
    AgeMode,
    Cohort,
    Stage,
    age_on,
    fiscal_year_end,
    grade_on,
    reaches,
    school_year,
    stage_on,
    turns_in_fiscal_year_until,
    within_any,
)
from tests.strategies import births

# Days around which ages, grades and leap years turn.
TURNING = [
    date(2026, 6, 9),
    date(2026, 3, 31),
    date(2026, 4, 1),
    date(2026, 4, 2),
    date(2026, 2, 28),
    date(2026, 3, 1),
    date(2024, 2, 28),
    date(2024, 2, 29),
    date(2024, 3, 1),
]


def every_birth(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def birthdays_had(birth: date, day: date) -> int:
    """As everybody counts; somebody born on 29 February keeps the birthday on 1 March else."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


class TestAge:
    @pytest.mark.parametrize(
        ("birth", "day", "age"),
        [
            (date(2001, 6, 10), date(2026, 6, 9), 25),  # reached at the end of the day before
            (date(2001, 6, 10), date(2026, 6, 8), 24),
            (date(2008, 4, 1), date(2026, 3, 31), 18),
            (date(2008, 4, 2), date(2026, 3, 31), 17),
            (date(2008, 2, 29), date(2026, 2, 28), 18),
            (date(2008, 2, 29), date(2026, 2, 27), 17),
            (date(2004, 2, 29), date(2024, 2, 28), 20),
            (date(2026, 6, 9), date(2026, 6, 9), 0),
        ],
    )
    def test_an_age_is_reached_on_the_day_before_the_birthday(self, birth, day, age):
        assert age_on(birth, day) == age

    def test_a_hall_may_count_from_the_birthday(self):
        assert age_on(date(2001, 6, 10), date(2026, 6, 9), AgeMode.BIRTHDAY) == 24
        assert age_on(date(2001, 6, 10), date(2026, 6, 10), AgeMode.BIRTHDAY) == 25

    @given(births(), st.integers(0, 40_000))
    def test_the_legal_age_is_what_birthdays_make_of_the_next_day(self, birth, days):
        day = birth + timedelta(days=days)
        assert age_on(birth, day, AgeMode.BIRTHDAY) == birthdays_had(birth, day)
        assert age_on(birth, day) == (birthdays_had(birth, day + DAY) if days else 0)

    @given(births(), st.integers(0, 110), st.sampled_from(AgeMode))
    def test_an_age_begins_on_the_day_on_which_it_is_reached(self, birth, age, mode):
        first = reaches(birth, age, mode)
        assert age_on(birth, first, mode) == age
        if age:
            assert age_on(birth, first - DAY, mode) == age - 1

    def test_nobody_has_an_age_before_birth(self):
        with pytest.raises(ValueError, match="before birth"):
            age_on(date(2026, 6, 10), date(2026, 6, 9))


class TestSchool:
    @pytest.mark.parametrize(
        ("birth", "day", "grade"),
        [
            (date(2019, 4, 2), date(2026, 4, 1), 1),
            (date(2020, 4, 1), date(2026, 4, 1), 1),  # born on 1 April: among the older children
            (date(2020, 4, 2), date(2026, 4, 1), 0),
            (date(2020, 4, 1), date(2026, 3, 31), 0),
            (date(2010, 5, 1), date(2026, 6, 1), 10),
        ],
    )
    def test_a_grade_is_cut_between_the_first_and_the_second_of_april(self, birth, day, grade):
        assert grade_on(birth, day) == grade

    def test_everybody_born_from_2_april_to_1_april_starts_school_together(self):
        for year in range(1990, 2025):
            for birth in every_birth(date(year, 4, 2), date(year + 1, 4, 1)):
                assert grade_on(birth, date(year + 7, 4, 1)) == 1
                assert grade_on(birth, date(year + 7, 3, 31)) == 0

    @pytest.mark.parametrize(
        ("birth", "stage"),
        [
            (date(2020, 4, 2), Stage.PRESCHOOL),
            (date(2020, 4, 1), Stage.ELEMENTARY),
            (date(2014, 4, 2), Stage.ELEMENTARY),
            (date(2014, 4, 1), Stage.JUNIOR_HIGH),
            (date(2011, 4, 2), Stage.JUNIOR_HIGH),
            (date(2011, 4, 1), Stage.HIGH_SCHOOL),
            (date(2008, 4, 2), Stage.HIGH_SCHOOL),
            (date(2008, 4, 1), Stage.ADULT),
        ],
    )
    def test_stages_of_the_school_year_2026(self, birth, stage):
        assert stage_on(birth, date(2026, 4, 1)) is stage
        assert stage_on(birth, date(2027, 3, 31)) is stage

    def test_a_pupil_in_march_may_be_eighteen_and_still_of_high_school_age(self):
        born = date(2008, 5, 10)
        assert age_on(born, date(2027, 3, 1)) == 18
        assert stage_on(born, date(2027, 3, 1)) is Stage.HIGH_SCHOOL

    def test_the_fiscal_year_turns_on_the_first_of_april(self):
        assert school_year(date(2026, 3, 31)) == 2025
        assert school_year(date(2026, 4, 1)) == 2026
        assert fiscal_year_end(date(2026, 4, 1)) == date(2027, 3, 31)
        assert fiscal_year_end(date(2027, 3, 31)) == date(2027, 3, 31)

    @pytest.mark.parametrize(
        ("birth", "until"),
        [
            (date(2008, 4, 1), date(2026, 3, 31)),
            (date(2008, 4, 2), date(2027, 3, 31)),
            (date(2008, 5, 10), date(2027, 3, 31)),
            (date(2008, 2, 29), date(2026, 3, 31)),
        ],
    )
    def test_the_end_of_the_fiscal_year_in_which_one_turns_eighteen(self, birth, until):
        assert turns_in_fiscal_year_until(birth, 18) == until


class TestCohort:
    """A cohort holds exactly the births of which age_on, grade_on or stage_on says so."""

    @pytest.mark.parametrize("day", TURNING)
    @pytest.mark.parametrize("mode", AgeMode)
    def test_of_age_holds_every_birth_of_that_age_and_no_other(self, day, mode):
        cohorts = {age: Cohort.of_age(age, age, day, mode) for age in range(40)}
        for birth in every_birth(date(1990, 1, 1), day):
            age = age_on(birth, day, mode)
            assert [a for a in (age - 1, age, age + 1) if a in cohorts and holds(cohorts[a], birth)] == [age]

    @pytest.mark.parametrize("day", TURNING)
    def test_of_grade_holds_every_birth_of_that_grade_and_no_other(self, day):
        cohorts = {grade: Cohort.of_grade(grade, grade, day) for grade in range(-7, 30)}
        for birth in every_birth(date(1998, 1, 1), day):
            grade = grade_on(birth, day)
            near = (grade - 1, grade, grade + 1)
            assert [g for g in near if g in cohorts and holds(cohorts[g], birth)] == [grade]

    @pytest.mark.parametrize("day", TURNING)
    def test_of_stage_holds_every_birth_of_that_stage_and_no_other(self, day):
        cohorts = {stage: Cohort.of_stage(stage, day) for stage in Stage}
        for birth in every_birth(date(1990, 1, 1), day):
            assert [s for s, cohort in cohorts.items() if holds(cohort, birth)] == [stage_on(birth, day)]

    @given(births(), births(), births(), births())
    def test_within_is_certain_only_where_all_or_none_lie_inside(self, a, b, c, d):
        inner, outer = Cohort(min(a, b), max(a, b)), Cohort(min(c, d), max(c, d))
        ends = {holds(outer, inner.earliest), holds(outer, inner.latest)}
        expected = True if ends == {True} else None if True in ends or holds(inner, outer.earliest) else False
        assert inner.within(outer) is expected

    def test_two_school_years_touch_whichever_is_asked(self):
        older, younger = (Cohort.of_grade(grade, grade, date(2026, 6, 9)) for grade in (8, 7))
        assert older.touches(younger)
        assert younger.touches(older)
        assert not older.touches(Cohort.of_grade(6, 6, date(2026, 6, 9)))
        assert not Cohort.of_grade(6, 6, date(2026, 6, 9)).touches(older)

    def test_nobody_is_within_nobody(self):
        assert Cohort.born(date(2010, 5, 1)).within(None) is False

    def test_a_cohort_is_never_empty(self):
        with pytest.raises(ValueError, match="nobody is born"):
            Cohort(date(2010, 4, 2), date(2010, 4, 1))


class TestWithinAny:
    OLDER, YOUNGER = Cohort(date(2008, 4, 2), date(2011, 4, 1)), Cohort(date(2011, 4, 2), date(2014, 4, 1))

    def test_two_that_touch_admit_whoever_straddles_them(self):
        either = Cohort(date(2011, 1, 1), date(2011, 12, 31))
        assert within_any(either, [self.YOUNGER, self.OLDER]) is True
        assert within_any(either, [self.OLDER]) is None

    def test_a_gap_between_two_is_not_admitted(self):
        far = Cohort(date(1950, 1, 1), date(1960, 1, 1))
        assert within_any(Cohort(date(1955, 1, 1), date(2012, 1, 1)), [far, self.YOUNGER]) is None
        assert within_any(Cohort.born(date(1990, 1, 1)), [far, self.YOUNGER]) is False

    def test_none_admits_nobody(self):
        assert within_any(self.OLDER, []) is False


def holds(cohort: Cohort, birth: date) -> bool:
    return cohort.earliest <= birth <= cohort.latest

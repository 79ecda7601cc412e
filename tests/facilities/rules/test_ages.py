"""Which births a range of ages means on a day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from facilities.rules.ages import STAGE_ORDER, Ages
from facilities.rules.stages import (
    AgeMode,
    Cohort,
    Stage,
    age_on,
    grade_on,
    stage_on,
    turns_in_fiscal_year_until,
)
from tests.strategies import births

VISIT = date(2026, 6, 9)


def met(ages: Ages, birth: date, day: date, mode: AgeMode) -> bool:
    """Bound by bound, as the words say."""
    age, grade, stage = (
        age_on(birth, day, mode),
        grade_on(birth, day),
        STAGE_ORDER.index(stage_on(birth, day)),
    )
    bounds = [
        ages.from_age is None or age >= ages.from_age,
        ages.to_age is None or age <= ages.to_age,
        ages.from_grade is None or grade >= ages.from_grade,
        ages.to_grade is None or grade <= ages.to_grade,
        ages.from_stage is None or stage >= STAGE_ORDER.index(ages.from_stage),
        ages.to_stage is None or stage <= STAGE_ORDER.index(ages.to_stage),
        ages.to_fiscal_year_of is None or day <= turns_in_fiscal_year_until(birth, ages.to_fiscal_year_of),
    ]
    return all(bounds)


lower = st.one_of(
    st.just({}),
    st.integers(0, 40).map(lambda age: {"from_age": age}),
    st.integers(1, 12).map(lambda grade: {"from_grade": grade}),
    st.sampled_from(Stage).map(lambda stage: {"from_stage": stage}),
)
upper = st.one_of(
    st.just({}),
    st.integers(0, 40).map(lambda age: {"to_age": age}),
    st.integers(1, 12).map(lambda grade: {"to_grade": grade}),
    st.sampled_from(Stage).map(lambda stage: {"to_stage": stage}),
    st.integers(1, 30).map(lambda age: {"to_fiscal_year_of": age}),
)


def possible(bounds: dict) -> bool:
    try:
        Ages.model_validate(bounds)
    except ValidationError:
        return False
    return True


ranges = st.builds(lambda low, high: low | high, lower, upper).filter(possible).map(Ages.model_validate)


@given(ranges, births(date(1980, 1, 1)), st.integers(0, 800), st.sampled_from(AgeMode))
def test_a_birth_is_in_the_cohort_if_it_meets_both_bounds(ages, birth, days, mode):
    day = date(2026, 3, 31) + timedelta(days=days)
    assert Cohort.born(birth).within(ages.cohort(day, mode)) is met(ages, birth, day, mode)


@pytest.mark.parametrize(
    ("words", "bounds", "inside", "outside"),
    [
        (
            "中高生",
            {"from_stage": "junior_high", "to_stage": "high_school"},
            date(2014, 4, 1),
            date(2014, 4, 2),
        ),
        ("小学3年生以下", {"to_grade": 3}, date(2017, 4, 2), date(2017, 4, 1)),
        ("29歳以下", {"to_age": 29}, date(1996, 6, 11), date(1996, 6, 10)),
        ("18歳になる年度末まで", {"to_fiscal_year_of": 18}, date(2008, 4, 2), date(2008, 4, 1)),
        ("小学生から", {"from_stage": "elementary"}, date(2020, 4, 1), date(2020, 4, 2)),
        ("19歳以上", {"from_age": 19}, date(2007, 6, 10), date(2007, 6, 11)),
    ],
)
def test_the_last_birth_that_is_meant_and_the_first_that_is_not(words, bounds, inside, outside):
    cohort = Ages.model_validate(bounds).cohort(VISIT)
    assert Cohort.born(inside).within(cohort) is True
    assert Cohort.born(outside).within(cohort) is False


def test_a_stage_that_is_only_partly_meant_cannot_be_told():
    pupils = Cohort.of_stage(Stage.HIGH_SCHOOL, VISIT)
    assert pupils.within(Ages(to_age=16).cohort(VISIT)) is None


def test_there_are_days_on_which_nobody_is_meant():
    eighteen_at_school = Ages(from_age=18, to_stage=Stage.HIGH_SCHOOL)
    assert eighteen_at_school.cohort(date(2026, 4, 1), AgeMode.BIRTHDAY) is None
    assert eighteen_at_school.cohort(date(2027, 3, 31), AgeMode.BIRTHDAY) is not None


@pytest.mark.parametrize(
    ("bounds", "message"),
    [
        ({}, "at least one bound"),
        ({"from_age": 12, "from_grade": 7}, "one from_ bound"),
        ({"to_age": 12, "to_stage": "elementary"}, "one to_ bound"),
        ({"from_age": 30, "to_age": 29}, "nobody is ever of these ages"),
        ({"from_stage": "high_school", "to_grade": 9}, "nobody is ever of these ages"),
        ({"from_age": 19, "to_grade": 12}, "nobody is ever of these ages"),
        ({"from_stage": "student"}, "Input should be"),
        ({"age": 12}, "Extra inputs"),
        ({"from_age": -1}, "greater than or equal to 0"),
    ],
)
def test_ages_that_say_nothing_or_contradict_themselves_are_refused(bounds, message):
    with pytest.raises(ValidationError, match=message):
        Ages.model_validate(bounds)

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from pydantic import ValidationError

from booking.rules.ask import Person
from booking.rules.clauses import Grain
from facilities.rules.stages import AgeMode, Cohort, stage_on
from tests.asks import FRIDAY, SETTING, a_term, aged, an_ask, at_school, found
from tests.strategies import births

TEENS = {"from_stage": "junior_high", "to_stage": "high_school"}
HOLDS = ["holds AGE_MIN"]


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ([at_school("junior_high")], HOLDS),
        ([at_school("high_school"), at_school("junior_high")], HOLDS),
        ([at_school("elementary")], ["broken AGE_MIN"]),
        ([aged(20)], ["broken AGE_MAX"]),
        ([at_school("elementary"), aged(20)], ["broken AGE_MIN", "broken AGE_MAX"]),
        ([at_school("junior_high"), aged(20)], ["broken AGE_MAX"]),
        ([Person()], ["unknown AGE_MIN: ages"]),
        ([at_school("junior_high"), Person()], ["holds AGE_MIN", "unknown AGE_MIN: ages"]),
        ([aged(18)], ["unknown AGE_MIN: ages"]),
        ([], ["unknown AGE_MIN: people"]),
    ],
)
def test_each_who_comes_is_of_the_ages(people: list[Person], expected: list[str]) -> None:
    assert found(a_term("who", ages=TEENS), an_ask(*people)) == expected


def test_those_of_whom_only_the_number_is_said_are_not_forgotten() -> None:
    ask = an_ask(at_school("high_school"), size=3)
    assert found(a_term("who", ages=TEENS), ask) == ["holds AGE_MIN", "unknown AGE_MIN: ages"]


def test_a_refusal_says_the_ages_and_how_many_are_meant() -> None:
    ask = an_ask(at_school("elementary", count=2), at_school("junior_high"))
    (reason,) = a_term("who", ages=TEENS).find(ask, SETTING)
    assert reason.values == {"from_stage": "junior_high", "to_stage": "high_school", "people": 2}


@pytest.mark.parametrize(
    ("born", "day", "expected"),
    [
        (date(2008, 5, 10), date(2027, 3, 31), HOLDS),
        (date(2008, 5, 10), date(2027, 4, 1), ["broken AGE_MAX"]),
        (date(2008, 4, 1), date(2026, 3, 31), HOLDS),
        (date(2008, 4, 1), date(2026, 4, 2), ["broken AGE_MAX"]),
        (date(2008, 4, 2), date(2027, 3, 31), HOLDS),
    ],
)
def test_the_fiscal_year_in_which_one_turns_18_is_the_last(
    born: date, day: date, expected: list[str]
) -> None:
    term = a_term("who", ages={"from_stage": "junior_high", "to_fiscal_year_of": 18})
    assert found(term, an_ask(Person(born=Cohort.born(born)), day=day)) == expected


def test_it_needs_the_day() -> None:
    assert found(a_term("who", ages=TEENS), an_ask(aged(15), day=None)) == ["unknown AGE_MIN: day"]


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        (("17:00", "18:00"), ["broken AGE_MAX"]),
        (("17:00", "19:00"), ["broken AGE_MAX"]),
        (("18:00", "20:00"), HOLDS),
        (None, ["unknown AGE_MIN: time"]),
    ],
)
def test_with_hours_it_asks_this_of_those_hours_only(hours: Any, expected: list[str]) -> None:
    children_first = a_term("who", ages={"to_age": 18}, during={"to": "18:00"})
    assert found(children_first, an_ask(aged(25), hours=hours)) == expected
    assert found(children_first, an_ask(aged(16), hours=hours or ("9:00", "20:00"))) == HOLDS


def test_with_hours_the_finding_depends_on_the_span() -> None:
    assert a_term("who", ages=TEENS).grain is Grain.DAY
    assert a_term("who", ages=TEENS, during={"from": "17:00"}).grain is Grain.SPAN


@given(births(last=date(2026, 12, 4)))
def test_a_known_birth_date_is_always_decided_and_as_the_stage_says(born: date) -> None:
    teen = stage_on(born, FRIDAY) in ("junior_high", "high_school")
    (finding,) = found(a_term("who", ages=TEENS), an_ask(Person(born=Cohort.born(born))))
    assert finding.startswith("holds" if teen else "broken")


def test_on_a_day_on_which_a_rule_means_nobody_it_refuses_everybody() -> None:
    schoolchildren_of_18 = a_term("who", ages={"from_age": 18, "to_stage": "high_school"})
    on_birthdays = replace(SETTING, mode=AgeMode.BIRTHDAY)
    ask = an_ask(aged(17), day=date(2026, 4, 1))
    assert found(schoolchildren_of_18, ask, on_birthdays) == ["broken AGE_MAX"]


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        (aged(16, at_school=True), ["holds AGE_MIN"]),
        (aged(16, at_school=False), ["broken NOT_AT_SCHOOL"]),
        (aged(16), ["unknown NOT_AT_SCHOOL: at_school"]),
        (aged(14), ["holds AGE_MIN"]),
        (aged(14, at_school=False), ["holds AGE_MIN"]),
        (aged(20, at_school=True), ["broken AGE_MAX"]),
    ],
)
def test_high_school_students_are_those_who_go_to_one(person: Person, expected: list[str]) -> None:
    ages = {"from_stage": "junior_high", "to_stage": "high_school"}
    assert found(a_term("who", ages=ages, at_school=True), an_ask(person)) == expected


def test_under_18_and_high_school_age_and_student_are_three_sets() -> None:
    in_march = date(2027, 3, 20)
    student, worker = (Person(born=Cohort.born(date(2008, 5, 10)), at_school=goes) for goes in (True, False))
    younger = Person(born=Cohort.born(date(2010, 5, 10)), at_school=False)
    under_18 = a_term("who", ages={"to_age": 17})
    high_school_age = a_term("who", ages={"to_stage": "high_school"})
    students = a_term("who", ages={"to_stage": "high_school"}, at_school=True)
    said = {
        name: [found(term, an_ask(who, day=in_march))[0].split()[0] for who in (student, worker, younger)]
        for name, term in {"under": under_18, "age": high_school_age, "student": students}.items()
    }
    assert said == {
        "under": ["broken", "broken", "holds"],
        "age": ["holds", "holds", "holds"],
        "student": ["holds", "broken", "broken"],
    }


@pytest.mark.parametrize(
    ("father", "expected"),
    [
        (aged(40, accompanies=True), ["holds AGE_MIN"]),
        (aged(40, accompanies=False), ["broken AGE_MAX"]),
        (aged(40), ["holds AGE_MIN", "unknown AGE_MIN: accompanies"]),
    ],
)
def test_whoever_looks_after_the_others_may_be_left_out(father: Person, expected: list[str]) -> None:
    ask = an_ask(aged(11), father)
    assert found(a_term("who", ages={"to_age": 17}, carers="leave_out"), ask) == expected
    assert found(a_term("who", ages={"to_age": 17}), ask) == ["broken AGE_MAX"]


def test_open_to_all_generations_asks_for_no_age() -> None:
    """42 C3."""
    for ask in (an_ask(aged(5)), an_ask(), an_ask(day=None)):
        assert found(a_term("who"), ask) == ["holds AGE_MIN"]


@pytest.mark.parametrize("parameters", [{"at_school": True}, {"carers": "leave_out"}])
def test_whoever_is_told_apart_has_ages(parameters: Any) -> None:
    with pytest.raises(ValidationError, match="need `ages`"):
        a_term("who", **parameters)

from typing import Any

import pytest

from booking.rules.ask import Person
from tests.asks import FRIDAY, SETTING, a_term, aged, an_ask, at, at_school, found

HOLDS = ["holds LEAVE_BY"]
LATE = ("18:00", "20:00")
CHILD, TEEN = at_school("elementary"), at_school("high_school")


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ([CHILD], ["broken LEAVE_BY"]),
        ([TEEN], HOLDS),
        ([TEEN, CHILD], ["broken LEAVE_BY"]),
        ([Person()], ["unknown LEAVE_BY: ages"]),
        ([TEEN, Person()], ["holds LEAVE_BY", "unknown LEAVE_BY: ages"]),
        ([], ["unknown LEAVE_BY: people"]),
    ],
)
def test_each_of_these_ages_has_left_by_then(people: list[Person], expected: list[str]) -> None:
    term = a_term("leave_by", ages={"to_stage": "elementary"}, time="18:00")
    assert found(term, an_ask(*people, hours=LATE)) == expected


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ([aged(17), aged(17)], ["broken LEAVE_BY"]),
        ([aged(17), aged(20)], HOLDS),
        ([aged(17), Person()], ["unknown LEAVE_BY: ages"]),
        ([aged(20), Person()], HOLDS),
        ([], ["unknown LEAVE_BY: people"]),
    ],
)
def test_a_party_of_these_ages_only_has_left_by_then(people: list[Person], expected: list[str]) -> None:
    term = a_term("leave_by", ages={"to_age": 17}, time="19:00", of="only")
    assert found(term, an_ask(*people, hours=LATE)) == expected


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        (aged(17, at_school=True), ["broken LEAVE_BY"]),
        (aged(17, at_school=False), HOLDS),
        (aged(17), ["unknown LEAVE_BY: at_school"]),
        (CHILD, ["broken LEAVE_BY"]),
        (aged(30), HOLDS),
        (Person(at_school=True), ["unknown LEAVE_BY: ages"]),
    ],
)
def test_it_may_bind_those_only_who_go_to_a_school(person: Person, expected: list[str]) -> None:
    pupils = {"ages": {"to_stage": "high_school"}, "at_school": True, "time": "18:00"}
    assert found(a_term("leave_by", **pupils), an_ask(person, hours=LATE)) == expected
    assert found(a_term("leave_by", **pupils, of="only"), an_ask(person, hours=LATE)) == expected


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        (("16:00", "18:00"), HOLDS),
        (("16:00", "18:01"), ["broken LEAVE_BY"]),
        (("20:00", "21:00"), ["broken LEAVE_BY"]),
        (None, ["unknown LEAVE_BY: time"]),
    ],
)
def test_a_use_that_ends_at_the_time_is_in_time(hours: Any, expected: list[str]) -> None:
    term = a_term("leave_by", ages={"to_stage": "elementary"}, time="18:00")
    assert found(term, an_ask(CHILD, hours=hours)) == expected


def test_a_refusal_says_until_when_they_may_stay() -> None:
    term = a_term("leave_by", ages={"to_stage": "elementary"}, time="18:00")
    (reason,) = term.find(an_ask(CHILD, TEEN, hours=LATE), SETTING)
    until = at(FRIDAY, "18:00")
    assert reason.values == {"to_stage": "elementary", "time": 18 * 60, "until_at": until, "people": 1}


MOTHER = aged(35, accompanies=True)


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ([CHILD], ["broken LEAVE_BY"]),
        ([CHILD, MOTHER], HOLDS),
        ([CHILD, aged(35, accompanies=False)], ["broken LEAVE_BY"]),
        ([CHILD, aged(17, accompanies=True)], ["broken LEAVE_BY"]),
        ([CHILD, aged(35)], ["unknown LEAVE_BY: accompanies"]),
        ([TEEN, aged(35)], HOLDS),
        ([TEEN, Person()], ["holds LEAVE_BY", "unknown LEAVE_BY: ages"]),
    ],
)
def test_an_adult_who_looks_after_them_may_lift_it(people: list[Person], expected: list[str]) -> None:
    term = a_term("leave_by", ages={"to_stage": "elementary"}, time="18:00", unless_accompanied=True)
    assert found(term, an_ask(*people, hours=LATE)) == expected

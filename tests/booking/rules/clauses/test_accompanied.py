from typing import Any

import pytest

from booking.rules.ask import Person
from tests.asks import SETTING, a_term, aged, an_ask, at_school, found

HOLDS, BROKEN = ["holds ACCOMPANIED"], ["broken ACCOMPANIED"]
INFANT, CHILD, TEEN = at_school("preschool"), at_school("elementary"), at_school("high_school")
MOTHER, GUEST = aged(35, accompanies=True), aged(35, accompanies=False)


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ([INFANT], BROKEN),
        ([INFANT, MOTHER], HOLDS),
        ([INFANT, GUEST], BROKEN),
        ([INFANT, aged(35)], ["unknown ACCOMPANIED: accompanies"]),
        ([INFANT, aged(17, accompanies=True)], BROKEN),
        ([INFANT, Person(accompanies=True)], ["unknown ACCOMPANIED: ages"]),
        ([INFANT, Person()], ["unknown ACCOMPANIED: ages accompanies"]),
        ([CHILD], HOLDS),
        ([Person(accompanies=False)], ["unknown ACCOMPANIED: ages"]),
        ([], ["unknown ACCOMPANIED: people"]),
    ],
)
def test_an_infant_comes_with_somebody_who_looks_after_it(people: list[Person], expected: list[str]) -> None:
    assert found(a_term("accompanied", ages={"to_stage": "preschool"}), an_ask(*people)) == expected


def children(count: int) -> Person:
    return at_school("elementary", accompanies=False, count=count)


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ([children(10), MOTHER], HOLDS),
        ([children(11), MOTHER], BROKEN),
        ([children(11), MOTHER, MOTHER], HOLDS),
        ([children(11), MOTHER, aged(35)], ["unknown ACCOMPANIED: accompanies"]),
        ([children(10), Person(accompanies=False), MOTHER], ["unknown ACCOMPANIED: ages"]),
        ([MOTHER], HOLDS),
    ],
)
def test_of_many_children_one_looks_after_ten(people: list[Person], expected: list[str]) -> None:
    term = a_term("accompanied", ages={"to_stage": "elementary"}, for_every=10)
    assert found(term, an_ask(*people)) == expected


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ([CHILD], BROKEN),
        ([CHILD, MOTHER], HOLDS),
        ([CHILD, TEEN], HOLDS),
        ([CHILD, aged(35)], HOLDS),
        ([MOTHER], HOLDS),
        ([CHILD, Person()], ["unknown ACCOMPANIED: ages accompanies"]),
    ],
)
def test_a_party_of_children_only_needs_a_supervisor(people: list[Person], expected: list[str]) -> None:
    term = a_term("accompanied", ages={"to_stage": "junior_high"}, of="only", by="supervisor")
    assert found(term, an_ask(*people)) == expected


@pytest.mark.parametrize(
    ("parameters", "people", "expected"),
    [
        ({"least": 2}, [MOTHER], BROKEN),
        ({"least": 2}, [MOTHER, MOTHER], HOLDS),
        ({"least": 2}, [MOTHER, aged(40)], ["unknown ACCOMPANIED: accompanies"]),
        ({"carer": {"from_age": 16}}, [aged(16, accompanies=True)], HOLDS),
        ({"carer": {"from_age": 20}}, [aged(19, accompanies=True)], BROKEN),
        ({"of": "only", "least": 2}, [MOTHER], BROKEN),
    ],
)
def test_how_many_and_how_old_they_must_be_is_the_halls(
    parameters: Any, people: list[Person], expected: list[str]
) -> None:
    term = a_term("accompanied", ages={"to_stage": "elementary"}, **parameters)
    assert found(term, an_ask(CHILD, *people)) == expected


def test_a_refusal_says_who_must_come_along() -> None:
    term = a_term("accompanied", ages={"to_stage": "elementary"}, by="supervisor")
    (reason,) = term.find(an_ask(CHILD), SETTING)
    assert reason.values == {"by": "supervisor", "least": 1, "to_stage": "elementary"}

from typing import Any

import pytest
from pydantic import ValidationError

from booking.rules.ask import Person, Step, TieKind
from tests.asks import a_term, aged, an_ask, found

HOLDS, BROKEN = ["holds REPRESENTATIVE"], ["broken REPRESENTATIVE"]
LOCAL = frozenset({TieKind.LIVES})


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ([aged(40, ties=LOCAL, represents=True), aged(12)], HOLDS),
        ([aged(17, represents=True), aged(40, ties=LOCAL)], BROKEN),
        ([aged(40, ties=frozenset(), represents=True)], BROKEN),
        ([aged(40, represents=True)], ["unknown REPRESENTATIVE: ties"]),
        ([aged(40, ties=LOCAL), aged(41, ties=LOCAL)], ["unknown REPRESENTATIVE: represents"]),
        ([aged(17, ties=LOCAL)], BROKEN),
        ([], ["unknown REPRESENTATIVE: represents"]),
    ],
)
def test_whoever_represents_the_group_or_comes_alone_is_meant(
    people: list[Person], expected: list[str]
) -> None:
    term = a_term("representative", ages={"from_age": 18}, ties=["lives"])
    assert found(term, an_ask(*people)) == expected


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        (frozenset({"teacher"}), BROKEN),
        (frozenset({"pupil"}), HOLDS),
        (None, ["unknown REPRESENTATIVE: roles"]),
    ],
)
def test_a_teacher_may_be_ruled_out(roles: Any, expected: list[str]) -> None:
    term = a_term("representative", never=["teacher"])
    assert found(term, an_ask(Person(represents=True, roles=roles))) == expected


def test_it_is_asked_when_a_group_registers_too() -> None:
    term = a_term("representative", ages={"from_age": 18})
    assert found(term, an_ask(aged(17), step=Step.REGISTER)) == BROKEN


def test_something_must_be_asked_of_them() -> None:
    with pytest.raises(ValidationError, match="say what is asked"):
        a_term("representative")

from typing import Any

import pytest
from pydantic import ValidationError

from booking.rules.ask import Group, Person, TieKind
from tests.asks import a_term, aged, an_ask, found

HOLDS = ["holds RESIDENCY"]
LIVES, WORKS = frozenset({TieKind.LIVES}), frozenset({TieKind.WORKS})


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        (Person(ties=LIVES), HOLDS),
        (Person(ties=WORKS), HOLDS),
        (Person(ties=frozenset({TieKind.STUDIES})), ["broken RESIDENCY"]),
        (Person(ties=frozenset()), ["broken RESIDENCY"]),
        (Person(), ["unknown RESIDENCY: ties"]),
        (Person(untied=LIVES), ["unknown RESIDENCY: ties"]),
        (Person(untied=LIVES | WORKS), ["broken RESIDENCY"]),
    ],
)
def test_each_has_one_of_the_ties(person: Person, expected: list[str]) -> None:
    assert found(a_term("residency", ties=["lives", "works"]), an_ask(person)) == expected


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        (aged(25, ties=frozenset()), ["broken RESIDENCY"]),
        (aged(25, ties=LIVES), HOLDS),
        (aged(25), ["unknown RESIDENCY: ties"]),
        (aged(16, ties=frozenset()), HOLDS),
        (aged(16), HOLDS),
        (Person(ties=LIVES), HOLDS),
        (Person(ties=frozenset()), ["unknown RESIDENCY: ages"]),
        (Person(), ["unknown RESIDENCY: ages ties"]),
    ],
)
def test_with_ages_it_asks_this_of_them_only(person: Person, expected: list[str]) -> None:
    assert found(a_term("residency", ties=["lives"], ages={"from_age": 19}), an_ask(person)) == expected


def test_one_stranger_to_the_city_is_enough() -> None:
    ask = an_ask(Person(ties=LIVES), Person(ties=frozenset(), count=2))
    assert found(a_term("residency", ties=["lives"]), ask) == ["broken RESIDENCY"]


def test_a_hall_may_say_that_no_tie_is_needed() -> None:
    term = a_term("residency", required=False)
    assert found(term, an_ask(Person(ties=frozenset()))) == HOLDS
    assert found(term, an_ask()) == HOLDS


@pytest.mark.parametrize("parameters", [{}, {"ties": ["lives"], "required": False}])
def test_ties_are_named_exactly_where_one_is_needed(parameters: Any) -> None:
    with pytest.raises(ValidationError, match="required = false"):
        a_term("residency", **parameters)


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        (Group(local=True), HOLDS),
        (Group(local=False), ["broken RESIDENCY"]),
        (Group(), ["unknown RESIDENCY: local"]),
        (True, ["unknown RESIDENCY: local"]),
        (False, ["broken RESIDENCY"]),
        (None, ["unknown RESIDENCY: group"]),
    ],
)
def test_a_group_of_the_city_is_not_a_tie_of_each_who_comes(group: Any, expected: list[str]) -> None:
    """58 C3: 市内団体."""
    ask = an_ask(Person(ties=frozenset()), group=group)
    assert found(a_term("residency", of="group"), ask) == expected


@pytest.mark.parametrize("parameters", [{"ties": ["lives"]}, {"ages": {"to_age": 9}}, {"required": False}])
def test_a_group_has_no_ties_of_its_own(parameters: Any) -> None:
    with pytest.raises(ValidationError, match="stands without"):
        a_term("residency", of="group", **parameters)

from typing import Any

import pytest

from booking.rules.ask import Person, Step
from booking.rules.clauses.term import Kind
from tests.asks import a_term, an_ask, at_school, found

CARD, NOTHING = frozenset({"student_card"}), frozenset[str]()


def arriving(*people: Person, **fields: Any) -> Any:
    return an_ask(*people, step=Step.ARRIVE, **fields)


@pytest.mark.parametrize(
    ("proofs", "expected"),
    [
        (CARD, ["holds ID"]),
        (frozenset({"licence"}), ["holds ID"]),
        (frozenset({"library_card"}), ["broken ID"]),
        (NOTHING, ["broken ID"]),
        (None, ["unknown ID: proofs"]),
    ],
)
def test_one_of_the_papers_is_shown(proofs: Any, expected: list[str]) -> None:
    term = a_term("proof", proofs=["student_card", "licence"])
    assert found(term, arriving(Person(proofs=proofs))) == expected


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        (at_school("high_school", proofs=NOTHING), ["broken ID"]),
        (at_school("elementary", proofs=NOTHING), ["holds ID"]),
        (Person(proofs=NOTHING), ["unknown ID: ages"]),
        (Person(proofs=CARD), ["holds ID"]),
        (Person(), ["unknown ID: ages proofs"]),
    ],
)
def test_with_ages_it_asks_this_of_them_only(person: Person, expected: list[str]) -> None:
    term = a_term("proof", proofs=["student_card"], ages={"from_stage": "junior_high"})
    assert found(term, arriving(person)) == expected


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ([Person(proofs=CARD, represents=True), Person(proofs=NOTHING)], ["holds ID"]),
        ([Person(proofs=CARD), Person(proofs=NOTHING, represents=True)], ["broken ID"]),
        ([Person(proofs=CARD), Person(proofs=CARD)], ["unknown ID: represents"]),
    ],
)
def test_it_may_be_asked_of_whoever_represents_the_others(people: list[Person], expected: list[str]) -> None:
    term = a_term("proof", proofs=["student_card"], of="representative")
    assert found(term, arriving(*people)) == expected


def test_it_is_the_desk_that_asks_when_somebody_comes() -> None:
    term = a_term("proof", proofs=["student_card"])
    assert term.kind is Kind.PROCEDURE
    assert found(term, an_ask(Person(proofs=NOTHING))) == []

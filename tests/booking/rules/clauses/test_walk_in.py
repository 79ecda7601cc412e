from typing import Any

import pytest

from booking.rules.ask import Person, Step
from booking.rules.circumstances import Facts
from tests.asks import a_term, aged, an_ask, at_school, found

HOLDS = ["holds WALK_IN"]
TEENS = {"from_stage": "junior_high", "to_stage": "high_school"}


@pytest.mark.parametrize(
    ("person", "booked", "expected"),
    [
        (at_school("high_school"), None, HOLDS),
        (at_school("high_school"), False, HOLDS),
        (aged(30), False, ["broken WALK_IN"]),
        (aged(30), None, ["unknown WALK_IN: booked"]),
        (aged(30), True, []),
        (Person(), False, ["unknown WALK_IN: ages"]),
        (Person(), None, ["unknown WALK_IN: ages booked"]),
    ],
)
def test_those_whom_it_means_need_no_booking_and_others_do(
    person: Person, booked: Any, expected: list[str]
) -> None:
    ask = an_ask(person, step=Step.ARRIVE, facts=Facts(booked=booked))
    assert found(a_term("walk_in", ages=TEENS), ask) == expected


def test_without_ages_it_is_for_everybody() -> None:
    assert found(a_term("walk_in"), an_ask(step=Step.STAY)) == HOLDS


def test_whoever_books_is_not_asked() -> None:
    assert found(a_term("walk_in", ages=TEENS), an_ask(aged(30))) == []


@pytest.mark.parametrize(
    ("hours", "expected"), [(("12:00", "18:00"), HOLDS), (("13:00", "18:30"), []), (("19:00", "20:00"), [])]
)
def test_outside_its_hours_it_says_nothing(hours: Any, expected: list[str]) -> None:
    term = a_term("walk_in", within={"from": "12:00", "to": "18:00"})
    assert found(term, an_ask(step=Step.ARRIVE, hours=hours)) == expected

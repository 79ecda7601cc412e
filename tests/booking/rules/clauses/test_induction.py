from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from booking.rules.ask import Person
from tests.asks import a_term, an_ask, at_school, found

TAKEN = Person(inductions=frozenset({"studio"}))
OTHER = Person(inductions=frozenset({"kiln"}))
NOBODY_SAID = Person()
HOLDS, BROKEN, UNKNOWN = ["holds INDUCTION"], ["broken INDUCTION"], ["unknown INDUCTION: inductions"]


@pytest.mark.parametrize(
    ("people", "each", "anyone"),
    [
        ([TAKEN], HOLDS, HOLDS),
        ([OTHER], BROKEN, BROKEN),
        ([TAKEN, OTHER], BROKEN, HOLDS),
        ([NOBODY_SAID], UNKNOWN, UNKNOWN),
        ([TAKEN, NOBODY_SAID], [*HOLDS, *UNKNOWN], HOLDS),
        ([OTHER, NOBODY_SAID], BROKEN, UNKNOWN),
        ([], ["unknown INDUCTION: people"], ["unknown INDUCTION: people"]),
    ],
)
def test_the_course_has_been_taken(people: list[Person], each: list[str], anyone: list[str]) -> None:
    assert found(a_term("induction", course="studio"), an_ask(*people)) == each
    assert found(a_term("induction", course="studio", of="any"), an_ask(*people)) == anyone


LAST_YEAR = (("studio", date(2025, 12, 4)),)


@pytest.mark.parametrize(
    ("taken_on", "day", "expected"),
    [
        (LAST_YEAR, date(2026, 12, 4), ["holds INDUCTION"]),
        (LAST_YEAR, date(2026, 12, 5), ["broken INDUCTION"]),
        ((*LAST_YEAR, ("studio", date(2026, 3, 1))), date(2026, 12, 5), ["holds INDUCTION"]),
        ((("kiln", date(2025, 1, 1)),), date(2026, 12, 5), ["holds INDUCTION"]),
        ((), date(2026, 12, 5), ["holds INDUCTION"]),
    ],
)
def test_a_course_may_hold_for_some_months(taken_on: Any, day: date, expected: list[str]) -> None:
    person = Person(inductions=frozenset({"studio"}), taken_on=taken_on)
    assert found(a_term("induction", course="studio", valid_months=12), an_ask(person, day=day)) == expected
    assert found(a_term("induction", course="studio"), an_ask(person, day=day)) == ["holds INDUCTION"]


@pytest.mark.parametrize(
    ("taken", "expected"),
    [(date(2026, 4, 1), ["holds INDUCTION"]), (date(2026, 3, 31), ["broken INDUCTION"])],
)
def test_a_course_may_hold_for_its_fiscal_year(taken: date, expected: list[str]) -> None:
    person = Person(inductions=frozenset({"studio"}), taken_on=(("studio", taken),))
    term = a_term("induction", course="studio", valid_until="fiscal_year_end")
    assert found(term, an_ask(person, day=date(2026, 12, 5))) == expected


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        (at_school("elementary", inductions=frozenset()), ["broken INDUCTION"]),
        (at_school("high_school", inductions=frozenset()), ["holds INDUCTION"]),
        (Person(inductions=frozenset()), ["unknown INDUCTION: ages"]),
    ],
)
def test_with_ages_it_asks_this_of_them_only(person: Person, expected: list[str]) -> None:
    term = a_term("induction", course="pc", ages={"from_stage": "elementary", "to_stage": "junior_high"})
    assert found(term, an_ask(person)) == expected


def test_ages_are_of_each() -> None:
    with pytest.raises(ValidationError, match="of each"):
        a_term("induction", course="pc", ages={"to_age": 15}, of="any")

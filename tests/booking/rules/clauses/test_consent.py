from typing import Any

import pytest

from booking.rules.ask import Person
from booking.rules.clauses import Grain
from tests.asks import a_term, aged, an_ask, at_school, found

HOLDS = ["holds GUARDIAN"]
GIVEN, NONE = frozenset({"late_stay"}), frozenset[str]()
TERM = {"purpose": "late_stay", "ages": {"from_grade": 1, "to_grade": 6}}


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        (at_school("elementary", consents=GIVEN), HOLDS),
        (at_school("elementary", consents=NONE), ["broken GUARDIAN"]),
        (at_school("elementary", consents=frozenset({"camp"})), ["broken GUARDIAN"]),
        (at_school("elementary"), ["unknown GUARDIAN: consents"]),
        (at_school("junior_high"), HOLDS),
        (aged(30, consents=NONE), HOLDS),
        (Person(consents=GIVEN), HOLDS),
        (Person(consents=NONE), ["unknown GUARDIAN: ages"]),
        (Person(), ["unknown GUARDIAN: ages consents"]),
    ],
)
def test_a_child_of_these_ages_needs_the_consent(person: Person, expected: list[str]) -> None:
    assert found(a_term("consent", **TERM), an_ask(person)) == expected


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        (("15:00", "17:00"), HOLDS),
        (("15:00", "17:30"), ["broken GUARDIAN"]),
        (None, ["unknown GUARDIAN: time"]),
    ],
)
def test_with_hours_it_is_needed_for_those_only(hours: Any, expected: list[str]) -> None:
    term = a_term("consent", **TERM, during={"from": "17:00"})
    assert term.grain is Grain.SPAN
    assert found(term, an_ask(at_school("elementary", consents=NONE), hours=hours)) == expected

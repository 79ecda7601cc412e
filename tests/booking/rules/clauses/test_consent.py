from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from booking.rules.ask import Agreed, Person
from booking.rules.clauses import Grain
from tests.asks import SETTING, a_term, aged, an_ask, at_school, found

HOLDS = ["holds GUARDIAN"]
GIVEN, NONE = frozenset({Agreed("late_stay")}), frozenset[Agreed]()
BY_PHONE = Agreed("late_stay", through_child=True)
TERM = {"purpose": "late_stay", "ages": {"from_grade": 1, "to_grade": 6}}


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        (at_school("elementary", consents=GIVEN), HOLDS),
        (at_school("elementary", consents=NONE), ["broken GUARDIAN"]),
        (at_school("elementary", consents=frozenset({Agreed("camp")})), ["broken GUARDIAN"]),
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


@pytest.mark.parametrize(("rulebook", "expected"), [("higashi-rules", HOLDS), ("nishi", ["broken GUARDIAN"])])
def test_a_consent_to_another_rulebooks_purpose_of_the_same_name_is_none(
    rulebook: str, expected: list[str]
) -> None:
    child = at_school("elementary", consents=frozenset({Agreed("late_stay", rulebook)}))
    assert found(a_term("consent", **TERM), an_ask(child)) == expected


@pytest.mark.parametrize(
    ("lasts", "given", "expected"),
    [
        ({"valid_until": "fiscal_year_end"}, date(2026, 4, 1), HOLDS),
        ({"valid_until": "fiscal_year_end"}, date(2026, 3, 31), ["broken GUARDIAN"]),
        ({"valid_until": "fiscal_year_end"}, None, HOLDS),
        ({"valid_months": 6}, date(2026, 6, 4), HOLDS),
        ({"valid_months": 6}, date(2026, 6, 3), ["broken GUARDIAN"]),
        ({}, date(2020, 1, 1), HOLDS),
    ],
)
def test_a_consent_may_hold_for_a_while(lasts: Any, given: date | None, expected: list[str]) -> None:
    child = at_school("elementary", consents=frozenset({Agreed("late_stay", on=given)}))
    assert found(a_term("consent", **TERM, **lasts), an_ask(child)) == expected
    with pytest.raises(ValidationError):
        a_term("consent", **TERM, valid_months=6, valid_until="fiscal_year_end")


@pytest.mark.parametrize(
    ("wanted", "consents", "expected"),
    [
        ({}, {BY_PHONE}, HOLDS),
        ({"through_child": "enough"}, {BY_PHONE}, HOLDS),
        ({"through_child": "paper"}, {BY_PHONE}, ["broken GUARDIAN"]),
        ({"through_child": "call"}, {BY_PHONE}, ["broken GUARDIAN"]),
        ({"through_child": "paper"}, {BY_PHONE, Agreed("late_stay")}, HOLDS),
        ({"through_child": "call"}, {Agreed("late_stay")}, HOLDS),
    ],
)
def test_the_hall_decides_whether_the_childs_phone_is_enough(
    wanted: dict[str, str], consents: set[Agreed], expected: list[str]
) -> None:
    child = at_school("elementary", consents=frozenset(consents))
    assert found(a_term("consent", **TERM, **wanted), an_ask(child)) == expected


def test_a_refusal_says_what_is_wanted_besides() -> None:
    term = a_term("consent", **TERM, through_child="paper")
    found_of = [
        term.find(an_ask(at_school("elementary", consents=consents)), SETTING)[0].values.get("also")
        for consents in (frozenset({BY_PHONE}), NONE)
    ]
    assert found_of == ["paper", None]

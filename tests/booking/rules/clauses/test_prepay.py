from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from booking.rules.ask import Step
from booking.rules.circumstances import Facts
from booking.rules.verdict import Sought
from tests.asks import FRIDAY, SETTING, a_term, an_ask, at, found


@pytest.mark.parametrize(
    ("paid", "expected"),
    [(True, ["holds PREPAY"]), (False, ["broken PREPAY"]), (None, ["unknown PREPAY: paid"])],
)
def test_whoever_comes_has_paid(paid: bool | None, expected: list[str]) -> None:
    term = a_term("prepay", when="at_booking", methods=["cash"])
    assert found(term, an_ask(step=Step.ARRIVE, facts=Facts(paid=paid))) == expected
    assert found(term, an_ask(facts=Facts(paid=paid))) == []


@pytest.mark.parametrize(
    "parameters",
    [
        {},
        {"when": "within_days"},
        {"when": "at_booking", "days": 7},
        {"when": "at_booking", "days_before_use": 3},
        {"when": "some_day"},
    ],
)
def test_a_term_of_days_has_days_and_no_other_has(parameters: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        a_term("prepay", **parameters)


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"when": "at_booking"}, date(2026, 11, 20)),
        ({"when": "within_days", "days": 10}, date(2026, 11, 30)),
        ({"when": "within_days", "days": 30}, FRIDAY),
        ({"when": "within_days", "days": 10, "days_before_use": 7}, date(2026, 11, 27)),
        ({"when": "before_use"}, FRIDAY),
        ({"when": "before_use", "days_before_use": 3}, date(2026, 12, 1)),
        ({"when": "before_use", "days_before_use": 30}, date(2026, 11, 20)),
    ],
)
def test_the_fee_is_paid_by_a_day_and_at_once_where_that_is_over(
    parameters: dict[str, Any], expected: date
) -> None:
    ask = an_ask(day=FRIDAY, asked_at=at(date(2026, 11, 20), "10:00"))
    assert a_term("prepay", **parameters).value(Sought.PAY_BY, ask, SETTING) == expected


def test_by_when_a_use_of_no_known_day_is_paid_cannot_be_told() -> None:
    term = a_term("prepay", when="before_use", days_before_use=3)
    assert term.value(Sought.PAY_BY, an_ask(day=None), SETTING) is None


@pytest.mark.parametrize(
    ("booked_on", "expected"),
    [
        (date(2026, 11, 13), ["holds PREPAY"]),
        (date(2026, 11, 12), ["broken PREPAY"]),
        (None, []),
    ],
)
def test_what_was_booked_on_a_day_is_paid_in_time_or_too_late(
    booked_on: date | None, expected: list[str]
) -> None:
    term = a_term("prepay", when="within_days", days=7)
    ask = an_ask(
        step=Step.CONFIRM, facts=Facts(booked_on=booked_on), asked_at=at(date(2026, 11, 20), "10:00")
    )
    assert found(term, ask) == expected


def test_whether_the_fee_of_an_unknown_use_is_paid_in_time_cannot_be_told() -> None:
    ask = an_ask(step=Step.CONFIRM, day=None, facts=Facts(booked_on=date(2026, 11, 12)))
    assert found(a_term("prepay", when="before_use"), ask) == ["unknown PREPAY: day"]

from typing import Any

import pytest
from pydantic import ValidationError

from booking.rules.ask import Step
from booking.rules.circumstances import Facts
from tests.asks import a_term, an_ask, found


@pytest.mark.parametrize(
    ("paid", "expected"),
    [(True, ["holds PREPAY"]), (False, ["broken PREPAY"]), (None, ["unknown PREPAY: paid"])],
)
def test_whoever_comes_has_paid(paid: bool | None, expected: list[str]) -> None:
    term = a_term("prepay", when="at_booking", methods=["cash"])
    assert found(term, an_ask(step=Step.ARRIVE, facts=Facts(paid=paid))) == expected
    assert found(term, an_ask(facts=Facts(paid=paid))) == []


@pytest.mark.parametrize(
    "parameters", [{}, {"when": "within_days"}, {"when": "at_booking", "days": 7}, {"when": "some_day"}]
)
def test_a_term_of_days_has_days_and_no_other_has(parameters: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        a_term("prepay", **parameters)

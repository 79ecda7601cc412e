from typing import Any

import pytest
from pydantic import ValidationError

from booking.rules.circumstances import Facts
from tests.asks import a_term, an_ask


@pytest.mark.parametrize(
    ("parameters", "over", "yen"),
    [
        ({"yen": 100, "per_minutes": 30}, 1, 100),
        ({"yen": 100, "per_minutes": 30}, 30, 100),
        ({"yen": 100, "per_minutes": 30}, 31, 200),
        ({"yen": 500}, 90, 500),
        ({"yen": 500}, 0, 0),
        ({"yen": 500}, None, 0),
        ({}, 10, None),
        ({}, 0, 0),
    ],
)
def test_staying_on_costs_by_the_begun_stretch_or_once(
    parameters: dict[str, Any], over: int | None, yen: int | None
) -> None:
    ask = an_ask(facts=Facts(minutes_over=over))
    assert a_term("overrun", **parameters).amount(ask) == yen


def test_a_stretch_without_a_price_means_nothing() -> None:
    with pytest.raises(ValidationError):
        a_term("overrun", per_minutes=30)


def test_a_share_of_the_fee_and_an_amount_are_two_ways() -> None:
    with pytest.raises(ValidationError):
        a_term("overrun", yen=100, percent=10)

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from booking.rules.ask import Step
from booking.rules.circumstances import Facts
from tests.asks import SETTING, a_term, an_ask, at, found


def test_it_holds_and_says_so() -> None:
    assert found(a_term("tentative", days=7), an_ask()) == ["holds TENTATIVE"]


@pytest.mark.parametrize(
    ("parameters", "lapses"),
    [
        ({"days": 7}, date(2026, 12, 9)),
        ({"days_before_use": 3}, date(2026, 12, 17)),
        ({"days": 7, "days_before_use": 3}, date(2026, 12, 9)),
        ({"days": 20, "days_before_use": 3}, date(2026, 12, 17)),
    ],
)
def test_it_lapses_so_many_days_after_booking_or_before_the_use(parameters: Any, lapses: date) -> None:
    ask = an_ask(day=date(2026, 12, 20), asked_at=at(date(2026, 12, 2), "23:59"))
    assert a_term("tentative", **parameters).lapses(ask, SETTING) == lapses


def test_without_the_day_of_use_it_cannot_tell_how_long_before_it() -> None:
    assert a_term("tentative", days=7, days_before_use=3).lapses(an_ask(day=None), SETTING) is None
    assert a_term("tentative", days=7).lapses(an_ask(day=None), SETTING) == date(2026, 12, 9)
    with pytest.raises(ValidationError):
        a_term("tentative")


@pytest.mark.parametrize(
    ("booked_on", "time", "expected"),
    [
        (date(2026, 11, 13), "23:59", ["holds TENTATIVE"]),
        (date(2026, 11, 12), "0:00", ["broken TENTATIVE"]),
        (None, "0:00", []),
    ],
)
def test_it_is_completed_in_time_or_has_lapsed(
    booked_on: date | None, time: str, expected: list[str]
) -> None:
    """19: within a week of booking; at confirming a win nothing is said of it."""
    ask = an_ask(step=Step.CONFIRM, facts=Facts(booked_on=booked_on), asked_at=at(date(2026, 11, 20), time))
    assert found(a_term("tentative", days=7), ask) == expected


def test_whether_it_is_completed_before_an_unknown_use_cannot_be_told() -> None:
    ask = an_ask(step=Step.CONFIRM, day=None, facts=Facts(booked_on=date(2026, 11, 12)))
    assert found(a_term("tentative", days_before_use=3), ask) == ["unknown TENTATIVE: day"]

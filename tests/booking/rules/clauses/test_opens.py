from datetime import date, timedelta
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from booking.rules.clauses.opens import months_before
from tests.asks import SETTING, TOKYO, a_term, an_ask, at, found

JUNE_16 = date(2026, 6, 16)


@pytest.mark.parametrize(
    ("parameters", "asked", "expected"),
    [
        ({"months": 1}, (date(2026, 5, 15), "23:59"), ["broken TOO_EARLY"]),
        ({"months": 1}, (date(2026, 5, 16), "0:00"), ["holds TOO_EARLY"]),
        ({"months": 1, "at": "9:00"}, (date(2026, 5, 16), "8:59"), ["broken TOO_EARLY"]),
        ({"months": 1, "at": "9:00"}, (date(2026, 5, 16), "9:00"), ["holds TOO_EARLY"]),
        ({"days": 30}, (date(2026, 5, 16), "12:00"), ["broken TOO_EARLY"]),
        ({"days": 30}, (date(2026, 5, 17), "12:00"), ["holds TOO_EARLY"]),
        ({"days": 0}, (date(2026, 6, 15), "23:00"), ["broken SAME_DAY"]),
        ({"days": 0}, (date(2026, 6, 16), "7:00"), ["holds SAME_DAY"]),
    ],
)
def test_booking_opens_counted_back_from_the_day(parameters: Any, asked: Any, expected: list[str]) -> None:
    assert found(a_term("opens", **parameters), an_ask(day=JUNE_16, asked_at=at(*asked))) == expected


def test_a_refusal_says_when_it_opens() -> None:
    ask = an_ask(day=JUNE_16, asked_at=at(date(2026, 5, 1), "12:00"))
    (reason,) = a_term("opens", months=1, at="9:00").find(ask, SETTING)
    assert reason.values == {"opens_at": at(date(2026, 5, 16), "9:00")}


@pytest.mark.parametrize(
    ("day", "months", "clamp", "following"),
    [
        (date(2026, 3, 31), 1, date(2026, 2, 28), date(2026, 3, 1)),
        (date(2028, 3, 31), 1, date(2028, 2, 29), date(2028, 3, 1)),
        (date(2028, 3, 30), 1, date(2028, 2, 29), date(2028, 3, 1)),
        (date(2026, 3, 28), 1, date(2026, 2, 28), date(2026, 2, 28)),
        (date(2026, 7, 31), 1, date(2026, 6, 30), date(2026, 7, 1)),
        (date(2027, 1, 31), 2, date(2026, 11, 30), date(2026, 12, 1)),
        (date(2027, 1, 15), 1, date(2026, 12, 15), date(2026, 12, 15)),
        (date(2028, 2, 29), 12, date(2027, 2, 28), date(2027, 3, 1)),
    ],
)
def test_a_day_number_that_a_month_does_not_have(
    day: date, months: int, clamp: date, following: date
) -> None:
    assert months_before(day, months, "clamp") == clamp
    assert months_before(day, months, "next") == following


def day_by_day(day: date, months: int, missing: str) -> date:
    """The oracle: looks at every day of the month in question for the one that is meant."""
    first, back = day.replace(day=1), 0
    while back < months:
        first -= timedelta(days=1)
        back += first.day == 1
    there = [first + timedelta(days=n) for n in range(31) if (first + timedelta(days=n)).month == first.month]
    same = [candidate for candidate in there if candidate.day == day.day]
    return same[0] if same else there[-1] + timedelta(days=missing == "next")


@given(st.dates(date(2024, 1, 1), date(2032, 12, 31)), st.integers(1, 14), st.sampled_from(["clamp", "next"]))
def test_counting_back_agrees_with_looking_at_every_day(
    day: date, months: int, missing: Literal["clamp", "next"]
) -> None:
    assert months_before(day, months, missing) == day_by_day(day, months, missing)


@given(st.dates(date(2026, 1, 1), date(2028, 12, 31)), st.integers(1, 6), st.sampled_from(["clamp", "next"]))
def test_a_later_day_never_opens_earlier(day: date, months: int, missing: str) -> None:
    term = a_term("opens", months=months, missing=missing)
    assert term.opens_at(day, TOKYO) <= term.opens_at(day + timedelta(days=1), TOKYO)


@pytest.mark.parametrize(
    "parameters",
    [{}, {"months": 1, "days": 3}, {"months": 0}, {"days": -1}, {"months": 1, "missing": "skip"}],
)
def test_a_window_is_given_one_way(parameters: Any) -> None:
    with pytest.raises(ValidationError):
        a_term("opens", **parameters)

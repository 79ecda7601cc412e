from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.rules.ask import Step
from tests.asks import SETTING, a_term, an_ask, at, found

JUNE_16 = date(2026, 6, 16)


@pytest.mark.parametrize(
    ("parameters", "asked", "expected"),
    [
        ({"months": 1}, (date(2026, 5, 15), "23:59"), ["broken TOO_EARLY"]),
        ({"months": 1}, (date(2026, 5, 16), "0:00"), ["holds TOO_EARLY"]),
        ({"months": 1, "at": "9:00"}, (date(2026, 5, 16), "8:59"), ["broken TOO_EARLY"]),
        ({"months": 1, "at": "9:00"}, (date(2026, 5, 16), "9:00"), ["holds TOO_EARLY"]),
        ({"months": 2, "day": 1}, (date(2026, 3, 31), "23:59"), ["broken TOO_EARLY"]),
        ({"months": 2, "day": 1}, (date(2026, 4, 1), "0:00"), ["holds TOO_EARLY"]),
        ({"days": 30}, (date(2026, 5, 16), "12:00"), ["broken TOO_EARLY"]),
        ({"days": 30}, (date(2026, 5, 17), "12:00"), ["holds TOO_EARLY"]),
        ({"days": 0}, (date(2026, 6, 15), "23:00"), ["broken SAME_DAY"]),
        ({"days": 0}, (date(2026, 6, 16), "7:00"), ["holds SAME_DAY"]),
        ({"minutes": 30}, (JUNE_16, "17:29"), ["broken TOO_EARLY"]),
        ({"minutes": 30}, (JUNE_16, "17:30"), ["holds TOO_EARLY"]),
    ],
)
def test_booking_opens_counted_back_from_the_use(parameters: Any, asked: Any, expected: list[str]) -> None:
    ask = an_ask(day=JUNE_16, hours=("18:00", "20:00"), asked_at=at(*asked))
    assert found(a_term("opens", **parameters), ask) == expected


def test_a_refusal_says_when_it_opens() -> None:
    ask = an_ask(day=JUNE_16, asked_at=at(date(2026, 5, 1), "12:00"))
    (reason,) = a_term("opens", months=1, at="9:00").find(ask, SETTING)
    assert reason.values == {"opens_at": at(date(2026, 5, 16), "9:00")}


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (date(2026, 2, 27), ["broken TOO_EARLY"]),
        (date(2026, 2, 28), ["open NO_SUCH_DAY"]),
        (date(2026, 3, 1), ["holds TOO_EARLY"]),
    ],
)
def test_of_a_day_that_does_not_exist_only_the_days_around_it_are_left_to_the_hall(
    asked: date, expected: list[str]
) -> None:
    ask = an_ask(day=date(2026, 6, 10), asked_at=at(asked, "10:00"))
    assert found(a_term("opens", months=4, day=29, missing="ask"), ask) == expected


def test_without_the_day_or_the_time_that_it_counts_from_it_cannot_tell() -> None:
    assert found(a_term("opens", months=1), an_ask(day=None)) == ["unknown TOO_EARLY: day"]
    assert found(a_term("opens", minutes=30), an_ask()) == ["unknown TOO_EARLY: time"]
    assert found(a_term("opens", date=date(2026, 12, 1)), an_ask(day=None)) == ["holds TOO_EARLY"]


def test_it_speaks_of_booking_and_of_no_other_step() -> None:
    term = a_term("opens", months=1)
    asked_at = at(date(2026, 1, 1), "10:00")
    assert found(term, an_ask(step=Step.ENTER, day=JUNE_16, asked_at=asked_at)) == []


def test_the_first_day_is_the_one_on_which_it_opens() -> None:
    ask = an_ask(day=JUNE_16)
    assert a_term("opens", months=1, at="9:00").first_day(ask, SETTING) == date(2026, 5, 16)
    assert a_term("opens", months=1).first_day(an_ask(day=None), SETTING) is None
    left_open = a_term("opens", months=4, day=29, missing="ask")
    assert left_open.first_day(an_ask(day=date(2026, 6, 10)), SETTING) is None


@given(st.dates(date(2026, 1, 1), date(2028, 12, 31)), st.integers(1, 6))
def test_it_holds_from_the_instant_that_it_names_and_not_before(day: date, months: int) -> None:
    term = a_term("opens", months=months, at="9:00", missing="next")
    (reason,) = term.find(an_ask(day=day, asked_at=0), SETTING)
    opens_at = reason.values["opens_at"]
    assert found(term, an_ask(day=day, asked_at=opens_at)) == ["holds TOO_EARLY"]
    assert found(term, an_ask(day=day, asked_at=opens_at - 1)) == ["broken TOO_EARLY"]

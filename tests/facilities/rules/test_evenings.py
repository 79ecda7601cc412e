"""Plans of evenings that recur: which cannot be, and how far ahead their dates are laid out."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from facilities.rules.evenings import EveningPlan, Recurrence, horizon

FRIDAYS: dict[str, Any] = {"first": date(2026, 12, 4), "weekdays": ("fri",)}


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({**FRIDAYS, "last": date(2026, 12, 3)}, "last is before first"),
        ({"first": date(2026, 12, 4)}, "give either weekdays or month_day"),
        ({**FRIDAYS, "month_day": 4}, "give either weekdays or month_day"),
        ({**FRIDAYS, "weekdays": ("mon", "fri"), "nth": (1,)}, "nth speaks of one weekday"),
        ({**FRIDAYS, "every": 2, "nth": (1,)}, "nth speaks of one weekday"),
        ({"first": date(2026, 12, 4), "month_day": 4, "every": 2}, "month_day speaks of every month"),
        ({**FRIDAYS, "every": 0}, "greater than or equal to 1"),
        ({**FRIDAYS, "every": 53}, "less than or equal to 52"),
        ({**FRIDAYS, "nth": (-2,)}, "1, 2, 3, 4, 5 or -1"),
        ({"first": date(2026, 12, 4), "month_day": 32}, "less than or equal to 31"),
    ],
)
def test_a_recurrence_that_cannot_be_says_why(said: dict[str, Any], why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        Recurrence.model_validate(said)


@pytest.mark.parametrize(
    "said",
    [
        {**FRIDAYS, "last": date(2026, 12, 4)},
        {**FRIDAYS, "every": 52},
        {**FRIDAYS, "nth": (5, -1)},
        {"first": date(2028, 2, 29), "month_day": 31},
    ],
    ids=["one date", "once a year", "the fifth and the last", "from a leap day on"],
)
def test_what_lies_at_the_bounds_can_be(said: dict[str, Any]) -> None:
    assert Recurrence.model_validate(said).first == said["first"]


@pytest.mark.parametrize(
    ("times", "why"),
    [
        ({"from": "24:00", "to": "25:00"}, "begins on its own day"),
        ({"from": "20:00", "to": "20:00"}, "not after `from`"),
        ({"from": "20:00", "to": "1:00"}, 'is "25:00"'),
    ],
)
def test_an_evening_begins_on_its_own_day_and_ends_after_that(times: dict[str, str], why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        EveningPlan.model_validate({"recurrence": FRIDAYS, **times})


def test_an_evening_may_end_on_the_day_after() -> None:
    plan = EveningPlan.model_validate({"recurrence": FRIDAYS, "from": "23:59", "to": "25:00"})
    assert (plan.from_, plan.to) == (23 * 60 + 59, 25 * 60)


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2027, 3, 31), date(2028, 3, 31)),
        (date(2027, 4, 1), date(2029, 3, 31)),
        (date(2028, 2, 29), date(2029, 3, 31)),
    ],
    ids=["the last day of a fiscal year", "the first", "a leap day"],
)
def test_dates_are_laid_out_to_the_end_of_the_next_fiscal_year(day: date, last: date) -> None:
    assert horizon(day) == last

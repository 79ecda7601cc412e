"""Plans of closures that recur: the whole day unless times are given, and never from the day after."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from facilities.rules.closures import ClosurePlan, a_year_later
from facilities.rules.spans import MINUTES_A_DAY
from tests.factories import TOKYO, span

MONDAYS: dict[str, Any] = {"recurrence": {"first": date(2026, 12, 7), "weekdays": ("mon",)}}


def test_without_times_it_is_the_whole_day() -> None:
    plan = ClosurePlan.model_validate(MONDAYS)
    assert (plan.from_, plan.to) == (0, MINUTES_A_DAY)


def test_it_may_last_until_the_night_of_the_day_after() -> None:
    plan = ClosurePlan.model_validate({**MONDAYS, "from": "23:59", "to": "25:00"})
    assert plan.to == 25 * 60


@pytest.mark.parametrize(
    ("times", "why"),
    [
        ({"from": "24:00", "to": "25:00"}, "begins on its own day"),
        ({"from": "12:00", "to": "12:00"}, "not after `from`"),
        ({"from": "22:00", "to": "1:00"}, 'is "25:00"'),
        ({"to": "0:00"}, "not after `from`"),
    ],
)
def test_times_out_of_order_are_refused_with_the_way_to_write_them(times: dict[str, str], why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        ClosurePlan.model_validate({**MONDAYS, **times})


def test_a_reason_fits_on_a_page() -> None:
    assert ClosurePlan.model_validate({**MONDAYS, "reason_ja": "あ" * 200}).reason_ja
    with pytest.raises(ValidationError, match="200"):
        ClosurePlan.model_validate({**MONDAYS, "reason_ja": "あ" * 201})


@pytest.mark.parametrize(
    ("day", "same_weekday", "later"),
    [
        ("2025-12-05", True, "2026-12-04"),
        ("2025-12-05", False, "2026-12-05"),
        ("2028-02-29", False, "2029-02-28"),
        ("2028-02-29", True, "2029-02-27"),
        ("2027-03-01", False, "2028-03-01"),
    ],
)
def test_a_year_later_it_is_at_the_same_wall_times(day: str, same_weekday: bool, later: str) -> None:
    then = a_year_later(span(day, "17:00", "21:00"), TOKYO, same_weekday=same_weekday)
    assert then == span(later, "17:00", "21:00")

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.rules.ask import Ask, Step
from booking.rules.circumstances import Facts
from booking.rules.verdict import Sought
from tests.asks import SETTING, a_term, an_ask, at, found

TIERS = [{"days_before": 30, "percent": 100}, {"days_before": 14, "percent": 50}]
JULY_15 = date(2026, 7, 15)


def given_up(on: date, **facts: Any) -> Ask:
    return an_ask(day=JULY_15, asked_at=at(on, "23:59"), step=Step.CANCEL, facts=Facts(**facts))


@pytest.mark.parametrize(
    ("on", "percent"),
    [
        (date(2026, 6, 15), 100),
        (date(2026, 6, 16), 50),
        (date(2026, 7, 1), 50),
        (date(2026, 7, 2), 0),
        (date(2026, 7, 15), 0),
        (date(2026, 7, 16), 0),
    ],
)
def test_what_comes_back_is_told_by_the_days_before_the_use(on: date, percent: int) -> None:
    term = a_term("refund", tiers=TIERS)
    assert term.value(Sought.REFUND, given_up(on), SETTING) == percent
    (reason,) = term.find(given_up(on), SETTING)
    assert (reason.finding, reason.values) == ("holds", {"percent": percent})


def test_what_is_not_the_users_fault_gives_all_of_it_back() -> None:
    term = a_term("refund", tiers=TIERS, full_for=["typhoon"])
    assert term.value(Sought.REFUND, given_up(JULY_15, cause="typhoon"), SETTING) == 100
    assert term.value(Sought.REFUND, given_up(JULY_15, cause="illness"), SETTING) == 0


def test_shares_that_are_not_published_have_no_answer() -> None:
    term = a_term("refund", full_for=["typhoon"])
    assert term.value(Sought.REFUND, given_up(JULY_15), SETTING) is None
    assert found(term, given_up(JULY_15)) == ["holds REFUND"]


def test_a_refund_speaks_of_giving_up_and_needs_the_day_of_use() -> None:
    term = a_term("refund", tiers=TIERS)
    assert found(term, an_ask(day=JULY_15)) == []
    assert found(term, an_ask(day=None, step=Step.CANCEL)) == ["unknown REFUND: day"]
    assert term.value(Sought.REFUND, an_ask(day=None), SETTING) is None


tiers = st.lists(
    st.fixed_dictionaries({"days_before": st.integers(0, 60), "percent": st.integers(0, 100)}),
    min_size=1,
    max_size=4,
)


@given(tiers, st.integers(0, 60))
def test_giving_up_a_day_earlier_never_gives_back_less(tiers: Any, days: int) -> None:
    term = a_term("refund", tiers=tiers)
    late, early = (given_up(JULY_15 - timedelta(days=before)) for before in (days, days + 1))
    assert term.value(Sought.REFUND, early, SETTING) >= term.value(Sought.REFUND, late, SETTING)

"""On which days a series falls, at what instants, and how one date weighs on the next."""

from datetime import date, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.rules.series import MOST, TooMany, days_of, falls_on, judged_in_turn, use_on, ways
from booking.rules.verdict import Outcome, Verdict
from facilities.rules.days import WEEKDAYS
from facilities.rules.evenings import Recurrence
from facilities.rules.spans import local

TOKYO, HELSINKI = ZoneInfo("Asia/Tokyo"), ZoneInfo("Europe/Helsinki")
ALLOWED, NO = Verdict(Outcome.ALLOW, ()), Verdict(Outcome.REFUSE, ())


def until(recurrence: Recurrence, last: date) -> Recurrence:
    return recurrence.model_copy(update={"last": last})


def written(days: tuple[date, ...]) -> str:
    return " ".join(day.isoformat() for day in days)


def test_every_second_wednesday_until_march_counts_weeks_from_the_first() -> None:
    fortnightly = until(ways(date(2026, 12, 9))["2w"], date(2027, 2, 28))
    assert (
        written(days_of(fortnightly)) == "2026-12-09 2026-12-23 2027-01-06 2027-01-20 2027-02-03 2027-02-17"
    )


def test_a_series_of_so_many_times_ends_by_itself() -> None:
    assert written(days_of(ways(date(2026, 12, 30))["1w"], times=3)) == "2026-12-30 2027-01-06 2027-01-13"


def test_whichever_end_comes_first_ends_it() -> None:
    weekly = until(ways(date(2026, 12, 30))["1w"], date(2027, 1, 6))
    assert len(days_of(weekly, times=10)) == 2


def test_the_fifth_wednesday_is_only_in_months_that_have_one() -> None:
    fifth = ways(date(2026, 12, 30))["nth"]
    assert fifth.nth == (5,)
    assert written(days_of(fifth, times=4)) == "2026-12-30 2027-03-31 2027-06-30 2027-09-29"


def test_the_last_wednesday_is_in_every_month() -> None:
    last = ways(date(2026, 12, 30))["last"]
    assert written(days_of(last, times=4)) == "2026-12-30 2027-01-27 2027-02-24 2027-03-31"


def test_only_what_begins_on_a_last_weekday_can_recur_on_the_last() -> None:
    assert "last" not in ways(date(2026, 12, 23))
    assert "last" in ways(date(2027, 2, 24)), "the fourth is the last in February"


def test_a_month_without_the_day_is_passed_over() -> None:
    assert written(days_of(ways(date(2027, 1, 31))["day"], times=3)) == "2027-01-31 2027-03-31 2027-05-31"


def test_29_february_recurs_on_the_29th_and_in_february_only_of_leap_years() -> None:
    found = days_of(until(ways(date(2028, 2, 29))["day"], date(2032, 3, 1)))
    assert [day for day in found if day.month == 2] == [date(2028, 2, 29), date(2032, 2, 29)]
    weekly = days_of(ways(date(2028, 2, 22))["1w"], times=3)
    assert written(weekly) == "2028-02-22 2028-02-29 2028-03-07"


def test_a_fiscal_year_of_53_wednesdays_can_be_booked_and_not_a_week_more() -> None:
    weekly = ways(date(2026, 4, 1))["1w"]
    assert len(days_of(weekly, times=53)) == MOST
    assert days_of(until(weekly, date(2027, 3, 31)))[-1] == date(2027, 3, 31), "it ends with a Wednesday, too"
    with pytest.raises(TooMany):
        days_of(until(weekly, date(2027, 4, 7)))
    with pytest.raises(TooMany):
        days_of(weekly, times=54)


def test_no_fiscal_year_has_more_of_a_weekday_than_are_booked_at_once() -> None:
    for year in range(2000, 2028):  # after 28 years the weekdays come round
        firsts = [date(year, 4, day) for day in range(1, 8)]
        found = [len(days_of(until(ways(first)["1w"], date(year + 1, 3, 31)))) for first in firsts]
        assert sorted(found) == [52] * (7 - found.count(MOST)) + [MOST] * found.count(MOST)
        leap = date(year + 1, 3, 1) - date(year + 1, 2, 28) > date(2027, 3, 1) - date(2027, 2, 28)
        assert found.count(MOST) == (2 if leap else 1)


def test_a_series_without_an_end_is_none() -> None:
    with pytest.raises(ValueError, match="last"):
        days_of(ways(date(2026, 12, 2))["1w"])


@given(st.dates(date(2026, 1, 1), date(2030, 12, 31)), st.integers(1, 20), st.data())
def test_every_way_begins_with_its_first_day_and_goes_on_as_it_says(
    first: date, times: int, data: st.DataObject
) -> None:
    key = data.draw(st.sampled_from(sorted(ways(first))))
    days = days_of(ways(first)[key], times)
    assert (days[0], len(days)) == (first, times)
    if key == "day":
        assert {day.day for day in days} == {first.day}
    else:
        assert {WEEKDAYS[day.weekday()] for day in days} == {WEEKDAYS[first.weekday()]}
    if key.endswith("w"):
        apart = {later - earlier for earlier, later in pairwise(days)}
        assert apart <= {timedelta(weeks=int(key[0]))}
    if key == "nth":
        assert {(day.day - 1) // 7 for day in days} == {(first.day - 1) // 7}
    if key == "last":
        assert {(day + timedelta(days=7)).month != day.month for day in days} == {True}
    assert all(falls_on(ways(first)[key], day) for day in days)


def test_clock_changes_keep_the_hour_on_the_wall() -> None:
    spans = [use_on(day, 17 * 60, 19 * 60, HELSINKI) for day in (date(2027, 3, 27), date(2027, 3, 28))]
    starts = [span.start for span in spans if span]
    assert [local(start, HELSINKI).hour for start in starts] == [17, 17]
    assert starts[1] - starts[0] == 23 * 3600


def test_an_hour_that_the_clocks_skip_is_no_use() -> None:
    assert use_on(date(2027, 3, 28), 3 * 60, 4 * 60, HELSINKI) is None
    assert use_on(date(2027, 3, 28), 3 * 60, 4 * 60, TOKYO) is not None


def test_each_is_judged_with_those_before_it_that_are_allowed_and_no_others() -> None:
    seen = []

    def judge(wish: int, held: object) -> Verdict:
        seen.append((wish, held))
        return NO if wish == 2 else ALLOWED

    found = judged_in_turn([1, 2, 3, 4], judge, lambda verdict: verdict is ALLOWED)
    assert seen == [(1, ()), (2, (1,)), (3, (1,)), (4, (1, 3))]
    assert [(one.wish, one.verdict) for one in found] == [(1, ALLOWED), (2, NO), (3, ALLOWED), (4, ALLOWED)]

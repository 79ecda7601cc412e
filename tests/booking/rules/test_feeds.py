"""Of which days a feed tells."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.rules.feeds import widest, window
from facilities.rules.spans import Span, instant, local_day
from tests.factories import TOKYO, at
from tests.strategies import HELSINKI


def test_a_window_is_a_quarter_back_and_eighteen_months_ahead() -> None:
    found = window(date(2026, 12, 2), TOKYO)
    assert found.span == Span(at("2026-09-02 00:00"), at("2028-06-02 00:00"))
    assert found.gone_until == at("2026-11-25 00:00")
    assert found.first_day == date(2026, 9, 2)


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (date(2027, 5, 31), date(2027, 2, 28), date(2028, 11, 30)),
        (date(2028, 5, 31), date(2028, 2, 29), date(2029, 11, 30)),
        (date(2027, 3, 31), date(2026, 12, 31), date(2028, 9, 30)),
        (date(2028, 2, 29), date(2027, 11, 29), date(2029, 8, 29)),
    ],
)
def test_a_day_that_a_month_does_not_have_is_its_last(day: date, first: date, last: date) -> None:
    span = window(day, TOKYO).span
    assert span == Span(instant(first, 0, TOKYO), instant(last, 0, TOKYO))


@pytest.mark.parametrize("zone", [TOKYO, HELSINKI])
def test_a_window_begins_and_ends_at_midnight_of_its_zone(zone: ZoneInfo) -> None:
    span = window(date(2027, 1, 15), zone).span
    assert span == Span(instant(date(2026, 10, 15), 0, zone), instant(date(2028, 7, 15), 0, zone))


@given(
    st.integers(at("2026-11-01 00:00"), at("2029-03-01 00:00")),
    st.sampled_from(
        ["Pacific/Kiritimati", "Etc/GMT+12", "Asia/Tokyo", "America/New_York", "Pacific/Chatham"]
    ),
)
def test_the_widest_window_tells_all_that_any_feed_tells(instant: int, zone: str) -> None:
    own, wide = window(local_day(instant, ZoneInfo(zone)), ZoneInfo(zone)), widest(instant)
    assert wide.span.contains(own.span)
    assert wide.gone_until <= own.gone_until
    assert own.span.start - wide.span.start <= 7 * 86400

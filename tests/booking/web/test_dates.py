"""Days and instants in addresses: what is kept in bounds, and what is read as nothing."""

from datetime import date

import pytest

from booking.web.dates import AHEAD, read_instant, shown_week, written
from tests.factories import TODAY, TOKYO, at


@pytest.mark.parametrize("text", [None, ""])
def test_without_a_day_the_week_begins_today(text: str | None) -> None:
    week = shown_week(text, TODAY)
    assert (week.first, week.last, week.note) == (TODAY, date(2026, 12, 8), "")


@pytest.mark.parametrize("text", ["2026-12-02", "2028-01-06"], ids=["today", "the last day"])
def test_a_day_at_the_ends_of_what_is_shown_is_shown_as_asked(text: str) -> None:
    week = shown_week(text, TODAY)
    assert (week.first.isoformat(), week.note) == (text, "")


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("2026-12-01", TODAY),
        ("0001-01-01", TODAY),
        ("2028-01-07", TODAY + AHEAD),
        ("9999-12-31", TODAY + AHEAD),
    ],
    ids=["yesterday", "the first of all days", "a day too far", "the last of all days"],
)
def test_a_day_outside_them_becomes_the_nearest_and_is_told(text: str, first: date) -> None:
    week = shown_week(text, TODAY)
    assert week.first == first
    assert "見られるのは" in week.note


@pytest.mark.parametrize("text", ["tomorrow", "2027-02-29", "2026-13-01", "12/4", "２０２６年"])
def test_what_is_no_day_is_told_and_today_shown(text: str) -> None:
    week = shown_week(text, TODAY)
    assert week.first == TODAY
    assert "読み取れなかった" in week.note


def test_one_walks_back_to_today_and_no_further() -> None:
    assert shown_week("2026-12-02", TODAY).before is None
    assert shown_week("2026-12-05", TODAY).before == TODAY
    assert shown_week("2026-12-16", TODAY).before == date(2026, 12, 9)


def test_one_walks_ahead_to_the_last_week_and_no_further() -> None:
    latest = TODAY + AHEAD
    assert shown_week("2027-12-30", TODAY).after == latest
    assert shown_week("2027-12-31", TODAY).after is None
    assert shown_week(latest.isoformat(), TODAY).after is None


@pytest.mark.parametrize("text", ["2026-12-04T17:00", "2028-02-29T23:59", "2027-01-01T00:00"])
def test_an_instant_is_read_as_it_was_written(text: str) -> None:
    read = read_instant(text, TOKYO)
    assert read == at(text.replace("T", " "))
    assert written(read, TOKYO) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-12-04",
        "2026-12-04 17:00",
        "2026-12-04T24:00",
        "2027-02-29T10:00",
        "1969-12-31T23:59",
        "2200-01-01T00:00",
        "2026-12-04T17:00+09:00",
    ],
)
def test_what_is_no_wall_time_of_a_year_that_is_lent_is_nothing(text: str) -> None:
    assert read_instant(text, TOKYO) is None

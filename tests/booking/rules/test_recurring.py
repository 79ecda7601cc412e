"""What the dates of a series have in common, and which differ."""

from datetime import date
from itertools import pairwise
from zoneinfo import ZoneInfo

from booking.rules.recurring import Dated, pattern
from booking.rules.series import days_of, ways
from facilities.rules.spans import Span, instant
from tests.factories import TOKYO
from tests.strategies import HELSINKI

FRIDAYS = ways(date(2026, 12, 4))["1w"]
DAYS = days_of(FRIDAYS, 5)


def dated(day: date, start: int, end: int, zone: ZoneInfo = TOKYO, said: str = "here") -> Dated[str]:
    """From `start` to `end` o'clock of the day; past 24 in the night that follows."""
    return Dated(day, Span(instant(day, start * 60, zone), instant(day, end * 60, zone)), said)


def test_what_most_have_in_common_is_the_rule() -> None:
    dates = [dated(DAYS[0], 10, 12), *(dated(day, 17, 19) for day in DAYS[1:])]
    found = pattern(FRIDAYS, dates, TOKYO)
    assert (found.first, found.last, found.start, found.end) == (DAYS[0], DAYS[-1], 17 * 60, 19 * 60)
    assert found.another == (dates[0],)
    assert found.left_out == ()


def test_days_without_a_date_are_left_out_between_the_first_and_the_last() -> None:
    found = pattern(FRIDAYS, [dated(day, 17, 19) for day in (DAYS[1], DAYS[3])], TOKYO)
    assert (found.first, found.last, found.left_out) == (DAYS[1], DAYS[3], (DAYS[2],))


def test_a_date_of_which_something_else_is_said_is_another() -> None:
    there = dated(DAYS[2], 17, 19, said="there")
    found = pattern(FRIDAYS, [dated(DAYS[0], 17, 19), dated(DAYS[1], 17, 19), there], TOKYO)
    assert (found.said, found.another) == ("here", (there,))


def test_a_date_that_was_moved_to_another_day_at_the_same_time_is_another() -> None:
    moved = Dated(DAYS[1], dated(DAYS[2], 17, 19).span, "here")
    found = pattern(FRIDAYS, [dated(DAYS[0], 17, 19), moved], TOKYO)
    assert found.another == (moved,)


def test_a_series_of_which_every_date_has_moved_keeps_its_days() -> None:
    moved = [Dated(day, dated(later, 17, 19).span, "here") for day, later in pairwise(DAYS)]
    found = pattern(FRIDAYS, moved, TOKYO)
    assert (found.first, found.start, len(found.another)) == (DAYS[0], 17 * 60, 4)


def test_the_night_in_which_the_clocks_change_is_another() -> None:
    """Some readers count what passes, some what the clocks show: an hour's difference that night."""
    saturdays = ways(date(2027, 3, 20))["1w"]
    dates = [dated(day, 22, 30, HELSINKI) for day in days_of(saturdays, 3)]
    assert pattern(saturdays, dates, HELSINKI).another == (dates[1],)


def test_a_date_at_an_hour_that_the_clocks_show_twice_is_another() -> None:
    sundays = ways(date(2026, 10, 18))["1w"]
    dates = [
        Dated(day, Span(instant(day, 180, HELSINKI), instant(day, 210, HELSINKI)), "here")
        for day in days_of(sundays, 3)
    ]
    assert pattern(sundays, dates, HELSINKI).another == (dates[1],)


def test_a_date_at_the_second_showing_of_its_hour_is_another() -> None:
    sundays = ways(date(2026, 10, 18))["1w"]
    days = days_of(sundays, 3)
    dates = [dated(day, 3, 4, HELSINKI) for day in days]
    second = instant(days[1], 180, HELSINKI) + 3600
    dates[1] = Dated(days[1], Span(second, second + 3600), "here")
    assert pattern(sundays, dates, HELSINKI).another == (dates[1],)


def test_by_day_the_clocks_change_nothing() -> None:
    sundays = ways(date(2027, 3, 21))["1w"]
    dates = [dated(day, 10, 12, HELSINKI) for day in days_of(sundays, 3)]
    assert pattern(sundays, dates, HELSINKI).another == ()

"""How much of the open time was used, hour by hour."""

from datetime import date
from zoneinfo import ZoneInfo

from booking.rules.usage import Cell, Use, brightest, minutes_of, together, uses
from facilities.rules.spans import Span
from tests.factories import TOKYO, span

WEDNESDAY = "2026-12-02"
ADELAIDE = ZoneInfo("Australia/Adelaide")


def test_half_an_hour_is_half_of_its_hour() -> None:
    assert minutes_of([span(WEDNESDAY, "15:30", "17:00")], TOKYO) == {Cell(2, 15): 30, Cell(2, 16): 60}


def test_what_two_bookings_hold_at_once_is_counted_once() -> None:
    both = [span(WEDNESDAY, "15:00", "16:00"), span(WEDNESDAY, "15:30", "16:30")]
    assert minutes_of(both, TOKYO) == {Cell(2, 15): 60, Cell(2, 16): 30}


def test_past_midnight_it_is_the_next_weekday() -> None:
    night = span(WEDNESDAY, "23:30", "23:59")
    assert minutes_of([Span(night.start, night.start + 3600)], TOKYO) == {Cell(2, 23): 30, Cell(3, 0): 30}


def test_an_hour_is_one_of_the_wall_clock_where_the_offset_is_no_whole_hour() -> None:
    assert date(2026, 12, 2).weekday() == 2
    noon = 1_796_184_000  # 2026-12-02 04:00 UTC, 14:30 in Adelaide
    assert minutes_of([Span(noon, noon + 3600)], ADELAIDE) == {Cell(2, 14): 30, Cell(2, 15): 30}


def test_what_was_never_open_has_no_rate_and_what_was_used_beyond_the_hours_is_in_none() -> None:
    opened = minutes_of([span(WEDNESDAY, "15:00", "16:00")], TOKYO)
    used = minutes_of([span(WEDNESDAY, "15:30", "18:00")], TOKYO)
    assert uses(opened, used) == {Cell(2, 15): Use(60, 30)}
    assert (Use(60, 30).percent, Use().percent, Use(60, 0).percent) == (50, None, 0)


def test_together_each_minute_counts_alike() -> None:
    assert together([Use(60, 60), Use(180, 0)]) == Use(240, 60)


def test_the_brightest_hour_is_the_earliest_of_those_used_most() -> None:
    found = {Cell(4, 17): Use(60, 50), Cell(2, 17): Use(60, 50), Cell(0, 9): Use(60, 10)}
    assert brightest(found) == Cell(2, 17)
    assert brightest({Cell(0, 9): Use(60, 0)}) is None

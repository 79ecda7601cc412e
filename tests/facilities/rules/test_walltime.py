"""Times of day as rulebooks write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilities.rules.walltime import LATEST, read_wall_time, write_wall_time


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("9:00", 540),
        ("09:00", 540),
        ("12:00", 720),
        ("17:30", 1050),
        ("24:00", 1440),
        ("26:00", 1560),
        ("48:00", 2880),
    ],
)
def test_a_time_is_minutes_after_the_midnight_of_its_day(text, minutes):
    assert read_wall_time(text) == minutes


@given(st.integers(0, LATEST))
def test_what_is_written_is_read_again(minutes):
    assert read_wall_time(write_wall_time(minutes)) == minutes


@pytest.mark.parametrize(
    "text", ["9", "9:60", "9.00", "9:0", "９：００", " 9:00", "9:00pm", "", 9, 540, None]
)
def test_anything_else_is_told_how_to_write_a_time(text):
    with pytest.raises(ValueError, match='"HH:MM"'):
        read_wall_time(text)


def test_a_time_later_than_the_following_day_is_refused():
    with pytest.raises(ValueError, match="end of the following day"):
        read_wall_time("48:01")

"""How each use of a day stands, and where it lies on the board."""

import pytest

from booking.rules.lifecycle import State
from booking.rules.today import Seen, columns, hour_of, reach, seen, steps
from tests.factories import TOKYO, at, span

USE = span("2026-12-04", "17:00", "19:00")
DAY = span("2026-12-04", "10:00", "21:00")


@pytest.mark.parametrize(
    ("state", "now", "how"),
    [
        (State.BOOKED, "16:00", Seen.NEXT),
        (State.BOOKED, "17:14", Seen.NEXT),
        (State.BOOKED, "17:15", Seen.LATE),
        (State.BOOKED, "19:00", Seen.UNTOLD),
        (State.IN_USE, "18:59", Seen.IN_USE),
        (State.IN_USE, "19:00", Seen.OVER),
        (State.USED, "18:00", Seen.USED),
        (State.PROVISIONAL, "17:30", Seen.PENDING),
        (State.OFFERED, "16:00", Seen.PENDING),
        (State.NO_SHOW, "17:30", Seen.NO_SHOW),
    ],
)
def test_a_use_stands_by_its_state_and_the_hour(state: State, now: str, how: Seen) -> None:
    assert seen(state, USE, at(f"2026-12-04 {now}"), at("2026-12-04 17:15")) is how


def test_the_board_reaches_over_full_hours() -> None:
    spans = [span("2026-12-04", "09:30", "12:00"), span("2026-12-04", "19:00", "20:40")]
    assert reach(spans, TOKYO) == span("2026-12-04", "09:00", "21:00")
    assert reach([], TOKYO) is None


def test_a_use_lies_on_the_quarter_hours_that_it_touches() -> None:
    assert columns(USE, DAY) == (29, 37)
    assert columns(span("2026-12-04", "17:05", "17:20"), DAY) == (29, 31)


def test_what_begins_before_the_board_is_cut_where_it_begins() -> None:
    assert columns(span("2026-12-04", "09:00", "11:00"), DAY) == (1, 5)


def test_an_hour_that_nobody_counted_leaves_a_gap_in_the_steps() -> None:
    counts = {at("2026-12-04 10:00"): 6, at("2026-12-04 12:00"): 24}
    day = span("2026-12-04", "10:00", "20:00")
    assert steps(counts, day, 24, day.end) == [(0, 100, 25), (200, 300, 100)]


def test_nothing_is_drawn_of_the_hour_that_is_to_come() -> None:
    day = span("2026-12-04", "10:00", "20:00")
    assert steps({at("2026-12-04 12:00"): 12}, day, 24, at("2026-12-04 12:30")) == [(200, 250, 50)]


def test_an_hour_begins_as_the_walls_clock_says() -> None:
    assert hour_of(at("2026-12-04 17:42"), TOKYO) == at("2026-12-04 17:00")

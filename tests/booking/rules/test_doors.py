"""What a room's door says on Wednesday 2 December 2026, open from 10:00 to 17:00 and from 17:00 to 21:00."""

from booking.rules.doors import (
    LONGEST,
    MOST_A_DAY,
    REST,
    Door,
    Held,
    Look,
    Piece,
    door,
    ends,
    may_be_taken_again,
)
from facilities.rules.spans import Span
from tests.factories import at, span

DAY = "2026-12-02"
OPEN = [span(DAY, "10:00", "17:00"), span(DAY, "17:00", "21:00")]


def held(start: str, end: str, here: bool = False) -> Held:
    return Held(span(DAY, start, end), here)


def seen(when: str, *taken: Held) -> Door:
    return door(OPEN, taken, at(f"{DAY} {when}"))


def test_a_room_is_free_until_somebody_has_it() -> None:
    found = seen("17:42", held("19:00", "20:00"))
    assert found.now == Piece(span(DAY, "10:00", "19:00"), Look.FREE)
    assert found.follows == Piece(span(DAY, "19:00", "20:00"), Look.BOOKED)


def test_a_room_is_in_use_once_they_have_come_and_booked_before() -> None:
    assert [seen("17:42", held("17:00", "19:00", here)).now for here in (False, True)] == [
        Piece(span(DAY, "17:00", "19:00"), Look.BOOKED),
        Piece(span(DAY, "17:00", "19:00"), Look.IN_USE),
    ]


def test_what_is_over_is_over_whether_they_came_or_not() -> None:
    found = seen("17:42", held("15:00", "17:00"), held("13:00", "15:00", here=True))
    assert [one.look for one in found.pieces] == [Look.OVER, Look.OVER, Look.FREE]


def test_at_its_end_a_use_is_over() -> None:
    assert seen("19:00", held("17:00", "19:00", here=True)).now == Piece(
        span(DAY, "19:00", "21:00"), Look.FREE
    )


def test_before_it_opens_and_after_it_closes_nothing_is_so_now() -> None:
    assert seen("09:59").now is None
    assert seen("09:59").follows == Piece(span(DAY, "10:00", "21:00"), Look.FREE)
    assert (seen("21:00").now, seen("21:00").follows) == (None, None)


def test_a_free_room_is_given_for_half_an_hour_or_an_hour_up_to_a_quarter() -> None:
    given = ends(span(DAY, "17:42", "21:00"))
    assert given == (at(f"{DAY} 18:15"), at(f"{DAY} 18:45"))
    assert ends(span(DAY, "17:42", "18:30")) == (at(f"{DAY} 18:15"), at(f"{DAY} 18:30"))
    assert ends(span(DAY, "17:42", "18:00")) == (at(f"{DAY} 18:00"),)
    assert ends(span(DAY, "17:46", "18:00")) == ()


def test_no_end_that_a_door_gives_is_later_than_its_longest() -> None:
    for minute in range(60):
        start = at(f"{DAY} 17:00") + 60 * minute
        assert max(ends(Span(start, start + 4 * 3600))) <= start + LONGEST


def test_a_room_that_was_taken_at_its_door_rests_before_it_is_taken_so_again() -> None:
    left = at(f"{DAY} 18:15")
    assert may_be_taken_again([], left)
    assert not may_be_taken_again([left], left + REST - 1)
    assert may_be_taken_again([left], left + REST)
    assert not may_be_taken_again([left + 3600], left), "somebody is there"


def test_a_door_gives_its_room_only_so_often_a_day() -> None:
    left = [at(f"{DAY} {hour}:00") for hour in range(10, 10 + MOST_A_DAY)]
    assert may_be_taken_again(left[1:], at(f"{DAY} 20:00"))
    assert not may_be_taken_again(left, at(f"{DAY} 20:00"))

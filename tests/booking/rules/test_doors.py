"""What a room's door says on Wednesday 2 December 2026, open from 10:00 to 17:00 and from 17:00 to 21:00."""

from booking.rules.doors import Door, Held, Look, Piece, door
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

"""A room's time as open data: every instant is in one piece, and pieces say no more than a state."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from booking.rules.availability import Free, Piece, pieces
from facilities.rules.spans import Span

WHOLE = Span(0, 100)
SPANS = st.lists(
    st.tuples(st.integers(-20, 120), st.integers(1, 40)).map(lambda one: Span(one[0], one[0] + one[1])),
    max_size=6,
)


def at(found: list[Piece], moment: int) -> list[Free]:
    return [one.state for one in found if moment in one.span]


@given(SPANS, SPANS)
def test_each_instant_is_what_a_minute_by_minute_look_says(opened: list[Span], held: list[Span]) -> None:
    found = pieces(WHOLE, opened, held)
    for moment in range(100):
        taken, is_open = (any(moment in one for one in spans) for spans in (held, opened))
        state = Free.TAKEN if taken else Free.FREE if is_open else Free.CLOSED
        assert at(found, moment) == [state]


@given(SPANS, SPANS)
def test_pieces_touch_and_two_that_touch_differ(opened: list[Span], held: list[Span]) -> None:
    found = pieces(WHOLE, opened, held)
    assert (found[0].span.start, found[-1].span.end) == (WHOLE.start, WHOLE.end)
    for one, after in itertools.pairwise(found):
        assert one.span.end == after.span.start
        assert one.state is not after.state


def test_two_bookings_that_touch_are_one_piece() -> None:
    found = pieces(WHOLE, [WHOLE], [Span(10, 20), Span(20, 30)])
    assert [one.span for one in found if one.state is Free.TAKEN] == [Span(10, 30)]


def test_a_room_that_is_never_open_is_closed_all_along() -> None:
    assert pieces(WHOLE, [], []) == [Piece(WHOLE, Free.CLOSED)]

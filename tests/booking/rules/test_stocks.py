"""When all of a stock goes with bookings, as one would draw it on a time line."""

import pytest

from booking.rules.stocks import at_once, used_up, without
from facilities.rules.spans import Span
from tests.factories import span

TEN, ELEVEN, TWELVE, ONE = 10, 11, 12, 13


@pytest.mark.parametrize(
    ("stock", "loans", "gone"),
    [
        (1, [], []),
        (1, [(Span(TEN, TWELVE), 1)], [Span(TEN, TWELVE)]),
        (2, [(Span(TEN, TWELVE), 1)], []),
        (2, [(Span(TEN, TWELVE), 1), (Span(ELEVEN, ONE), 1)], [Span(ELEVEN, TWELVE)]),
        (2, [(Span(TEN, ELEVEN), 2), (Span(ELEVEN, TWELVE), 2)], [Span(TEN, TWELVE)]),
        (3, [(Span(TEN, TWELVE), 1), (Span(ELEVEN, ONE), 1)], []),
    ],
)
def test_a_stock_is_used_up_while_as_many_are_out_at_once(
    stock: int, loans: list[tuple[Span, int]], gone: list[Span]
) -> None:
    assert used_up(stock, loans) == gone


def test_of_several_of_a_kind_one_that_is_left_is_enough() -> None:
    assert at_once([[Span(TEN, TWELVE)], [Span(ELEVEN, ONE)]]) == [Span(ELEVEN, TWELVE)]
    assert at_once([[Span(TEN, TWELVE)], []]) == []
    assert at_once([]) == []


def test_where_all_are_promised_and_one_breaks_whoever_booked_last_lacks_it() -> None:
    evening = span("2026-12-04", "17:00", "19:00")
    assert without(2, [(1, evening, 1), (2, evening, 1)]) == set()
    assert without(1, [(1, evening, 1), (2, evening, 1)]) == {2}


def test_whoever_has_it_at_another_time_lacks_nothing() -> None:
    early, late = span("2026-12-04", "17:00", "18:00"), span("2026-12-04", "18:00", "19:00")
    assert without(1, [(1, early, 1), (2, late, 1)]) == set()


def test_who_needs_two_of_one_lacks_them_and_leaves_the_one_to_others() -> None:
    evening = span("2026-12-04", "17:00", "19:00")
    assert without(1, [(1, evening, 2), (2, evening, 1)]) == {1}
    assert without(0, [(1, evening, 1)]) == {1}

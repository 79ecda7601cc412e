"""When all of a stock goes with bookings, as one would draw it on a time line."""

import pytest

from booking.rules.stocks import at_once, used_up
from facilities.rules.spans import Span

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

"""Which layer decides a day, as the desk counts the layers."""

import pytest

from booking.rules.openings import Number, number_of, winner_of
from facilities.rules.layers import Layer, Source

SEASONAL = frozenset({"H2"})
USUAL, SUMMER = Source(Layer.HOURS, "H1"), Source(Layer.HOURS, "H2")
EVENING, DATED_EVENING = Source(Layer.EVENING, "E1"), Source(Layer.EVENING)
CLOSED, SPECIAL, CLOSURE = Source(Layer.CLOSED, "C1"), Source(Layer.SPECIAL), Source(Layer.CLOSURE)


@pytest.mark.parametrize(
    ("source", "number"),
    [
        (USUAL, Number.USUAL),
        (SUMMER, Number.SEASON),
        (EVENING, Number.EVENING),
        (DATED_EVENING, Number.EVENING),
        (CLOSED, Number.DATED),
        (SPECIAL, Number.DATED),
        (CLOSURE, Number.DATED),
    ],
)
def test_each_layer_has_the_number_that_the_desk_knows(source: Source, number: Number) -> None:
    assert number_of(source, SEASONAL) is number


def test_the_highest_decides_and_of_one_number_the_higher_layer() -> None:
    assert winner_of([USUAL, EVENING, SUMMER], SEASONAL) == EVENING
    assert winner_of([USUAL, SUMMER], SEASONAL) == SUMMER
    assert winner_of([SPECIAL, CLOSURE, CLOSED], SEASONAL) == CLOSURE


def test_a_day_of_which_nothing_speaks_is_decided_by_nothing() -> None:
    assert winner_of([], SEASONAL) is None

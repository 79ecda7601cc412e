"""Which layer of hours decides a day, and what of it names the day."""

from booking.rules.openings import winner_of
from facilities.rules.layers import Layer, Source

AN_HOUR = 3600
SETTING_UP, FESTIVAL = (Source(Layer.CLOSURE, "", name, "") for name in ("準備", "まつり"))
USUAL, EVENING = Source(Layer.HOURS, "C1"), Source(Layer.EVENING, "", "夜間開放")


def test_a_day_of_which_nothing_speaks_is_named_by_nothing() -> None:
    assert winner_of({}, frozenset()) is None


def test_of_two_closures_of_a_day_the_longer_names_it_whichever_comes_first() -> None:
    for sources in (
        {SETTING_UP: AN_HOUR, FESTIVAL: 8 * AN_HOUR},
        {FESTIVAL: 8 * AN_HOUR, SETTING_UP: AN_HOUR},
    ):
        assert winner_of(sources, frozenset()) == FESTIVAL


def test_a_higher_layer_names_it_however_short_it_is() -> None:
    assert winner_of({USUAL: 8 * AN_HOUR, EVENING: AN_HOUR}, frozenset()) == EVENING
    assert winner_of({EVENING: 4 * AN_HOUR, SETTING_UP: 0}, frozenset()) == SETTING_UP

"""When one may sign up, and what a sign-up is then."""

import pytest

from booking.rules.signup_windows import Phase, Window, WindowUnfit, is_closing

LOT = Window(100, 200, 300)


@pytest.mark.parametrize(
    ("now", "phase"),
    [
        (99, Phase.BEFORE),
        (100, Phase.ENTERING),
        (200, Phase.ENTERING),
        (201, Phase.DRAWING),
        (300, Phase.DRAWING),
    ],
)
def test_until_the_draw_all_who_sign_up_in_time_enter_and_the_last_second_is_in_time(
    now: int, phase: Phase
) -> None:
    assert LOT.phase(now, drawn=False) is phase
    assert LOT.phase(now, drawn=True) is Phase.LEFT
    assert is_closing(LOT, now) == (now > 200)


def test_in_order_places_go_to_who_comes_first_and_after_the_time_to_nobody() -> None:
    window = Window(100, 200)
    phases = [window.phase(now, drawn=False) for now in (99, 100, 200, 201)]
    assert phases == [Phase.BEFORE, Phase.IN_ORDER, Phase.IN_ORDER, Phase.OVER]
    assert not is_closing(window, 201)


def test_where_nothing_is_set_it_is_open_as_soon_as_it_is_seen() -> None:
    assert Window().phase(0, drawn=False) is Phase.IN_ORDER


@pytest.mark.parametrize(
    ("window", "field"),
    [
        (Window(200, 200), "takes_until"),
        (Window(100, None, 300), "takes_until"),
        (Window(100, 300, 300), "draws_at"),
        (Window(100, 200, 400), "draws_at"),
    ],
)
def test_moments_are_in_their_order_and_the_draw_is_before_the_first_date(window: Window, field: str) -> None:
    with pytest.raises(WindowUnfit) as raised:
        window.must_be_fit(400)
    assert raised.value.field == field


@pytest.mark.parametrize("window", [Window(), Window(100, 200), LOT])
def test_what_is_in_order_is_fit(window: Window) -> None:
    window.must_be_fit(400)
    window.must_be_fit(None)

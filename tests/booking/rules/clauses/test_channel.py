import pytest

from booking.rules.ask import Channel, Step
from tests.asks import SETTING, a_term, an_ask, found


@pytest.mark.parametrize(
    ("channel", "expected"),
    [
        (Channel.PHONE, ["holds CHANNEL"]),
        (Channel.WEB, ["broken CHANNEL"]),
        (None, ["unknown CHANNEL: channel"]),
    ],
)
def test_one_asks_through_the_channels_that_are_open(channel: Channel | None, expected: list[str]) -> None:
    assert found(a_term("channel", channels=["phone", "counter"]), an_ask(channel=channel)) == expected


def test_a_refusal_says_which_are_open() -> None:
    (reason,) = a_term("channel", channels=["phone", "counter"]).find(an_ask(channel=Channel.WEB), SETTING)
    assert reason.values == {"channels": ["phone", "counter"]}


def test_it_speaks_of_booking_and_of_no_other_step_unless_it_says_so() -> None:
    at_the_counter = {"channels": ["counter"], "steps": ["confirm"]}
    assert found(a_term("channel", channels=["counter"]), an_ask(step=Step.ARRIVE, channel=Channel.WEB)) == []
    assert found(a_term("channel", **at_the_counter), an_ask(step=Step.CONFIRM, channel=Channel.WEB)) == [
        "broken CHANNEL"
    ]

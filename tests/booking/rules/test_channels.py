"""A refusal of a channel, or by a cut-off, offers the channels that are open and no others."""

from typing import Any

import pytest

from booking.rules.admission import decide
from booking.rules.ask import Channel
from booking.rules.codes import Code
from booking.rules.verdict import Reason
from tests.asks import an_ask, rules_of

OPEN = {"type": "hours", "from": "9:00", "to": "21:00"}
WEB_OR_COUNTER = {"type": "channel", "channels": ["web", "counter"]}
TO_THE_COUNTER = {"type": "closes", "days": 4, "unless": [{"through": ["counter", "phone"]}]}


def broken(*clauses: list[dict[str, Any]], through: Channel) -> list[Reason]:
    """On 2 December, two days before the use."""
    return list(decide(an_ask(channel=through), rules_of([OPEN], *clauses)).broken)


def test_a_channel_that_another_clause_has_closed_is_not_offered() -> None:
    (channel, late) = broken([WEB_OR_COUNTER], [TO_THE_COUNTER], through=Channel.FAX)
    assert (channel.code, channel.values["channels"]) == (Code.CHANNEL, [Channel.COUNTER])
    assert (late.code, late.values["channels"]) == (Code.TOO_LATE, [Channel.COUNTER])


def test_a_channel_that_is_open_is_offered() -> None:
    (channel,) = broken([WEB_OR_COUNTER], through=Channel.FAX)
    assert channel.values["channels"] == [Channel.WEB, Channel.COUNTER]


def test_after_a_cut_off_only_channels_that_the_clauses_leave_open_are_told() -> None:
    (late,) = broken([TO_THE_COUNTER], through=Channel.WEB)
    assert late.values["channels"] == [Channel.PHONE, Channel.COUNTER]


@pytest.mark.parametrize("more", [[], [[TO_THE_COUNTER]]])
def test_after_a_cut_off_for_everybody_none_is_told(more: list[Any]) -> None:
    for reason in broken([{"type": "closes", "days": 3}], *more, through=Channel.WEB):
        assert reason.values.keys() == {"closes_at"}


def test_where_clauses_leave_no_channel_none_is_offered() -> None:
    by_web = {"type": "channel", "channels": ["web"]}
    by_post = {"type": "channel", "channels": ["post"]}
    assert [reason.values for reason in broken([by_web], [by_post], through=Channel.FAX)] == [
        {"channels": []},
        {"channels": []},
    ]

from datetime import date
from typing import Any

import pytest

from booking.rules.ask import Channel
from tests.asks import SETTING, a_term, an_ask, at, found

JUNE_24 = date(2026, 6, 24)
HOLDS, BROKEN = ["holds TOO_LATE"], ["broken TOO_LATE"]


@pytest.mark.parametrize(
    ("parameters", "asked", "expected"),
    [
        # 41: to three days before, the 21st
        ({"days": 3}, (date(2026, 6, 21), "23:59"), HOLDS),
        ({"days": 3}, (date(2026, 6, 22), "0:00"), BROKEN),
        # 29: two days before, 16:00
        ({"days": 2, "at": "16:00"}, (date(2026, 6, 22), "16:00"), HOLDS),
        ({"days": 2, "at": "16:00"}, (date(2026, 6, 22), "16:01"), BROKEN),
        # 21: three hours before
        ({"minutes": 180}, (JUNE_24, "15:00"), HOLDS),
        ({"minutes": 180}, (JUNE_24, "15:01"), BROKEN),
        # 44: the 20th of the month before
        ({"months": 1, "day": 20}, (date(2026, 5, 20), "12:00"), HOLDS),
        ({"months": 1, "day": 20}, (date(2026, 5, 21), "12:00"), BROKEN),
        ({"days": 1, "at": "24:00"}, (date(2026, 6, 23), "23:59"), HOLDS),
        ({"days": 1, "at": "24:00"}, (JUNE_24, "0:00"), BROKEN),
    ],
)
def test_booking_ends_with_a_moment_counted_back_from_the_use(
    parameters: Any, asked: Any, expected: list[str]
) -> None:
    ask = an_ask(day=JUNE_24, hours=("18:00", "22:00"), asked_at=at(*asked))
    assert found(a_term("closes", **parameters), ask) == expected


def test_a_refusal_says_which_was_the_last_moment() -> None:
    ask = an_ask(day=JUNE_24, asked_at=at(JUNE_24, "10:00"))
    (reason,) = a_term("closes", days=3).find(ask, SETTING)
    assert reason.values == {"closes_at": at(date(2026, 6, 22), "0:00") - 1}


def test_each_channel_may_end_at_its_own_time() -> None:
    term = a_term("closes", days=4, through=["web"])
    asked_at = at(date(2026, 6, 21), "10:00")
    assert found(term, an_ask(day=JUNE_24, channel=Channel.WEB, asked_at=asked_at)) == BROKEN
    assert found(term, an_ask(day=JUNE_24, channel=Channel.PHONE, asked_at=asked_at)) == []


def test_of_a_day_that_does_not_exist_only_the_days_around_it_are_left_to_the_hall() -> None:
    term = a_term("closes", months=4, day=29, missing="ask")
    days = [date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 2)]
    asks = [an_ask(day=date(2026, 6, 10), asked_at=at(day, "10:00")) for day in days]
    assert [found(term, ask) for ask in asks] == [HOLDS, ["open NO_SUCH_DAY"], BROKEN]


def test_the_last_day_is_the_one_with_which_it_ends() -> None:
    assert a_term("closes", days=3).last_day(an_ask(day=JUNE_24), SETTING) == date(2026, 6, 21)
    assert a_term("closes", days=3).last_day(an_ask(day=None), SETTING) is None

from typing import Any

import pytest

from booking.rules.ask import Step
from booking.rules.circumstances import Facts
from tests.asks import FRIDAY, SETTING, a_term, an_ask, at, found

TERM = a_term("closes_early", to="17:00")
HOLDS, BROKEN = ["holds CLOSED_EARLY"], ["broken CLOSED_EARLY"]


@pytest.mark.parametrize(
    ("hours", "facts", "expected"),
    [
        (("15:00", "17:00"), {}, HOLDS),
        (("16:00", "17:01"), {"evening_booked": False}, BROKEN),
        (("19:00", "20:00"), {"evening_booked": False}, BROKEN),
        (("19:00", "20:00"), {"evening_booked": True}, HOLDS),
        (("19:00", "20:00"), {"booked": True}, HOLDS),
        (("19:00", "20:00"), {}, ["unknown CLOSED_EARLY: evening_booked"]),
        (None, {}, ["unknown CLOSED_EARLY: time"]),
    ],
)
def test_with_nothing_booked_that_evening_the_hall_closes_early(
    hours: Any, facts: Any, expected: list[str]
) -> None:
    """50 C1, Q4."""
    assert found(TERM, an_ask(step=Step.ARRIVE, hours=hours, facts=Facts(**facts))) == expected


def test_a_refusal_says_from_when_it_is_closed() -> None:
    ask = an_ask(step=Step.STAY, hours=("19:00", "20:00"), facts=Facts(evening_booked=False))
    (reason,) = TERM.find(ask, SETTING)
    assert reason.values == {"until_at": at(FRIDAY, "17:00")}


def test_whoever_books_the_evening_keeps_it_open() -> None:
    assert found(TERM, an_ask(hours=("19:00", "20:00"), facts=Facts(evening_booked=False))) == []

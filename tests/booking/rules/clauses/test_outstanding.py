from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.rules.ask import Held
from booking.rules.lifecycle import State
from facilities.rules.spans import Span
from tests.asks import SETTING, TODAY, a_group, a_term, an_ask, at, found, held

HOLDS, BROKEN = ["holds ONE_AT_A_TIME"], ["broken ONE_AT_A_TIME"]
SATURDAY = TODAY + timedelta(days=3)
COMING = held(SATURDAY, "15:00", "17:00")


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        ((), HOLDS),
        ((COMING,), BROKEN),
        ((held(TODAY, "9:00", "12:00"),), HOLDS),
        ((held(TODAY, "11:00", "13:00"),), BROKEN),
        ((held(SATURDAY, "15:00", "17:00", room="craft"),), HOLDS),
        ((held(SATURDAY, "15:00", "17:00", hall="elsewhere"),), HOLDS),
        ((held(SATURDAY, "15:00", "17:00", state=State.CANCELLED),), HOLDS),
        ((held(SATURDAY, "15:00", "17:00", state=State.OFFERED),), BROKEN),
        ((held(SATURDAY, "15:00", "17:00", by_group=True),), HOLDS),
        (None, ["unknown ONE_AT_A_TIME: history"]),
    ],
)
def test_one_booking_of_the_room_is_open_at_a_time(history: Any, expected: list[str]) -> None:
    assert found(a_term("outstanding", rooms=["band"]), an_ask(history=history)) == expected


def test_a_group_is_counted_by_its_own_bookings() -> None:
    of_the_group = held(SATURDAY, "15:00", "17:00", by_group=True)
    assert found(a_term("outstanding"), an_ask(history=(of_the_group,), group=a_group())) == BROKEN
    assert found(a_term("outstanding"), an_ask(history=(COMING,), group=a_group())) == HOLDS


def test_a_refusal_says_after_which_use_the_next_can_be_booked() -> None:
    days = [date(2026, 12, day) for day in (9, 5, 12)]
    history = tuple(held(day, "15:00", "17:00") for day in days)
    (reason,) = a_term("outstanding", most=2).find(an_ask(history=history), SETTING)
    assert reason.values == {"most": 2, "held": 3, "until_at": at(date(2026, 12, 9), "17:00")}


ends = st.lists(st.integers(1, 500), max_size=6)


@given(ends, st.integers(1, 4))
def test_it_holds_from_the_instant_that_it_names_and_not_before(hours: list[int], most: int) -> None:
    now = at(TODAY, "12:00")
    uses = tuple(Held("higashi", "band", Span(now + (h - 1) * 3600, now + h * 3600)) for h in hours)
    term = a_term("outstanding", most=most)
    (reason,) = term.find(an_ask(history=uses), SETTING)
    if len(hours) < most:
        assert reason.finding == "holds"
        return
    until = reason.values["until_at"]
    assert isinstance(until, int)
    assert found(term, an_ask(history=uses, asked_at=until)) == HOLDS
    assert found(term, an_ask(history=uses, asked_at=until - 1)) == BROKEN

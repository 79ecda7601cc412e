from typing import Any

import pytest
from pydantic import ValidationError

from booking.rules.ask import Step
from booking.rules.circumstances import Facts
from tests.asks import FRIDAY, SETTING, a_term, an_ask, at, found

KEY = a_term("key", from_minutes=15, back_minutes=5, if_free=True)


@pytest.mark.parametrize(
    ("time", "vacant", "expected"),
    [
        ("17:44", True, ["broken KEY_EARLY"]),
        ("17:45", True, ["holds KEY_EARLY"]),
        ("17:45", False, ["broken TAKEN"]),
        ("17:45", None, ["unknown KEY_EARLY: vacant"]),
        ("18:00", None, ["holds KEY_EARLY"]),
        ("18:00", False, ["holds KEY_EARLY"]),
    ],
)
def test_the_key_is_given_a_quarter_of_an_hour_before_if_the_room_is_free(
    time: str, vacant: bool | None, expected: list[str]
) -> None:
    """41 C3, Q4."""
    ask = an_ask(
        step=Step.ARRIVE, hours=("18:00", "22:00"), asked_at=at(FRIDAY, time), facts=Facts(vacant=vacant)
    )
    assert found(KEY, ask) == expected


def test_a_refusal_says_from_when_it_is_given() -> None:
    ask = an_ask(step=Step.ARRIVE, hours=("18:00", "22:00"), asked_at=at(FRIDAY, "17:00"))
    (reason,) = KEY.find(ask, SETTING)
    assert reason.values == {"from_at": at(FRIDAY, "17:45")}


def test_without_the_start_it_cannot_tell() -> None:
    assert found(KEY, an_ask(step=Step.ARRIVE)) == ["unknown KEY_EARLY: time"]


def test_a_hall_that_only_wants_the_key_back_says_nothing_of_when_one_comes() -> None:
    """41 C4: beside C3, which says from when the key is lent."""
    back = a_term("key", back_minutes=5)
    early = an_ask(step=Step.ARRIVE, hours=("18:00", "22:00"), asked_at=at(FRIDAY, "17:44"))
    assert found(back, early) == []
    assert back.leave_by(early, SETTING) == 21 * 60 + 55


@pytest.mark.parametrize("written", [{}, {"back_minutes": 5, "if_free": True}])
def test_it_says_from_when_or_by_when(written: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="give `from_minutes`"):
        a_term("key", **written)


@pytest.mark.parametrize(
    ("hours", "minutes"),
    [(("18:00", "22:00"), 21 * 60 + 55), (("22:00", "26:00"), 25 * 60 + 55), (("18:00", "24:00"), 1435)],
)
def test_the_room_is_cleared_before_the_end(hours: Any, minutes: int) -> None:
    """41 C4."""
    assert KEY.leave_by(an_ask(hours=hours), SETTING) == minutes


def test_a_hall_that_asks_for_no_key_back_names_no_time() -> None:
    assert a_term("key", from_minutes=15).leave_by(an_ask(hours=("18:00", "22:00")), SETTING) is None
    assert KEY.leave_by(an_ask(), SETTING) is None

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.rules.circumstances import Facts
from facilities.rules.stages import AgeMode
from facilities.rules.timetable import Timetable
from tests.asks import SETTING, TOKYO, a_term, an_ask, found, held
from tests.strategies import term as a_clause

FRIDAY = date(2026, 12, 4)
OPEN = {"type": "hours", "from": "9:00", "to": "22:00"}
MONDAYS = {"type": "closed", "on": {"days": ["mon"]}}
FOUR = [("9:00", "12:00"), ("13:00", "15:00"), ("15:00", "18:00"), ("18:00", "22:00")]
BANDS = {"type": "bands", "bands": [{"from": start, "to": end} for start, end in FOUR]}


def hall(*clauses: dict[str, Any]) -> Any:
    said = [(f"C{number}", a_clause(clause)) for number, clause in enumerate(clauses, 1)]
    return replace(SETTING, timetable=Timetable.compile("higashi", TOKYO, said, AgeMode.LEGAL))


def on(*days: int, **fields: Any) -> Any:
    return tuple(held(date(2026, 12, day), "9:00", "12:00", **fields) for day in days)


def also(*days: int) -> Facts:
    return Facts(also_on=tuple(date(2026, 12, day) for day in days))


@pytest.mark.parametrize(
    ("history", "facts", "expected"),
    [
        ((), also(), ["holds CONSECUTIVE_DAYS"]),
        ((), also(5), ["holds CONSECUTIVE_DAYS"]),
        ((), also(5, 6), ["broken CONSECUTIVE_DAYS"]),
        ((), also(3, 5), ["broken CONSECUTIVE_DAYS"]),
        ((), also(2, 6), ["holds CONSECUTIVE_DAYS"]),
        (on(3), also(5), ["broken CONSECUTIVE_DAYS"]),
        (on(2, 3), also(), ["broken CONSECUTIVE_DAYS"]),
        (on(2, 3, room="craft"), also(), ["holds CONSECUTIVE_DAYS"]),
        (on(3, hall="elsewhere"), also(5), ["holds CONSECUTIVE_DAYS"]),
        (on(3, by_group=True), also(5), ["holds CONSECUTIVE_DAYS"]),
        (None, also(5), ["unknown CONSECUTIVE_DAYS: history"]),
        (None, also(5, 6), ["broken CONSECUTIVE_DAYS"]),
    ],
)
def test_two_days_on_end(history: Any, facts: Facts, expected: list[str]) -> None:
    """28 C8, Q6: three days of one application."""
    term = a_term("consecutive_days", most=2, rooms=["band"])
    assert found(term, an_ask(history=history, facts=facts)) == expected


@pytest.mark.parametrize(
    ("closed_days", "expected"),
    [("break", "holds"), ("skip", "holds"), ("count", "broken")],
)
def test_a_closed_day_between_breaks_the_run_or_counts_or_not(closed_days: str, expected: str) -> None:
    """From Sunday to Tuesday, with a closed Monday between: two days of use, or three."""
    ask = an_ask(day=date(2026, 12, 6), history=on(8))
    two = a_term("consecutive_days", most=2, closed_days=closed_days)
    assert found(two, ask, hall(OPEN, MONDAYS)) == [f"{expected} CONSECUTIVE_DAYS"]
    one = a_term("consecutive_days", most=1, closed_days=closed_days)
    over = "holds" if closed_days == "break" else "broken"
    assert found(one, ask, hall(OPEN, MONDAYS)) == [f"{over} CONSECUTIVE_DAYS"]


def test_a_refusal_says_how_many_days_it_would_be() -> None:
    (reason,) = a_term("consecutive_days", most=2).find(an_ask(history=on(2, 3, 5, 7)), SETTING)
    assert reason.values == {"most": 2, "days": 4}


@given(st.sets(st.integers(1, 20)), st.integers(1, 5))
def test_it_agrees_with_the_longest_run_around_the_day(days: set[int], most: int) -> None:
    marks = "".join("x" if day in {*days, 4} else " " for day in range(1, 31))
    before, after = marks[:3], marks[4:]
    run = 1 + len(before) - len(before.rstrip("x")) + len(after) - len(after.lstrip("x"))
    expected = "holds" if run <= most else "broken"
    term = a_term("consecutive_days", most=most)
    assert found(term, an_ask(history=on(*days))) == [f"{expected} CONSECUTIVE_DAYS"]


@pytest.mark.parametrize(
    ("hours", "history", "expected"),
    [
        (("9:00", "12:00"), [], ["holds CONSECUTIVE_BANDS"]),
        (("13:00", "18:00"), [], ["holds CONSECUTIVE_BANDS"]),
        (("13:00", "22:00"), [], ["broken CONSECUTIVE_BANDS"]),
        (("13:00", "18:00"), [("18:00", "22:00")], ["broken CONSECUTIVE_BANDS"]),
        (("13:00", "15:00"), [("18:00", "22:00")], ["holds CONSECUTIVE_BANDS"]),
        # Over the lunch hour, which is not lent, the bands follow each other.
        (("13:00", "18:00"), [("9:00", "12:00")], ["broken CONSECUTIVE_BANDS"]),
        (("9:00", "12:00"), None, ["unknown CONSECUTIVE_BANDS: history"]),
        (None, [], ["unknown CONSECUTIVE_BANDS: time"]),
    ],
)
def test_two_bands_on_end(hours: Any, history: Any, expected: list[str]) -> None:
    """33."""
    booked = None if history is None else tuple(held(FRIDAY, *each) for each in history)
    term = a_term("consecutive_bands", most=2)
    assert found(term, an_ask(hours=hours, history=booked), hall(BANDS)) == expected


def test_bands_of_other_rooms_and_days_do_not_follow() -> None:
    elsewhere = (
        held(FRIDAY, "9:00", "12:00", room="craft"),
        held(FRIDAY + timedelta(days=1), "9:00", "12:00"),
    )
    ask = an_ask(hours=("13:00", "18:00"), history=elsewhere)
    assert found(a_term("consecutive_bands", most=2), ask, hall(BANDS)) == ["holds CONSECUTIVE_BANDS"]


def test_a_room_that_is_not_lent_in_bands_has_none_on_end() -> None:
    ask = an_ask(hours=("9:00", "22:00"), history=())
    assert found(a_term("consecutive_bands", most=1), ask, hall(OPEN)) == ["holds CONSECUTIVE_BANDS"]


def test_how_many_bands_on_end_may_be_said_without_times() -> None:
    """33: two, and three of the kitchen."""
    asks = [an_ask(hours=None, history=(), facts=Facts(bands=bands)) for bands in (2, 3)]
    term = a_term("consecutive_bands", most=2)
    assert [found(term, ask) for ask in asks] == [["holds CONSECUTIVE_BANDS"], ["broken CONSECUTIVE_BANDS"]]

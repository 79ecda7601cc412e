from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from booking.rules.ask import Step
from booking.rules.circumstances import Facts
from booking.rules.lifecycle import State
from tests.asks import FRIDAY, SETTING, a_term, an_ask, found, held

EARLIER = held(FRIDAY, "9:00", "11:00", room="craft")


@pytest.mark.parametrize(
    ("entries", "expected"),
    [(3, ["holds ENTRIES"]), (4, ["broken ENTRIES"]), (None, ["unknown ENTRIES: entries"])],
)
def test_so_many_entries_may_be_made(entries: int | None, expected: list[str]) -> None:
    term = a_term("lottery_cap", entries=4, per="month")
    assert found(term, an_ask(step=Step.ENTER, facts=Facts(entries=entries))) == expected


def test_a_refusal_says_how_many_there_are() -> None:
    ask = an_ask(step=Step.ENTER, facts=Facts(entries=5))
    (reason,) = a_term("lottery_cap", entries=4, per="month").find(ask, SETTING)
    assert reason.values == {"most": 4, "so_far": 5, "per": "month"}


@pytest.mark.parametrize(
    ("per", "history", "expected"),
    [
        ("day", (), ["holds WINS"]),
        ("day", (EARLIER,), ["broken WINS"]),
        ("day", (held(date(2026, 12, 5), "9:00", "11:00"),), ["holds WINS"]),
        ("month", (held(date(2026, 12, 5), "9:00", "11:00"),), ["broken WINS"]),
        ("day", (held(FRIDAY, "9:00", "11:00", state=State.CANCELLED),), ["holds WINS"]),
        ("day", None, ["unknown WINS: history"]),
    ],
)
def test_one_win_may_be_confirmed_for_a_period(per: str, history: Any, expected: list[str]) -> None:
    term = a_term("lottery_cap", wins=1, per=per)
    assert found(term, an_ask(step=Step.CONFIRM, history=history)) == expected


def test_wins_are_counted_in_the_rooms_of_which_it_speaks() -> None:
    term = a_term("lottery_cap", wins=1, per="day", rooms=["band"])
    assert found(term, an_ask(step=Step.CONFIRM, history=(EARLIER,))) == ["holds WINS"]


def test_it_says_nothing_to_a_step_that_it_does_not_cap() -> None:
    term = a_term("lottery_cap", wins=1, per="day")
    assert found(term, an_ask(step=Step.ENTER, facts=Facts(entries=9))) == []
    with pytest.raises(ValidationError):
        a_term("lottery_cap", per="day")


def test_entries_may_be_capped_by_the_week() -> None:
    """33."""
    term = a_term("lottery_cap", entries=1, per="week")
    asks = [an_ask(step=Step.ENTER, facts=Facts(entries=entries)) for entries in (0, 1)]
    assert [found(term, ask) for ask in asks] == [["holds ENTRIES"], ["broken ENTRIES"]]

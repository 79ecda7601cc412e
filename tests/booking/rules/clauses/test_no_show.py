from typing import Any

import pytest

from booking.rules.admission import Judge
from booking.rules.ask import Ask, Step
from booking.rules.circumstances import Facts
from booking.rules.verdict import Outcome, Sought
from tests.asks import FRIDAY, SETTING, a_term, an_ask, at, found, rules_of, use

HOLDS, BROKEN, UNKNOWN = ["holds NO_SHOW"], ["broken NO_SHOW"], ["unknown NO_SHOW: contacted"]
VALUES = {"holds": False, "broken": True, "unknown": None}


def arrives(time: str, **facts: Any) -> Ask:
    """For 17:00."""
    return an_ask(hours=("17:00", "19:00"), step=Step.ARRIVE, asked_at=at(FRIDAY, time), facts=Facts(**facts))


@pytest.mark.parametrize(
    ("ask", "expected"),
    [
        (arrives("17:15", contacted=False), HOLDS),
        (arrives("17:16", contacted=False), BROKEN),
        (arrives("17:16", contacted=True), HOLDS),
        (arrives("17:16"), UNKNOWN),
        (arrives("17:15"), HOLDS),
        (arrives("16:00", minutes_late=16, contacted=False), BROKEN),
        (arrives("18:00", minutes_late=15, contacted=False), HOLDS),
    ],
)
def test_a_use_is_not_turned_up_for_when_nobody_comes_or_calls_in_time(ask: Ask, expected: list[str]) -> None:
    term = a_term("no_show", after_minutes=15)
    assert found(term, ask) == expected
    assert term.value(Sought.NO_SHOW, ask, SETTING) is VALUES[expected[0].split()[0]]


def test_a_hall_may_not_care_whether_somebody_called() -> None:
    term = a_term("no_show", after_minutes=0, if_not_contacted=False)
    assert found(term, arrives("17:01", contacted=True)) == BROKEN
    assert found(term, arrives("17:00")) == HOLDS


def test_without_a_start_it_cannot_be_told() -> None:
    term = a_term("no_show", after_minutes=0)
    assert found(term, an_ask(step=Step.ARRIVE)) == ["unknown NO_SHOW: time"]
    assert found(term, an_ask(hours=("10:00", "12:00"))) == []


def test_uses_of_one_day_are_told_apart_by_their_starts() -> None:
    rules = rules_of(
        [{"type": "hours", "from": "9:00", "to": "21:00"}], [{"type": "no_show", "after_minutes": 15}]
    )
    judge = Judge(rules, arrives("17:00", contacted=False)).on(FRIDAY)
    early, late = (judge.verdict(use(FRIDAY, start, "18:00")) for start in ("16:44", "16:46"))
    assert (early.outcome, late.outcome) == (Outcome.REFUSE, Outcome.ALLOW)

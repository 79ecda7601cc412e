from dataclasses import replace
from typing import Any

import pytest

from booking.rules.admission import decide
from booking.rules.ask import Group
from booking.rules.circumstances import Facts
from booking.rules.verdict import Outcome
from tests.asks import a_term, an_ask, found, rules_of

CLUB, OTHERS = Group(kind="club"), Group(kind="business")
CLUBS = {"may": {"kinds": ["club"]}}
BANDS = {"type": "bands", "bands": [{"from": "9:00", "to": "12:00"}, {"from": "13:00", "to": "17:00"}]}


@pytest.mark.parametrize(
    ("group", "whole", "expected"),
    [
        (OTHERS, False, ["broken OFF_SLOT"]),
        (CLUB, False, ["holds OFF_SLOT"]),
        (Group(), False, ["unknown OFF_SLOT: kind"]),
        (OTHERS, True, []),
        (OTHERS, None, []),
    ],
)
def test_a_part_of_a_band_is_for_clubs(group: Group, whole: bool | None, expected: list[str]) -> None:
    """40 C3, Q4: of no day in particular."""
    ask = an_ask(day=None, group=group, facts=Facts(whole_bands=whole))
    assert found(a_term("split", **CLUBS), ask) == expected


@pytest.mark.parametrize(
    ("group", "hours", "outcome"),
    [
        (CLUB, ("9:00", "10:30"), Outcome.ALLOW),
        (OTHERS, ("9:00", "10:30"), Outcome.REFUSE),
        (OTHERS, ("9:00", "12:00"), Outcome.ALLOW),
    ],
)
def test_it_goes_before_the_clause_that_gives_the_bands(group: Group, hours: Any, outcome: Outcome) -> None:
    rules = rules_of([BANDS], [{"type": "split", **CLUBS}])
    rules = replace(rules, precedence=replace(rules.precedence, over={"C2": frozenset({"C1"})}))
    verdict = decide(an_ask(group=group, hours=hours), rules)
    assert verdict.outcome is outcome
    assert {reason.clause for reason in verdict.broken} <= {"C2"}

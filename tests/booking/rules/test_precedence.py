"""Clauses that give way, clauses that contradict each other, clauses that hold for a while."""

from datetime import date
from typing import Any

import pytest

from booking.rules.admission import decide
from booking.rules.mistakes import Mistakes
from booking.rules.rulebook import Rules, checked
from booking.rules.verdict import Outcome
from tests.asks import FRIDAY, a_document, an_ask, cited

OPEN = {"type": "hours", "from": "9:00", "to": "21:00"}
EIGHT, TWELVE = ({"type": "headcount", "most": most} for most in (8, 12))


def rules(*clauses: dict[str, Any]) -> Rules:
    """C1 says the hours; the clauses follow as C2, C3, ... with what they say and how they stand."""
    document = a_document([OPEN], *([clause.pop("says")] for clause in clauses))
    for stored, clause in zip(document["clauses"][1:], clauses, strict=True):
        stored |= clause
    return checked(document, "higashi.toml").for_hall("higashi")


def capacity(of: Rules, size: int, day: date = FRIDAY) -> tuple[Outcome, list[str]]:
    verdict = decide(an_ask(day=day, hours=("10:00", "12:00"), size=size), of)
    return verdict.outcome, [words for words in cited(verdict.reasons) if "CAPACITY" in words]


def test_a_clause_gives_way_where_one_over_it_speaks() -> None:
    for_now = rules({"says": EIGHT}, {"says": TWELVE, "over": ["C2"]})
    assert capacity(for_now, 10) == (Outcome.ALLOW, ["C3 holds CAPACITY"])
    assert capacity(for_now, 13) == (Outcome.REFUSE, ["C3 broken CAPACITY"])


def test_it_does_not_give_way_where_the_one_over_it_is_silent() -> None:
    in_craft = {**TWELVE, "rooms": ["craft"]}
    assert capacity(rules({"says": EIGHT}, {"says": in_craft, "over": ["C2"]}), 10) == (
        Outcome.REFUSE,
        ["C2 broken CAPACITY"],
    )


def test_where_two_clauses_contradict_each_other_the_hall_is_asked_and_both_are_named() -> None:
    torn = rules({"says": EIGHT}, {"says": TWELVE, "conflicts": ["C2"]})
    assert capacity(torn, 10) == (Outcome.ASK, ["C2 open CAPACITY", "C3 open CAPACITY"])


def test_nothing_gives_way_to_an_exception_and_nobody_is_asked_because_of_it() -> None:
    excepted = {**TWELVE, "unless": [{"rooms": ["band"]}]}
    over = rules({"says": EIGHT}, {"says": excepted, "over": ["C2"]})
    assert capacity(over, 10) == (Outcome.REFUSE, ["C2 broken CAPACITY", "C3 holds CAPACITY"])
    torn = rules({"says": EIGHT}, {"says": excepted, "conflicts": ["C2"]})
    assert capacity(torn, 10)[0] is Outcome.REFUSE


@pytest.mark.parametrize(("size", "outcome"), [(8, Outcome.ALLOW), (13, Outcome.REFUSE)])
def test_where_they_agree_nobody_is_asked(size: int, outcome: Outcome) -> None:
    torn = rules({"says": EIGHT}, {"says": TWELVE, "conflicts": ["C2"]})
    assert capacity(torn, size)[0] is outcome


@pytest.mark.parametrize(
    ("day", "outcome"),
    [
        (date(2026, 12, 3), Outcome.ALLOW),
        (date(2026, 12, 4), Outcome.REFUSE),
        (date(2027, 3, 31), Outcome.REFUSE),
        (date(2027, 4, 1), Outcome.ALLOW),
    ],
)
def test_a_dated_clause_holds_from_its_first_day_to_its_last(day: date, outcome: Outcome) -> None:
    few = {"type": "headcount", "most": 5}
    dated = rules({"says": few, "from": date(2026, 12, 4), "until": date(2027, 3, 31)})
    assert capacity(dated, 6, day)[0] is outcome


def test_what_a_term_finds_stands_under_the_clauses_that_say_it_too() -> None:
    both = rules({"says": {**EIGHT, "also": ["C1"]}})
    assert capacity(both, 9) == (Outcome.REFUSE, ["C2 broken CAPACITY", "C1 broken CAPACITY"])


def test_a_clause_whose_days_lie_outside_its_own_bounds_is_a_mistake() -> None:
    late = {**EIGHT, "on": {"from": date(2027, 4, 1)}}
    with pytest.raises(Mistakes, match="clause C2"):
        rules({"says": late, "until": date(2027, 3, 31)})


@pytest.mark.parametrize("field", ["over", "conflicts"])
@pytest.mark.parametrize("named", ["C3", "C9"])
def test_a_clause_stands_over_another_one_of_its_rulebook(field: str, named: str) -> None:
    with pytest.raises(Mistakes, match=f"clause C3, {field}: `{named}` is not known here"):
        rules({"says": dict(EIGHT)}, {"says": dict(TWELVE), field: [named]})


def test_the_names_in_an_exception_must_exist_too() -> None:
    with pytest.raises(Mistakes, match=r"clause C2, says\[#1\]\.unless\[#1\]\.rooms: `crafts`"):
        rules({"says": {**EIGHT, "unless": [{"rooms": ["crafts"]}]}})

"""The calendars of published rulebooks as the judge reads them, on dates that no worked question asks."""

from datetime import date
from typing import Any

import pytest

from booking.rules.admission import decide
from booking.rules.ask import Person, Step
from booking.rules.rulebook import Rulebook, Rules
from booking.rules.verdict import Finding, Outcome
from tests.asks import a_document, an_ask, at, cited, rules_of

OPEN = {"type": "hours", "from": "9:00", "to": "21:00"}
WEEKDAYS = ["mon", "tue", "wed", "thu", "fri"]
YEAR_END = {"type": "closed", "on": {"every_year": [["12-29", "01-03"]]}}


def with_words(words: dict[str, dict[str, Any]], *clauses: list[dict[str, Any]]) -> Rules:
    """Rules of which some clauses say `over` or `conflicts`."""
    document = a_document(*clauses)
    for clause in document["clauses"]:
        clause.update(words.get(clause["id"], {}))
    return Rulebook.model_validate(document).for_hall("higashi")


def answer(
    rules: Rules, day: date, hours: tuple[str, str] | None = None, **more: Any
) -> tuple[Outcome, list[str]]:
    """The outcome, and which clauses decide it: the broken ones of a refusal, the open ones where the hall
    is asked, those that hold of what is allowed."""
    asked = at(day, "8:00")
    verdict = decide(an_ask(Person(), day=day, hours=hours, asked_at=asked, **more), rules)
    deciding = {Outcome.REFUSE: Finding.BROKEN, Outcome.ASK: Finding.OPEN, Outcome.ALLOW: Finding.HOLDS}
    return verdict.outcome, sorted({reason.clause for reason in verdict.found(deciding[verdict.outcome])})


FUNABASHI = rules_of(  # 24
    [OPEN],
    [{"type": "closed", "on": {"days": ["mon"]}}],
    [
        {
            "type": "closed",
            "on": {"after_holiday": True, "days": WEEKDAYS, "but": [{"every_year": [["05-03", "05-05"]]}]},
        }
    ],
    [YEAR_END],
)
KOMAE = with_words(  # 28
    {"C3": {"over": ["C1", "C2"]}},
    [{**OPEN, "to": "22:00"}],
    [
        {"type": "closed", "on": {"days": ["tue"], "nth": [1, 3]}},
        {"type": "closed", "on": {"holiday": "only"}},
        {"type": "closed", "on": {"days": ["sat"], "nth": [3], "months": [1]}},
    ],
    [
        {
            "type": "hours",
            "from": "9:00",
            "to": "19:00",
            "on": {"holidays": ["coming_of_age", "marine", "respect_for_aged", "sports"]},
        }
    ],
)
HAGI = rules_of(  # 39
    [{**OPEN, "from": "9:30"}, {**OPEN, "from": "9:30", "to": "18:00", "rooms": ["craft"]}],
    [{"type": "closed", "on": {"days": ["tue"]}}],
    [{"type": "closed", "on": {"every_year": [["08-13", "08-16"], ["12-28", "01-05"]]}}],
)
DAITO = rules_of(  # 47
    [
        {
            "type": "bands",
            "bands": [
                {"from": start, "to": end}
                for start, end in [("9:00", "12:00"), ("12:00", "14:00"), ("14:00", "16:00")]
            ]
            + [{"from": "16:00", "to": "18:00"}, {"from": "18:00", "to": "21:00"}],
        }
    ],
    [{"type": "purpose", "never": ["sales"]}],
    [{"type": "not_lent", "rooms": ["band"], "bands": [{"from": "18:00", "to": "21:00"}]}],
)
SUKAGAWA = rules_of(  # 53
    [
        {**OPEN, "to": "22:00", "on": {"days": ["tue", "wed", "thu", "fri", "sat"]}},
        {**OPEN, "to": "17:00", "on": {"days": ["sun"]}},
    ],
    [{"type": "closed", "on": {"days": ["mon"], "holiday": "include"}}],
)
KOGANEI = rules_of(  # 58
    [{**OPEN, "to": "22:00"}],
    [{"type": "closed", "on": {"days": ["tue"], "nth": [2, 3]}, "shift": {"to": "next_weekday"}}],
)


@pytest.mark.parametrize(
    ("rules", "day", "expected"),
    [
        (FUNABASHI, date(2026, 5, 5), (Outcome.ALLOW, ["C2", "C3", "C4"])),
        (FUNABASHI, date(2026, 3, 21), (Outcome.ALLOW, ["C2", "C3", "C4"])),
        (KOMAE, date(2026, 11, 23), (Outcome.REFUSE, ["C2"])),
        (KOMAE, date(2027, 1, 16), (Outcome.REFUSE, ["C2"])),
        (KOMAE, date(2027, 1, 11), (Outcome.ALLOW, [])),
        (HAGI, date(2026, 8, 20), (Outcome.ALLOW, ["C2", "C3"])),
        (SUKAGAWA, date(2026, 9, 22), (Outcome.REFUSE, ["C2"])),
        (KOGANEI, date(2025, 2, 11), (Outcome.ALLOW, ["C2"])),
    ],
)
def test_a_day_is_open_or_closed_as_published(
    rules: Rules, day: date, expected: tuple[Outcome, list[str]]
) -> None:
    assert answer(rules, day, step=Step.ARRIVE) == expected


@pytest.mark.parametrize(
    ("rules", "day", "hours", "room", "expected"),
    [
        (KOMAE, date(2026, 7, 20), ("17:00", "19:00"), "band", (Outcome.ALLOW, ["C3"])),
        (KOMAE, date(2026, 7, 21), ("19:00", "22:00"), "band", (Outcome.REFUSE, ["C2"])),
        (KOMAE, date(2026, 7, 22), ("19:00", "22:00"), "band", (Outcome.ALLOW, ["C1", "C2"])),
        (HAGI, date(2026, 8, 20), ("18:00", "19:00"), "craft", (Outcome.REFUSE, ["C1"])),
        (DAITO, date(2026, 6, 10), ("14:00", "18:00"), "band", (Outcome.ALLOW, ["C1", "C3"])),
        (DAITO, date(2026, 6, 10), ("16:00", "21:00"), "band", (Outcome.REFUSE, ["C3"])),
    ],
)
def test_a_use_is_judged_by_the_hours_of_its_day(
    rules: Rules, day: date, hours: tuple[str, str], room: str, expected: tuple[Outcome, list[str]]
) -> None:
    assert answer(rules, day, hours, room=room) == expected


AFTER_HOLIDAY = {"type": "closed", "on": {"after_holiday": True}}
TUESDAYS = {"type": "closed", "on": {"days": ["tue"]}, "shift": {"to": "open"}}
CITIZENS = date(2026, 9, 22)  # a holiday on the weekly closing day, and the day after one (17)


def test_a_day_that_one_clause_opens_and_another_closes_is_for_the_hall_to_decide() -> None:
    rules = with_words({"C3": {"conflicts": ["C2"]}}, [OPEN], [TUESDAYS], [AFTER_HOLIDAY])
    assert answer(rules, CITIZENS, ("10:00", "12:00")) == (Outcome.ASK, ["C2", "C3"])
    assert answer(rules, date(2026, 9, 24), ("10:00", "12:00")) == (Outcome.REFUSE, ["C3"])
    assert answer(rules, date(2026, 9, 29), ("10:00", "12:00")) == (Outcome.REFUSE, ["C2"])
    assert answer(rules, date(2026, 9, 30), ("10:00", "12:00")) == (Outcome.ALLOW, ["C1", "C2", "C3"])


def test_a_closure_that_rests_makes_nothing_give_way() -> None:
    no_drums = {"type": "purpose", "never": ["drums"]}
    rules = with_words({"C2": {"over": ["C1"]}}, [OPEN, no_drums], [TUESDAYS])
    verdict = decide(an_ask(day=date(2026, 12, 4), hours=("10:00", "12:00"), purpose="drums"), rules)
    assert cited(verdict.reasons) == ["C1 broken PURPOSE", "C1 holds OUTSIDE_HOURS", "C2 holds CLOSED"]


def test_a_shelter_is_closed_with_an_open_end_and_says_so() -> None:
    shelter = {"type": "closed", "on": {"from": "2026-11-10"}, "until_further_notice": True}
    (reason,) = decide(an_ask(), rules_of([OPEN], [{**shelter, "reason": {"ja": "避難所"}}])).broken
    assert reason.values == {"reason_ja": "避難所", "reason_en": "", "open_end": True}


def test_a_guide_time_is_said_to_be_one() -> None:
    (reason,) = decide(an_ask(hours=("20:00", "22:00")), rules_of([{**OPEN, "about": True}])).broken
    assert reason.values["about"] is True


def test_who_is_there_is_not_asked_what_is_lent() -> None:
    ask = an_ask(day=date(2026, 12, 4), hours=("18:00", "21:00"), step=Step.STAY)
    assert "C3 broken NOT_LENT" not in cited(decide(ask, DAITO).reasons)


def test_named_days_are_those_of_the_day_set_and_end_with_the_clause() -> None:
    document = a_document([OPEN], [{"type": "closed", "on": {"in": ["exams"]}}])
    document["day_sets"] = [
        {"key": "exams", "name": {"ja": "試験の日"}, "days": [{"dates": ["2026-12-04", "2026-12-11"]}]}
    ]
    document["clauses"][1]["until"] = "2026-12-10"
    rules = Rulebook.model_validate(document).for_hall("higashi")
    assert answer(rules, date(2026, 12, 4)) == (Outcome.REFUSE, ["C2"])
    assert answer(rules, date(2026, 12, 11)) == (Outcome.ALLOW, ["C2"])

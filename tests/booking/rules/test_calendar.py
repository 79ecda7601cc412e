"""What the calendar says to one question: the hall is open from 10:00 to 17:00, for teens until 21:00."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from booking.rules.admission import decide
from booking.rules.ask import Ask, Person, Step
from booking.rules.circumstances import Facts
from booking.rules.rulebook import Rules
from facilities.rules.hours import DatedClosure, DatedOpening
from facilities.rules.layers import Layer
from tests.asks import FRIDAY, TODAY, an_ask, at, at_school, cited, rules_of, use

OPEN = {"type": "hours", "from": "10:00", "to": "17:00"}
TEENS_ONLY = {"from_stage": "junior_high", "to_stage": "high_school"}
EVENING = {"type": "evening", "from": "17:00", "to": "21:00", "on": {"days": ["fri"]}, "admits": TEENS_ONLY}
CLOSED = {"type": "closed", "on": {"days": ["mon"]}, "reason": {"ja": "休館日", "en": "closing day"}}
BANDS = {
    "type": "bands",
    "rooms": ["band"],
    "bands": [{"from": f"{h}:00", "to": f"{h + 2}:00"} for h in (10, 13, 15, 17)],
}
RULES = rules_of([OPEN], [EVENING], [CLOSED], [BANDS])
MONDAY, SUNDAY = date(2026, 12, 7), date(2026, 12, 6)
TEEN, CHILD = at_school("high_school"), at_school("elementary")


def reasons(ask: Ask, rules: Rules = RULES) -> list[str]:
    return cited(decide(ask, rules).reasons)


@pytest.mark.parametrize(
    ("person", "day", "hours", "expected"),
    [
        (
            CHILD,
            FRIDAY,
            ("15:00", "17:00"),
            ["C1 holds OUTSIDE_HOURS", "C4 holds OFF_SLOT", "C3 holds CLOSED"],
        ),
        (TEEN, FRIDAY, ("17:00", "19:00"), ["C2 holds AGE_EVENING", "C4 holds OFF_SLOT", "C3 holds CLOSED"]),
        (
            CHILD,
            FRIDAY,
            ("17:00", "19:00"),
            ["C2 broken AGE_EVENING", "C4 holds OFF_SLOT", "C3 holds CLOSED"],
        ),
        (
            Person(),
            FRIDAY,
            ("17:00", "19:00"),
            ["C2 unknown AGE_EVENING", "C4 holds OFF_SLOT", "C3 holds CLOSED"],
        ),
        (
            TEEN,
            FRIDAY,
            ("15:00", "19:00"),
            ["C1 holds OUTSIDE_HOURS", "C2 holds AGE_EVENING", "C4 holds OFF_SLOT", "C3 holds CLOSED"],
        ),
        (
            TEEN,
            SUNDAY,
            ("17:00", "19:00"),
            ["C1 broken OUTSIDE_HOURS", "C4 holds OFF_SLOT", "C3 holds CLOSED"],
        ),
        (TEEN, MONDAY, ("15:00", "17:00"), ["C3 broken CLOSED", "C4 holds OFF_SLOT"]),
        (
            TEEN,
            FRIDAY,
            ("15:00", "16:00"),
            ["C1 holds OUTSIDE_HOURS", "C4 broken OFF_SLOT", "C3 holds CLOSED"],
        ),
        (
            TEEN,
            FRIDAY,
            ("12:00", "13:00"),
            ["C1 holds OUTSIDE_HOURS", "C4 broken OFF_SLOT", "C3 holds CLOSED"],
        ),
    ],
)
def test_every_clause_of_the_day_that_decides_is_named(
    person: Person, day: date, hours: tuple[str, str], expected: list[str]
) -> None:
    assert reasons(an_ask(person, day=day, hours=hours)) == expected


@pytest.mark.parametrize(
    ("day", "rules", "expected"),
    [
        (FRIDAY, RULES, ["C3 holds CLOSED"]),
        (MONDAY, RULES, ["C3 broken CLOSED"]),
        (SUNDAY, rules_of([{**OPEN, "on": {"days": ["sat"]}}]), ["C1 broken OUTSIDE_HOURS"]),
        (SUNDAY, rules_of([CLOSED]), ["C1 holds CLOSED"]),
        (MONDAY, rules_of([CLOSED]), ["C1 broken CLOSED"]),
    ],
)
def test_of_a_day_as_a_whole_it_says_only_that_the_room_does_not_open(
    day: date, rules: Rules, expected: list[str]
) -> None:
    assert reasons(an_ask(TEEN, day=day), rules) == expected


def test_on_a_day_without_hours_the_clauses_that_give_the_rooms_hours_are_named() -> None:
    rules = rules_of([{**OPEN, "on": {"days": ["sat"]}}], [{**OPEN, "rooms": ["craft"]}])
    assert reasons(an_ask(TEEN, day=SUNDAY, hours=("10:00", "12:00")), rules) == ["C1 broken OUTSIDE_HOURS"]


def test_where_nobody_publishes_hours_the_hall_is_asked() -> None:
    verdict = decide(an_ask(TEEN, hours=("10:00", "12:00")), rules_of([CLOSED]))
    assert (verdict.outcome, cited(verdict.reasons)) == ("ask", ["- open ASK_HALL", "C1 holds CLOSED"])


def test_a_use_partly_closed_and_partly_outside_hears_both() -> None:
    plan = RULES.timetable.plan(
        "band", SUNDAY, closures=[DatedClosure(use(SUNDAY, "15:00", "17:00"), None, "点検", "check")]
    )
    verdict = decide(an_ask(TEEN, day=SUNDAY, hours=("15:00", "19:00")), RULES, plan)
    assert cited(verdict.broken) == ["- broken CLOSED", "C1 broken OUTSIDE_HOURS"]
    assert verdict.broken[0].values == {"reason_ja": "点検", "reason_en": "check"}


def test_a_dated_opening_carries_the_use_without_a_clause() -> None:
    special = DatedOpening(use(MONDAY, "13:00", "15:00"), Layer.SPECIAL)
    plan = RULES.timetable.plan("band", MONDAY, [special])
    verdict = decide(an_ask(TEEN, day=MONDAY, hours=("13:00", "15:00")), RULES, plan)
    assert (verdict.outcome, cited(verdict.reasons)) == (
        "allow",
        ["- holds OUTSIDE_HOURS", "C4 holds OFF_SLOT"],
    )


def test_an_opening_for_others_says_for_whom_and_until_when() -> None:
    (reason,) = decide(an_ask(CHILD, hours=("17:00", "19:00")), RULES).broken
    from_at, to_at = at(FRIDAY, "17:00"), at(FRIDAY, "21:00")
    assert reason.values == {"ages": [TEENS_ONLY], "from_at": from_at, "to_at": to_at, "people": 1}


def test_a_refusal_outside_the_hours_says_what_is_open() -> None:
    (reason,) = decide(an_ask(TEEN, day=SUNDAY, hours=("17:00", "19:00")), RULES).broken
    assert reason.values == {"open": [[at(SUNDAY, "10:00"), at(SUNDAY, "17:00")]]}


@pytest.mark.parametrize(
    ("hours", "past"),
    [(("10:00", "12:00"), True), (("10:00", "12:30"), False), (("13:00", "15:00"), False), (None, False)],
)
def test_what_has_ended_cannot_be_booked(hours: Any, past: bool) -> None:
    verdict = decide(an_ask(TEEN, day=TODAY, hours=hours, asked_at=at(TODAY, "12:00")), rules_of([OPEN]))
    assert ("- broken PAST" in cited(verdict.reasons)) is past


def test_a_day_that_is_over_cannot_be_booked() -> None:
    assert reasons(an_ask(TEEN, day=date(2026, 12, 1)), rules_of([OPEN])) == ["- broken PAST"]


def test_who_is_there_is_not_asked_about_bands_or_the_past() -> None:
    ask = an_ask(TEEN, step=Step.STAY, hours=("16:10", "16:11"), day=TODAY, asked_at=at(TODAY, "17:00"))
    assert reasons(ask) == ["C1 holds OUTSIDE_HOURS", "C3 holds CLOSED"]


def test_the_calendar_has_nothing_to_say_to_a_cancellation() -> None:
    assert reasons(an_ask(TEEN, step=Step.CANCEL, day=MONDAY, hours=("15:00", "17:00"))) == []


def test_units_are_named_like_bands() -> None:
    rules = rules_of([OPEN], [{"type": "unit", "minutes": 60}])
    assert "C2 holds OFF_SLOT" in reasons(an_ask(TEEN, hours=("10:00", "12:00")), rules)
    assert "C2 broken OFF_SLOT" in reasons(an_ask(TEEN, hours=("10:30", "12:00")), rules)


def test_a_question_that_names_no_room_is_judged_by_what_holds_for_every_room() -> None:
    rules = rules_of([OPEN], [{**OPEN, "rooms": ["craft"], "to": "21:00"}])
    assert reasons(an_ask(TEEN, room=None, hours=("16:00", "18:00")), rules) == ["C1 broken OUTSIDE_HOURS"]
    assert reasons(an_ask(TEEN, room="craft", hours=("16:00", "18:00")), rules) == ["C2 holds OUTSIDE_HOURS"]


# --- beside what others have

TURNOVER = {"type": "turnover", "minutes": 10, "rooms": ["craft"]}
BESIDE = rules_of([OPEN], [TURNOVER])


@pytest.mark.parametrize(
    ("room", "taken", "expected"),
    [
        ("craft", [("12:10", "13:00")], ["C2 holds TURNOVER"]),
        ("craft", [("12:09", "13:00")], ["C2 broken TURNOVER"]),
        ("craft", [("10:00", "10:51")], ["C2 broken TURNOVER"]),
        ("craft", [("10:00", "10:50"), ("12:10", "13:00")], ["C2 holds TURNOVER"]),
        ("craft", [("11:59", "13:00")], ["- broken TAKEN"]),
        ("craft", [], ["C2 holds TURNOVER"]),
        ("craft", None, []),
        ("band", [("12:00", "13:00")], []),
        ("band", [("11:30", "13:00")], ["- broken TAKEN"]),
    ],
)
def test_between_two_bookings_as_much_stays_free_as_the_hall_says(
    room: str, taken: list[tuple[str, str]] | None, expected: list[str]
) -> None:
    parts = None if taken is None else [{"from": start, "to": end} for start, end in taken]
    facts = Facts.model_validate({"taken": parts})
    found = reasons(an_ask(room=room, hours=("11:00", "12:00"), facts=facts), BESIDE)
    assert [one for one in found if "HOURS" not in one] == expected


def test_what_others_have_is_no_matter_to_whoever_is_there() -> None:
    facts = Facts.model_validate({"taken": [{"from": "11:00", "to": "12:00"}]})
    ask = an_ask(room="craft", hours=("11:00", "12:00"), facts=facts, step=Step.STAY)
    assert reasons(ask, BESIDE) == ["C1 holds OUTSIDE_HOURS"]


def test_a_part_of_the_day_that_others_have_ends_after_it_begins() -> None:
    with pytest.raises(ValidationError):
        Facts.model_validate({"taken": [{"from": "12:00", "to": "12:00"}]})

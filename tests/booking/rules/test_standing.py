"""How somebody stands, as 55 金沢 and 09 名古屋 publish it."""

from datetime import date
from typing import Any

import pytest

from booking.rules.admission import decide
from booking.rules.ask import Ask, Group, Incident, Step
from booking.rules.circumstances import Facts
from booking.rules.rulebook import Rules
from booking.rules.standing import standing
from booking.rules.values import answer
from booking.rules.verdict import Outcome, Sought, Status
from tests.asks import FRIDAY, aged, an_ask, at, cited, rules_of

JUNE_10 = date(2026, 6, 10)
KANAZAWA = rules_of(
    [{"type": "cancel_by", "days": 3, "through": ["web"]}],
    [
        {"type": "no_show", "after_minutes": 0},
        {"type": "points", "event": "no_show", "points": 1},
    ],
    [{"type": "points", "event": "late_cancel", "points": 0.5, "unless_cause": ["rain"]}],
    [{"type": "sanction", "when": {"points": 2}, "effect": "deregistered"}],
    [
        {
            "type": "sanction",
            "when": {"events": ["deregistered"]},
            "effect": "suspended",
            "months": 6,
            "of": "person",
            "roles": ["representative", "deputy"],
            "steps": ["register"],
        }
    ],
)
NO_SHOW, LATE = Incident("no_show", JUNE_10), Incident("late_cancel", JUNE_10)


def of_group(*incidents: Incident, **more: Any) -> Ask:
    return an_ask(
        aged(30, incidents=()),
        day=None,
        asked_at=at(JUNE_10, "12:00"),
        group=Group(incidents=incidents),
        **more,
    )


def stands(ask: Ask, rules: Rules = KANAZAWA) -> tuple[object, tuple[str, ...], tuple[str, ...]] | None:
    valued = standing(ask, rules)
    return valued and (valued.value, valued.clauses, valued.lacking)


def test_one_no_show_and_two_late_cancellations_are_two_points() -> None:
    assert stands(of_group(NO_SHOW, LATE, LATE)) == (Status.DEREGISTERED, ("C2", "C3", "C4"), ())


def test_one_no_show_and_one_late_cancellation_let_the_group_go_on() -> None:
    ask = of_group(NO_SHOW, LATE)
    valued = standing(ask, KANAZAWA)
    assert valued
    assert valued.value is Status.IN_GOOD_STANDING
    assert "C4" in valued.clauses
    assert "C4 holds SANCTION" in cited(decide(ask, KANAZAWA).reasons)


@pytest.mark.parametrize(("event", "points", "by"), [("late_cancel", 0, "C3"), ("no_show", 1, "C2")])
def test_rain_excuses_calling_late_and_not_silence(event: str, points: int, by: str) -> None:
    valued = answer(Sought.POINTS, of_group(facts=Facts(event=event, cause="rain")), KANAZAWA)
    assert valued
    assert (valued.value, valued.clauses) == (points, (by,))


def test_the_deputy_of_a_group_that_was_deleted_cannot_register_a_new_one() -> None:
    deputy = aged(30, incidents=(Incident("deregistered", JUNE_10, role="deputy"),))
    asked = at(date(2026, 10, 1), "12:00")
    verdict = decide(an_ask(deputy, day=None, asked_at=asked, step=Step.REGISTER), KANAZAWA)
    assert verdict.outcome is Outcome.REFUSE
    assert cited(verdict.broken) == ["C5 broken SANCTION"]
    assert verdict.broken[0].values["until_on"] == date(2026, 12, 10)


def test_the_gravest_of_several_sanctions_is_the_status() -> None:
    light = {"type": "sanction", "when": {"events": ["no_show"]}, "effect": "lower_class"}
    grave = {"type": "sanction", "when": {"events": ["no_show"]}, "effect": "suspended", "months": 1}
    never = {"type": "sanction", "when": {"events": ["fire"]}, "effect": "deregistered"}
    rules = rules_of([light], [grave], [never])
    assert stands(of_group(NO_SHOW), rules) == (Status.SUSPENDED, ("C2",), ())


def test_what_happened_is_asked_for_and_where_nothing_follows_there_is_no_status() -> None:
    assert stands(an_ask(group=True), KANAZAWA) == (None, (), ("incidents",))
    assert stands(of_group(), rules_of([{"type": "hours", "from": "9:00", "to": "17:00"}])) is None


def test_nagoya_bans_youth_use_two_years_from_the_hall_and_half_a_year_from_other_rooms() -> None:
    caught = {"type": "sanction", "when": {"events": ["no_majority", "no_id"]}, "effect": "suspended"}
    rules = rules_of(
        [{**caught, "rooms": ["band"], "months": 24}, {**caught, "rooms": ["craft"], "months": 6}]
    )
    group = Group(incidents=(Incident("no_majority", date(2026, 7, 20)),))

    def outcome(room: str, on: date) -> Outcome:
        return decide(an_ask(room=room, day=FRIDAY, asked_at=at(on, "10:00"), group=group), rules).outcome

    assert outcome("craft", date(2026, 8, 1)) is Outcome.REFUSE
    assert outcome("band", date(2027, 8, 1)) is Outcome.REFUSE

"""Of which questions a term speaks, and what its exceptions leave of it. Friday is 4 December 2026."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from booking.rules.ask import Channel, Group
from booking.rules.clauses import Grain
from tests.asks import FRIDAY, SETTING, TODAY, a_term, an_ask, at, at_school, found, use

TEEN = at_school("high_school")
HOLDS, BROKEN = ["holds CAPACITY"], ["broken CAPACITY"]


def eight(**scope: Any) -> Any:
    return a_term("headcount", most=8, **scope)


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        ({"rooms": ["band"]}, BROKEN),
        ({"rooms": ["craft"]}, []),
        ({"except_rooms": ["band"]}, []),
        ({"halls": ["nishi"]}, []),
        ({"on": {"days": ["fri"]}}, BROKEN),
        ({"on": {"days": ["sat"]}}, []),
        ({"notice": "advance"}, BROKEN),
        ({"notice": "same_day"}, []),
        # it is asked on the 2nd for the 4th
        ({"notice": {"days_from": 2}}, BROKEN),
        ({"notice": {"days_from": 3}}, []),
        ({"notice": {"days_to": 2}}, BROKEN),
        ({"notice": {"days_to": 1}}, []),
        ({"notice": {"days_from": 2, "days_to": 2}}, BROKEN),
        ({"through": ["phone"]}, []),
        ({"through": ["web", "phone"]}, BROKEN),
        ({"within": {"from": "17:00"}}, BROKEN),
        ({"within": {"from": "18:00"}}, []),
        ({"during": {"from": "18:00"}}, BROKEN),
        ({"during": {"from": "19:00"}}, HOLDS),
    ],
)
def test_a_term_speaks_only_where_all_of_its_scope_fits(scope: dict[str, Any], expected: list[str]) -> None:
    ask = an_ask(TEEN, hours=("17:00", "19:00"), size=9, channel=Channel.WEB)
    assert found(eight(**scope), ask) == expected


@pytest.mark.parametrize(
    ("scope", "lacking"),
    [
        ({"rooms": ["band"]}, "room"),
        ({"on": {"days": ["fri"]}}, "day"),
        ({"through": ["web"]}, "channel"),
        ({"within": {"to": "18:00"}}, "time"),
        ({"users": {"registered": True}}, "group"),
    ],
)
def test_a_scope_that_cannot_be_told_says_which_fact_it_lacks(scope: dict[str, Any], lacking: str) -> None:
    ask = an_ask(size=9, day=None, room=None)
    assert found(eight(**scope), ask) == [f"unknown CAPACITY: {lacking}"]


def test_where_an_exception_fits_the_term_asks_nothing_and_is_named_among_what_holds() -> None:
    youths_by_day = {"users": {"ages": {"to_stage": "high_school"}}, "within": {"to": "18:00"}}
    term = eight(unless=[youths_by_day])
    excepted = an_ask(TEEN, hours=("15:00", "17:00"), size=None)
    assert found(term, excepted) == HOLDS
    assert term.find(excepted, SETTING)[0].rests
    assert found(term, an_ask(TEEN, hours=("17:00", "19:00"), size=9)) == BROKEN


def test_an_exception_that_cannot_be_told_takes_the_edge_off_a_refusal_and_not_off_what_holds() -> None:
    term = eight(unless=[{"through": ["counter"]}])
    assert found(term, an_ask(size=9)) == ["unknown CAPACITY: channel"]
    assert found(term, an_ask(size=8)) == HOLDS


def test_one_exception_of_several_is_enough() -> None:
    term = eight(unless=[{"on": {"days": ["sat"]}}, {"rooms": ["band"]}])
    assert found(term, an_ask(size=9)) == HOLDS
    assert found(term, an_ask(size=9, room="craft")) == BROKEN


@pytest.mark.parametrize(
    ("scope", "grain"),
    [
        ({}, Grain.ASK),
        ({"rooms": ["band"]}, Grain.ASK),
        ({"on": {"days": ["fri"]}}, Grain.DAY),
        ({"notice": "advance"}, Grain.DAY),
        ({"users": {"ages": {"from_age": 18}}}, Grain.DAY),
        ({"unless": [{"on": {"days": ["fri"]}}]}, Grain.DAY),
        ({"within": {"to": "18:00"}}, Grain.SPAN),
        ({"unless": [{"within": {"to": "18:00"}}]}, Grain.SPAN),
    ],
)
def test_what_a_finding_depends_on_follows_from_its_scope(scope: dict[str, Any], grain: Grain) -> None:
    assert eight(**scope).grain is grain


def test_what_it_says_may_turn_at_the_ends_of_every_part_of_the_day_that_it_names() -> None:
    term = eight(
        during={"from": "17:00", "to": "20:00"}, unless=[{"within": {"from": "9:00", "to": "12:00"}}]
    )
    edges = term.edges(an_ask(), SETTING)
    assert sorted(edges) == [at(FRIDAY, time) for time in ("9:00", "12:00", "17:00", "20:00")]


@pytest.mark.parametrize(
    ("users", "group", "expected"),
    [
        ({"group": False}, False, BROKEN),
        ({"group": False}, Group(), []),
        ({"group": True}, None, ["unknown CAPACITY: group"]),
        ({"kinds": ["band"]}, Group(kind="band"), BROKEN),
        ({"kinds": ["band"]}, Group(kind="school"), []),
        ({"kinds": ["band"]}, Group(), ["unknown CAPACITY: kind"]),
        ({"kinds": ["band"]}, False, []),
        ({"classes": ["youth"]}, Group(user_class="youth"), BROKEN),
        ({"classes": ["youth"]}, Group(user_class="general"), []),
        ({"classes": ["youth"]}, Group(), ["unknown CAPACITY: user_class"]),
        ({"size_from": 10}, False, []),
        ({"size_from": 2, "size_to": 9}, False, BROKEN),
    ],
)
def test_a_class_of_users_is_told_by_their_group_and_their_number(
    users: dict[str, Any], group: Any, expected: list[str]
) -> None:
    assert found(eight(users=users), an_ask(size=9, group=group)) == expected


@pytest.mark.parametrize(
    "scope",
    [
        {"users": {}},
        {"rooms": []},
        {"unless": []},
        {"during": {}},
        {"rooom": ["a"]},
        {"notice": {}},
        {"notice": {"days_from": 0}},
        {"notice": {"days_from": 4, "days_to": 3}},
        {"notice": "later"},
    ],
)
def test_a_scope_that_means_nothing_is_a_mistake(scope: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        eight(**scope)


def test_a_use_touches_the_edge_of_a_part_of_the_day_without_meeting_it() -> None:
    term = eight(during={"from": "19:00"})
    assert found(term, an_ask(hours=("17:00", "19:00"), size=9)) == HOLDS
    assert use(date(2026, 12, 4), "17:00", "19:00").end == at(FRIDAY, "19:00")
    assert found(eight(notice="same_day"), an_ask(day=TODAY, size=9)) == BROKEN


@pytest.mark.parametrize(
    ("day", "channel", "expected"),
    [
        (date(2026, 9, 8), "web", ["holds CHANNEL"]),
        (date(2026, 9, 9), "web", ["broken CHANNEL"]),
        (date(2026, 9, 9), "phone", ["holds CHANNEL"]),
        (date(2026, 9, 12), "web", ["broken CHANNEL"]),
    ],
)
def test_until_four_days_before_on_the_web_and_from_three_days_before_by_telephone_only(
    day: date, channel: str, expected: list[str]
) -> None:
    """28 C6, C7."""
    early = a_term("channel", channels=["web", "phone"], notice={"days_from": 4})
    late = a_term("channel", channels=["phone"], notice={"days_to": 3})
    ask = an_ask(day=date(2026, 9, 12), asked_at=at(day, "10:00"), channel=Channel(channel))
    assert [*found(early, ask), *found(late, ask)] == expected

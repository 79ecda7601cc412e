"""Of which questions a term speaks, shown on the simplest one: at most eight people."""

from datetime import date
from typing import Any

import pytest

from booking.rules.ask import Group, Person, Registered, Step
from booking.rules.clauses import Grain
from booking.rules.clauses.term import broken, for_each, holds, unknown
from booking.rules.codes import Code
from tests.asks import SETTING, TODAY, a_group, a_registration, a_term, aged, an_ask, found, said

SILENT: list[str] = []
HOLDS = ["holds CAPACITY"]


def eight(**scope: Any) -> Any:
    return a_term("headcount", most=8, **scope)


@pytest.mark.parametrize(
    ("scope", "room", "expected"),
    [
        ({}, "band", HOLDS),
        ({}, None, HOLDS),
        ({"rooms": ["band"]}, "band", HOLDS),
        ({"rooms": ["band"]}, "craft", SILENT),
        ({"rooms": ["band"]}, None, ["unknown CAPACITY: room"]),
        ({"except_rooms": ["band"]}, "band", SILENT),
        ({"except_rooms": ["band"]}, "craft", HOLDS),
        ({"except_rooms": ["band"]}, None, HOLDS),
        ({"rooms": ["band", "craft"], "except_rooms": ["craft"]}, "craft", SILENT),
    ],
)
def test_a_term_speaks_of_its_rooms(scope: Any, room: str | None, expected: list[str]) -> None:
    assert found(eight(**scope), an_ask(size=3, room=room)) == expected


@pytest.mark.parametrize(
    ("scope", "day", "expected"),
    [
        ({"on": {"days": ["fri"]}}, date(2026, 12, 4), HOLDS),
        ({"on": {"days": ["fri"]}}, date(2026, 12, 5), SILENT),
        ({"on": {"days": ["fri"]}}, None, ["unknown CAPACITY: day"]),
        ({}, None, HOLDS),
        ({"notice": "same_day"}, TODAY, HOLDS),
        ({"notice": "same_day"}, date(2026, 12, 4), SILENT),
        ({"notice": "advance"}, TODAY, SILENT),
        ({"notice": "advance"}, date(2026, 12, 4), HOLDS),
        ({"notice": "advance"}, None, ["unknown CAPACITY: day"]),
    ],
)
def test_a_term_speaks_of_its_days(scope: Any, day: date | None, expected: list[str]) -> None:
    assert found(eight(**scope), an_ask(size=3, day=day)) == expected


def test_a_term_speaks_at_its_steps_only() -> None:
    entering = eight(steps=["enter"])
    assert found(entering, an_ask(size=3)) == SILENT
    assert found(entering, an_ask(size=3, step=Step.ENTER)) == HOLDS
    assert found(eight(), an_ask(size=3, step=Step.CANCEL)) == SILENT


AS_YOUTH = Registered("higashi-rules", user_class="youth")
NO_CLASS = ["unknown CAPACITY: user_class"]


@pytest.mark.parametrize(
    ("users", "party", "expected"),
    [
        ({"registered": True}, {"group": a_group(a_registration())}, HOLDS),
        ({"registered": True}, {"group": a_group()}, SILENT),
        ({"registered": True}, {"group": False}, SILENT),
        ({"registered": True}, {"group": True}, ["unknown CAPACITY: registrations"]),
        ({"registered": True}, {}, ["unknown CAPACITY: group"]),
        ({"registered": False}, {"group": a_group()}, HOLDS),
        ({"registered": False}, {"group": False}, HOLDS),
        ({"registered": False}, {"group": a_group(a_registration())}, SILENT),
        ({"registered": False}, {"group": a_group(a_registration(registry="elsewhere"))}, HOLDS),
        ({"classes": ["youth"]}, {"group": Group(user_class="youth")}, HOLDS),
        ({"classes": ["youth"]}, {"group": Group(user_class="general")}, SILENT),
        ({"classes": ["youth"]}, {"group": a_group(AS_YOUTH)}, HOLDS),
        ({"classes": ["general"]}, {"group": a_group(AS_YOUTH)}, SILENT),
        ({"classes": ["youth"]}, {"group": a_group(a_registration())}, NO_CLASS),
        ({"classes": ["youth"]}, {"group": a_group()}, SILENT),
        ({"classes": ["youth"]}, {"group": Group()}, NO_CLASS),
        ({"classes": ["youth"]}, {"group": True}, NO_CLASS),
        ({"classes": ["youth"]}, {"group": False}, NO_CLASS),
        ({"size_to": 3}, {}, HOLDS),
        ({"size_to": 2}, {}, SILENT),
        ({"size_to": 2, "registered": True}, {}, SILENT),
        ({"size_to": 3, "registered": True}, {}, ["unknown CAPACITY: group"]),
    ],
)
def test_a_term_speaks_of_its_class_of_users(users: Any, party: Any, expected: list[str]) -> None:
    assert found(eight(users=users), an_ask(size=3, **party)) == expected


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ([Person(user_class="youth")], HOLDS),
        ([Person(registrations=(AS_YOUTH,))], HOLDS),
        ([Person(user_class="general"), Person(user_class="youth")], SILENT),
        ([Person(registrations=())], SILENT),
        ([Person()], NO_CLASS),
    ],
)
def test_individuals_have_a_class_too(people: list[Person], expected: list[str]) -> None:
    term = eight(users={"classes": ["youth"]})
    assert found(term, an_ask(*people, group=False, size=len(people))) == expected


def test_a_class_by_size_needs_the_size() -> None:
    assert found(eight(users={"size_to": 2}), an_ask()) == ["unknown CAPACITY: size"]


@pytest.mark.parametrize(
    ("scope", "grain"),
    [
        ({}, Grain.ASK),
        ({"rooms": ["band"]}, Grain.ASK),
        ({"on": {"days": ["fri"]}}, Grain.DAY),
        ({"notice": "advance"}, Grain.DAY),
    ],
)
def test_a_scope_by_day_makes_the_finding_depend_on_the_day(scope: Any, grain: Grain) -> None:
    assert eight(**scope).grain is grain


def test_of_people_what_is_broken_is_said_alone_and_counted() -> None:
    findings = {
        1: holds(Code.GUARDIAN),
        2: broken(Code.GUARDIAN, purpose="late"),
        3: unknown(Code.GUARDIAN, "ages"),
    }
    reasons = for_each([Person(count=n) for n in (1, 2, 3, 2)], Code.GUARDIAN, lambda p: findings[p.count])
    assert said(reasons) == ["broken GUARDIAN"]
    assert reasons[0].values == {"purpose": "late", "people": 4}


def test_of_people_what_holds_and_what_is_unknown_are_both_said() -> None:
    findings = {1: holds(Code.GUARDIAN), 3: unknown(Code.GUARDIAN, "ages")}
    reasons = for_each([Person(count=1), Person(count=3)], Code.GUARDIAN, lambda p: findings[p.count])
    assert said(reasons) == ["holds GUARDIAN", "unknown GUARDIAN: ages"]


def test_of_nobody_the_people_are_lacking() -> None:
    assert said(for_each([], Code.GUARDIAN, lambda _: holds(Code.GUARDIAN))) == ["unknown GUARDIAN: people"]


def test_what_is_so_in_principle_is_asked_of_the_hall_where_it_is_not() -> None:
    """43 C4: 「原則として」."""
    term = a_term("headcount", least=2, in_principle=True)
    assert [found(term, an_ask(size=size)) for size in (1, 2, None)] == [
        ["open GROUP_MIN"],
        ["holds GROUP_MIN"],
        ["unknown GROUP_MIN: size"],
    ]


@pytest.mark.parametrize(("step", "registering"), [(Step.REGISTER, True), (Step.BOOK, None)])
def test_what_is_broken_at_registering_says_so(step: Step, registering: bool | None) -> None:
    term = a_term("who", ages={"to_age": 19}, steps=["register", "book"])
    (reason,) = term.find(an_ask(aged(30), step=step), SETTING)
    assert said([reason]) == ["broken AGE_MAX"]
    assert reason.values.get("registering") is registering


def test_what_is_not_broken_at_registering_is_as_ever() -> None:
    term = a_term("who", ages={"to_age": 19}, steps=["register"])
    assert [reason.values for reason in term.find(an_ask(aged(12), step=Step.REGISTER), SETTING)] == [
        {"people": 1}
    ]

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from booking.rules.ask import Group, Person, Step
from booking.rules.circumstances import Facts
from booking.rules.verdict import Sought
from tests.asks import SETTING, a_term, aged, an_ask, at, found

HOLDS = ["holds PRIORITY"]
YOUTHS = [{"ages": {"to_age": 34}}, {"kinds": ["youth_development"]}]
CARERS = Group(kind="youth_development")


@pytest.mark.parametrize("person", [aged(20), aged(50), Person()])
def test_what_is_free_is_for_others_too(person: Person) -> None:
    assert found(a_term("priority", first=YOUTHS), an_ask(person, group=False)) == HOLDS


@pytest.mark.parametrize(
    ("person", "group", "day", "expected"),
    [
        (aged(20), False, date(2026, 12, 20), HOLDS),
        (aged(50), CARERS, date(2026, 12, 20), HOLDS),
        (aged(50), False, date(2026, 12, 20), ["broken TOO_EARLY"]),
        (aged(50), False, date(2026, 12, 9), HOLDS),
        (aged(50), False, date(2026, 12, 10), ["broken TOO_EARLY"]),
        (Person(), False, date(2026, 12, 20), ["unknown PRIORITY: ages"]),
        (Person(), False, date(2026, 12, 9), HOLDS),
        (aged(50), None, date(2026, 12, 20), ["unknown PRIORITY: kind"]),
    ],
)
def test_others_come_from_a_day_on(person: Person, group: Any, day: date, expected: list[str]) -> None:
    term = a_term("priority", first=YOUTHS, others_from={"days": 7})
    assert found(term, an_ask(person, group=group, day=day)) == expected


@pytest.mark.parametrize(("time", "expected"), [("12:00", HOLDS), ("12:01", ["broken TOO_EARLY"])])
def test_others_may_book_from_that_moment(time: str, expected: list[str]) -> None:
    term = a_term("priority", first=YOUTHS, others_from={"days": 2, "at": time})
    assert found(term, an_ask(aged(50), group=False)) == expected


def test_a_refusal_says_from_when_others_may_book() -> None:
    term = a_term("priority", first=YOUTHS, others_from={"days": 7, "at": "9:00"})
    (reason,) = term.find(an_ask(aged(50), group=False, day=date(2026, 12, 20)), SETTING)
    assert reason.values == {"opens_at": at(date(2026, 12, 13), "9:00")}


def test_a_month_without_such_a_day_leaves_it_open() -> None:
    term = a_term("priority", first=YOUTHS, others_from={"months": 1, "missing": "ask"})
    asked_at = at(date(2027, 2, 28), "12:00")
    ask = an_ask(aged(50), group=False, day=date(2027, 3, 31), asked_at=asked_at)
    assert found(term, ask) == ["open NO_SUCH_DAY"]


def test_it_is_not_counted_in_minutes() -> None:
    with pytest.raises(ValidationError, match="days or months"):
        a_term("priority", first=YOUTHS, others_from={"minutes": 30})


@pytest.mark.parametrize(
    ("needed", "expected"),
    [(True, ["broken PROGRAMME"]), (False, ["holds PROGRAMME"]), (None, [])],
)
def test_the_halls_own_programme_goes_first(needed: Any, expected: list[str]) -> None:
    assert found(a_term("yields"), an_ask(facts=Facts(programme_then=needed))) == expected
    assert found(a_term("yields"), an_ask(step=Step.REGISTER)) == []


def test_the_others_have_a_first_day_and_those_who_go_first_have_none_by_it() -> None:
    term = a_term("priority", first=[{"classes": ["youth"]}], others_from={"days": 14})
    first, other = (an_ask(group=Group(user_class=one)) for one in ("youth", "general"))
    assert term.value(Sought.FIRST_DAY, other, SETTING) == date(2026, 11, 20)
    assert term.value(Sought.FIRST_DAY, first, SETTING) is None

"""Days and hours that are closed to some and open to others."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from booking.rules.ask import Channel, Group, Person, TieKind
from booking.rules.verdict import Finding
from facilities.rules.ages import AgeMode
from tests.asks import SETTING, a_group, a_term, aged, an_ask, found

HOLDS, BROKEN, SILENT = ["holds CLOSED_TO"], ["broken CLOSED_TO"], list[str]()
SUNDAY = date(2026, 12, 6)


def without_groups(**scope: Any) -> Any:
    return a_term("closed_to", who={"group": True}, **scope)


@pytest.mark.parametrize(
    ("group", "expected"),
    [(a_group(), BROKEN), (True, BROKEN), (False, HOLDS), (None, ["unknown CLOSED_TO: group"])],
)
def test_a_day_for_individuals_is_closed_to_groups_only(group: Any, expected: list[str]) -> None:
    term = without_groups(on={"days": ["sun"]}, rooms=["band"])
    assert found(term, an_ask(day=SUNDAY, group=group)) == expected
    assert found(term, an_ask(day=SUNDAY, room="craft", group=group)) == SILENT


def test_on_another_day_it_is_named_and_rests_whoever_asks() -> None:
    term = without_groups(on={"days": ["sun"]})
    for group in (True, False, None):
        (reason,) = term.find(an_ask(group=group), SETTING)
        assert (reason.finding, reason.rests) == (Finding.HOLDS, True)


@pytest.mark.parametrize(
    ("people", "all_of_them", "anybody"),
    [
        ([aged(30)], BROKEN, BROKEN),
        ([aged(30), aged(16)], HOLDS, BROKEN),
        ([aged(16)], HOLDS, HOLDS),
        ([aged(16), Person()], HOLDS, ["unknown CLOSED_TO: ages"]),
        ([aged(30), Person()], ["unknown CLOSED_TO: ages"], BROKEN),
        ([], ["unknown CLOSED_TO: ages"], ["unknown CLOSED_TO: ages"]),
    ],
)
def test_it_may_be_closed_to_a_party_of_them_or_to_anybody_who_is_one(
    people: list[Person], all_of_them: list[str], anybody: list[str]
) -> None:
    adults = {"who": {"ages": {"from_age": 18}}}
    assert found(a_term("closed_to", **adults), an_ask(*people)) == all_of_them
    assert found(a_term("closed_to", **adults, of="each"), an_ask(*people)) == anybody


def test_of_each_the_facts_are_of_one_and_the_same_person() -> None:
    strangers = a_term("closed_to", of="each", who={"ages": {"from_age": 18}, "ties": ["lives"]})
    grown, child = aged(30, ties=frozenset()), aged(9, ties=frozenset({TieKind.LIVES}))
    assert found(strangers, an_ask(grown, child)) == HOLDS
    with pytest.raises(ValidationError, match="a size is that of the party"):
        a_term("closed_to", of="each", who={"size_from": 5})


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 9, 14), BROKEN),
        (date(2026, 9, 21), HOLDS),  # a holiday Monday: it moves to the Tuesday
        (date(2026, 9, 22), BROKEN),
        (date(2026, 9, 23), HOLDS),
    ],
)
def test_it_shifts_from_a_holiday_as_a_closure_for_everybody_does(day: date, expected: list[str]) -> None:
    mondays = without_groups(on={"days": ["mon"]}, shift={"to": "next_day"})
    assert found(mondays, an_ask(day=day, group=True)) == expected


@pytest.mark.parametrize(
    ("group", "city", "elsewhere"),
    [
        (Group(local=True), BROKEN, HOLDS),
        (Group(local=False), HOLDS, BROKEN),
        (Group(), ["unknown CLOSED_TO: local"], ["unknown CLOSED_TO: local"]),
        (True, ["unknown CLOSED_TO: local"], ["unknown CLOSED_TO: local"]),
        (False, HOLDS, HOLDS),
        (None, ["unknown CLOSED_TO: group"], ["unknown CLOSED_TO: group"]),
    ],
)
def test_a_group_is_of_the_city_or_from_elsewhere_and_individuals_are_neither(
    group: Any, city: list[str], elsewhere: list[str]
) -> None:
    assert found(a_term("closed_to", who={"local": True}), an_ask(group=group)) == city
    assert found(a_term("closed_to", who={"local": False}), an_ask(group=group)) == elsewhere


def test_it_may_be_a_part_of_the_day_or_one_way_of_asking() -> None:
    evenings = without_groups(during={"from": "18:00"})
    assert found(evenings, an_ask(hours=("17:00", "19:00"), group=True)) == BROKEN
    assert found(evenings, an_ask(hours=("16:00", "18:00"), group=True)) == HOLDS
    on_the_web = without_groups(through=["web"])
    assert found(on_the_web, an_ask(group=True, channel=Channel.WEB)) == BROKEN
    assert found(on_the_web, an_ask(group=True, channel=Channel.PHONE)) == SILENT


def test_without_a_day_it_lacks_one_only_where_ages_tell_who_is_meant() -> None:
    assert found(without_groups(), an_ask(day=None, group=True)) == BROKEN
    adults = a_term("closed_to", who={"ages": {"from_age": 18}})
    assert found(adults, an_ask(aged(30), day=None)) == ["unknown CLOSED_TO: day"]
    assert found(adults, an_ask(aged(30))) == BROKEN
    assert found(adults, an_ask(aged(16))) == HOLDS


def test_on_a_day_on_which_nobody_is_of_these_ages_nobody_is_meant() -> None:
    """Whoever turns eighteen on their birthday is not yet so on 1 April in the last grade of high school."""
    eighteen_at_school = a_term("closed_to", who={"ages": {"from_age": 18, "to_grade": 12}})
    by_birthdays = replace(SETTING, mode=AgeMode.BIRTHDAY)
    for years in (17, 18, 30):
        ask = an_ask(aged(years), day=date(2026, 4, 1))
        assert found(eighteen_at_school, ask, by_birthdays) == HOLDS


def test_a_refusal_says_why() -> None:
    (reason,) = without_groups(reason={"ja": "個人開放日", "en": "a day for individuals"}).find(
        an_ask(group=True), SETTING
    )
    assert reason.values == {"reason_ja": "個人開放日", "reason_en": "a day for individuals"}


def test_what_is_closed_to_everybody_is_another_type() -> None:
    with pytest.raises(ValidationError):
        a_term("closed_to")

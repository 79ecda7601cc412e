"""Days and hours that are closed to some and open to others."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from booking.rules.ask import Channel
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
    assert found(term, an_ask(group=group)) == SILENT
    assert found(term, an_ask(day=SUNDAY, room="craft", group=group)) == SILENT


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

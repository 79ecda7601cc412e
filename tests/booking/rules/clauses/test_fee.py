"""What one price comes to; the published ones are those of 08 調布, 24 船橋 and 47 大東."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from booking.rules.ask import Ask
from booking.rules.circumstances import Facts
from booking.rules.clauses.fee import Fee
from booking.rules.clauses.setting import Setting
from tests.asks import FRIDAY, a_term, aged, an_ask, rules_of, use

BY_HOUR = [{"from": "10:00", "to": "18:00", "yen": 150}, {"from": "18:00", "to": "21:00", "yen": 200}]
MUSIC_2 = [
    {"from": "9:00", "to": "12:00", "yen": 900},
    {"from": "12:00", "to": "14:00", "yen": 600},
    {"from": "14:00", "to": "16:00", "yen": 600},
    {"from": "16:00", "to": "18:00", "yen": 600},
    {"from": "18:00", "to": "21:00", "yen": 900},
]
BANDS = {"type": "bands", "bands": [{"from": f"{n}:00", "to": f"{n + 3}:00"} for n in (9, 12, 15, 18)]}
GRID = {"type": "unit", "minutes": 30}
OPEN = {"type": "hours", "from": "9:00", "to": "21:00"}


def setting(*calendar: dict[str, Any]) -> Setting:
    return rules_of(list(calendar)).setting


def amount(ask: Ask, *calendar: dict[str, Any], **parameters: Any) -> int | None:
    fee: Fee = a_term("fee", **parameters)
    return fee.amount(ask, setting(*(calendar or (OPEN,))))


@pytest.mark.parametrize(
    ("hours", "yen"),
    [
        (("17:00", "19:00"), 350),
        (("10:00", "12:00"), 300),
        (("18:00", "21:00"), 600),
        (("17:30", "18:30"), 350),
        (("17:00", "21:30"), None),
    ],
)
def test_an_hour_costs_what_its_time_of_day_does_and_a_begun_one_counts_whole(
    hours: tuple[str, str], yen: int | None
) -> None:
    assert amount(an_ask(hours=hours), prices=BY_HOUR, per="hour") == yen


@pytest.mark.parametrize(
    ("hours", "yen"), [(("18:00", "21:00"), 900), (("14:00", "18:00"), 1200), (("21:00", "22:00"), None)]
)
def test_a_band_costs_what_stands_in_the_table_for_it(hours: tuple[str, str], yen: int | None) -> None:
    assert amount(an_ask(hours=hours), prices=MUSIC_2, per="band") == yen


def test_one_price_for_every_band_is_taken_as_often_as_bands_are_used() -> None:
    assert amount(an_ask(hours=("15:00", "21:00")), OPEN, BANDS, yen=1110, per="band") == 2220
    assert amount(an_ask(hours=("15:00", "18:00")), OPEN, BANDS, yen=1110, per="band") == 1110


def test_a_price_per_band_says_nothing_of_a_room_that_is_not_lent_in_bands() -> None:
    assert amount(an_ask(hours=("15:00", "18:00")), OPEN, yen=1110, per="band") is None
    assert amount(an_ask(hours=("15:00", "18:00")), OPEN, BANDS, yen=100, per="unit") is None


def test_units_are_those_of_the_rooms_grid() -> None:
    assert amount(an_ask(hours=("15:00", "16:30")), OPEN, GRID, yen=100, per="unit") == 300


@pytest.mark.parametrize(("per", "yen"), [("use", 500), ("hour", 1500), ("person", 2000), ("day", 1000)])
def test_one_price_may_be_for_the_use_its_hours_its_people_or_its_days(per: str, yen: int) -> None:
    two_days = Facts(also_on=(FRIDAY + timedelta(days=1),))
    ask = an_ask(hours=("15:00", "17:30"), size=4, facts=two_days)
    assert amount(ask, yen=500, per=per) == yen


def test_free_is_a_price_of_nothing_and_an_unpublished_one_is_none() -> None:
    assert amount(an_ask(), yen=0) == 0
    assert amount(an_ask()) is None


@pytest.mark.parametrize(
    ("parameters", "ask", "lacking"),
    [
        ({"yen": 5, "per": "hour"}, an_ask(day=None), ("day", "time")),
        ({"yen": 5, "per": "band"}, an_ask(), ("time",)),
        ({"prices": BY_HOUR, "per": "hour"}, an_ask(), ("time",)),
        ({"yen": 5, "per": "person"}, an_ask(), ("size",)),
        ({"yen": 5, "per": "person"}, an_ask(aged(20)), ()),
        ({"yen": 5, "per": "use"}, an_ask(day=None), ()),
        ({}, an_ask(day=None), ()),
    ],
)
def test_only_the_facts_that_a_price_is_reckoned_by_are_needed(
    parameters: dict[str, Any], ask: Ask, lacking: tuple[str, ...]
) -> None:
    assert a_term("fee", **parameters).needs(ask) == lacking


@pytest.mark.parametrize(
    "parameters",
    [
        {"yen": 300},
        {"yen": -1, "per": "use"},
        {"yen": 300, "prices": BY_HOUR, "per": "hour"},
        {"yen": 300, "sum_of": ["band", "craft"]},
        {"prices": BY_HOUR, "per": "use"},
        {"sum_of": ["band"], "per": "use"},
        {"per": "hour"},
        {"yen": 300, "per": "month"},
        {"prices": [{"from": "12:00", "to": "9:00", "yen": 3}], "per": "hour"},
    ],
)
def test_an_amount_is_given_one_way_and_says_what_it_is_for(parameters: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        a_term("fee", **parameters)


minutes = st.integers(0, 11 * 12).map(lambda five: 10 * 60 + five * 5)


@given(st.tuples(minutes, minutes).filter(lambda pair: pair[0] < pair[1]))
def test_hours_by_time_of_day_agree_with_counting_every_minute(pair: tuple[int, int]) -> None:
    start, end = pair
    day_price = sum(start <= minute < end for minute in range(10 * 60, 18 * 60))
    evening = sum(start <= minute < end for minute in range(18 * 60, 21 * 60))
    hours = (f"{start // 60}:{start % 60:02}", f"{end // 60}:{end % 60:02}")
    expected = (day_price + 59) // 60 * 150 + (evening + 59) // 60 * 200
    assert amount(an_ask(hours=hours), prices=BY_HOUR, per="hour") == expected


def test_a_night_past_midnight_is_priced_by_the_times_after_it() -> None:
    ask = an_ask(day=FRIDAY, span=use(FRIDAY, "22:00", "26:00"))
    night = [{"from": "22:00", "to": "24:00", "yen": 100}, {"from": "24:00", "to": "30:00", "yen": 300}]
    assert amount(ask, prices=night, per="hour") == 800

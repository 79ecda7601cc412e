from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from booking.rules.admission import decide
from booking.rules.ask import Channel, Step
from tests.asks import SETTING, a_term, an_ask, at, cited, found, rules_of

TUESDAY, WEDNESDAY = date(2024, 11, 19), date(2024, 11, 20)
COUNTER = {"type": "reception", "through": ["counter", "phone"], "from": "9:00", "to": "20:00"}
OPEN = {"type": "hours", "from": "9:00", "to": "22:00"}
CLOSED = {"type": "closed", "on": {"days": ["tue"], "nth": [2, 3]}}


@pytest.mark.parametrize(
    ("channel", "time", "expected"),
    [
        (Channel.COUNTER, "8:59", ["broken RECEPTION"]),
        (Channel.COUNTER, "9:00", ["holds RECEPTION"]),
        (Channel.PHONE, "19:59", ["holds RECEPTION"]),
        (Channel.PHONE, "20:00", ["broken RECEPTION"]),
        (Channel.WEB, "23:00", []),
        (None, "10:00", ["unknown RECEPTION: channel"]),
    ],
)
def test_a_counter_takes_applications_in_its_hours(
    channel: Channel | None, time: str, expected: list[str]
) -> None:
    ask = an_ask(channel=channel, asked_at=at(WEDNESDAY, time))
    term = a_term("reception", through=["counter", "phone"], **{"from": "9:00", "to": "20:00"})
    assert found(term, ask) == expected


def test_it_counts_the_day_of_asking_and_not_that_of_the_use() -> None:
    term = a_term("reception", asked_on={"days": ["tue"]})
    assert found(term, an_ask(asked_at=at(TUESDAY, "10:00"))) == ["holds RECEPTION"]
    assert found(term, an_ask(asked_at=at(WEDNESDAY, "10:00"))) == ["broken RECEPTION"]


def test_a_refusal_says_when_one_may_ask() -> None:
    term = a_term("reception", **{"from": "9:00", "to": "20:00"}, through=["phone"])
    (reason,) = term.find(an_ask(channel=Channel.PHONE, asked_at=at(WEDNESDAY, "21:00")), SETTING)
    assert reason.values == {"from": 540, "to": 1200, "channels": ["phone"]}


def test_a_refusal_on_another_day_says_so() -> None:
    term = a_term("reception", asked_on={"days": ["tue"]}, **{"from": "9:00"})
    (reason,) = term.find(an_ask(asked_at=at(WEDNESDAY, "10:00")), SETTING)
    assert reason.values == {"from": 540, "to": 1440, "channels": [], "other_day": True}


def test_with_the_hall_its_counter_is_closed_and_the_closing_clause_says_so() -> None:
    rules = rules_of([COUNTER], [OPEN, CLOSED])
    ask = an_ask(step=Step.ENTER, day=None, channel=Channel.COUNTER, asked_at=at(TUESDAY, "10:00"))
    assert cited(decide(ask, rules).broken) == ["C2 broken CLOSED"]
    assert decide(ask, rules).broken[0].values["when_asked"], "it says nothing of the day of use"


def test_a_system_that_runs_while_the_hall_is_closed_says_so() -> None:
    web = {"type": "reception", "through": ["web"], "even_if_closed": True}
    ask = an_ask(day=None, channel=Channel.WEB, asked_at=at(TUESDAY, "10:00"))
    assert decide(ask, rules_of([web], [OPEN, CLOSED])).broken == ()


WEEKDAYS = {
    "type": "reception",
    "through": ["counter"],
    "from": "9:00",
    "to": "17:00",
    "asked_on": {"days": ["mon", "tue", "wed", "thu", "fri"]},
}
SATURDAYS = {**WEEKDAYS, "to": "12:00", "asked_on": {"days": ["sat"]}}


@pytest.mark.parametrize(
    ("day", "time", "expected"),
    [
        (WEDNESDAY, "16:59", []),
        (WEDNESDAY, "17:00", ["C1 broken RECEPTION"]),
        (date(2024, 11, 23), "11:59", []),
        (date(2024, 11, 23), "12:00", ["C2 broken RECEPTION"]),
        (date(2024, 11, 24), "10:00", ["C1 broken RECEPTION", "C2 broken RECEPTION"]),
    ],
)
def test_the_hours_of_a_counter_on_different_days_add_up(day: date, time: str, expected: list[str]) -> None:
    ask = an_ask(day=None, channel=Channel.COUNTER, asked_at=at(day, time))
    assert cited(decide(ask, rules_of([WEEKDAYS], [SATURDAYS])).broken) == expected


def test_the_hours_of_another_counter_take_nothing_for_this_one() -> None:
    phone = {**SATURDAYS, "through": ["phone", "counter"], "asked_on": {}, "to": "18:00"}
    ask = an_ask(day=None, channel=Channel.COUNTER, asked_at=at(WEDNESDAY, "17:30"))
    assert cited(decide(ask, rules_of([WEEKDAYS], [phone])).broken) == ["C1 broken RECEPTION"]


@pytest.mark.parametrize(
    ("day", "time", "expected"),
    [
        (WEDNESDAY, "1:59", "broken RECEPTION"),  # Tuesday has none, so none runs on into its night
        (WEDNESDAY, "5:00", "holds RECEPTION"),
        (date(2024, 11, 21), "1:59", "holds RECEPTION"),
        (date(2024, 11, 21), "2:00", "broken RECEPTION"),
    ],
)
def test_what_is_taken_past_midnight_belongs_to_the_day_before(day: date, time: str, expected: str) -> None:
    web = a_term("reception", **{"from": "5:00", "to": "26:00"}, asked_on={"days": ["wed"]})
    assert found(web, an_ask(asked_at=at(day, time))) == [expected]


@pytest.mark.parametrize("hours", [("9:00", "9:00"), ("20:00", "9:00"), ("24:00", "25:00")])
def test_its_hours_begin_on_their_day(hours: Any) -> None:
    with pytest.raises(ValidationError):
        a_term("reception", **{"from": hours[0], "to": hours[1]})

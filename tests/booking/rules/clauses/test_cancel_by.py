from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from booking.rules.admission import Judge
from booking.rules.ask import Channel, Step
from booking.rules.verdict import Outcome, Sought
from tests.asks import SETTING, a_term, an_ask, at, found, rules_of, use

HOLDS, BROKEN = ["holds TOO_LATE_TO_CANCEL"], ["broken TOO_LATE_TO_CANCEL"]
JULY_15 = date(2026, 7, 15)


@pytest.mark.parametrize(
    ("parameters", "asked", "expected"),
    [
        ({"days": 3}, (date(2026, 7, 12), "23:59"), HOLDS),
        ({"days": 3}, (date(2026, 7, 13), "0:00"), BROKEN),
        ({"days": 2, "at": "16:00"}, (date(2026, 7, 13), "16:00"), HOLDS),
        ({"days": 2, "at": "16:00"}, (date(2026, 7, 13), "16:01"), BROKEN),
        ({"minutes": 180}, (JULY_15, "14:00"), HOLDS),
        ({"minutes": 180}, (JULY_15, "14:01"), BROKEN),
        ({"months": 1, "day": 20}, (date(2026, 6, 20), "23:59"), HOLDS),
        ({"months": 1, "day": 20}, (date(2026, 6, 21), "0:00"), BROKEN),
    ],
)
def test_a_booking_can_be_given_up_until_a_moment_before_the_use(
    parameters: dict[str, Any], asked: tuple[date, str], expected: list[str]
) -> None:
    ask = an_ask(day=JULY_15, hours=("17:00", "19:00"), asked_at=at(*asked), step=Step.CANCEL)
    assert found(a_term("cancel_by", **parameters), ask) == expected


def test_it_is_about_its_channels_and_about_giving_up() -> None:
    term = a_term("cancel_by", days=3, through=["web"])
    late = {"day": JULY_15, "asked_at": at(JULY_15, "9:00")}
    assert found(term, an_ask(**late, step=Step.CANCEL, channel=Channel.WEB)) == BROKEN
    assert found(term, an_ask(**late, step=Step.CANCEL, channel=Channel.PHONE)) == []
    assert found(term, an_ask(**late, channel=Channel.WEB)) == []


def test_hours_before_a_start_that_nobody_said_cannot_be_told() -> None:
    ask = an_ask(day=JULY_15, step=Step.CANCEL)
    assert found(a_term("cancel_by", minutes=180), ask) == ["unknown TOO_LATE_TO_CANCEL: time"]


def test_a_day_that_a_month_lacks_is_asked_of_the_hall() -> None:
    ask = an_ask(day=date(2026, 7, 31), asked_at=at(date(2026, 7, 1), "12:00"), step=Step.CANCEL)
    (finding,) = found(a_term("cancel_by", months=1, missing="ask"), ask)
    assert finding.startswith("open ")


def test_a_deadline_that_nobody_published_is_asked_of_the_hall() -> None:
    term = a_term("cancel_by", through=["web"])
    by_web = {"step": Step.CANCEL, "channel": Channel.WEB}
    assert found(term, an_ask(day=JULY_15, **by_web)) == ["open ASK_HALL"]
    assert found(term, an_ask(**by_web)) == ["open ASK_HALL"]
    assert found(term, an_ask(day=JULY_15, step=Step.CANCEL, channel=Channel.PHONE)) == []


@pytest.mark.parametrize("parameters", [{"at": "17:00"}, {"day": 20}, {"if_closed": "next_weekday"}])
def test_a_part_of_a_deadline_is_none(parameters: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="give one of `days`"):
        a_term("cancel_by", **parameters)


def test_a_refusal_says_until_when_it_could_be() -> None:
    ask = an_ask(day=JULY_15, asked_at=at(JULY_15, "9:00"), step=Step.CANCEL)
    (reason,) = a_term("cancel_by", days=3, at="17:00").find(ask, SETTING)
    assert reason.values == {"closes_at": at(date(2026, 7, 12), "17:00")}


def test_uses_of_one_day_are_told_apart_by_their_starts() -> None:
    rules = rules_of(
        [{"type": "hours", "from": "9:00", "to": "21:00"}], [{"type": "cancel_by", "minutes": 180}]
    )
    judge = Judge(rules, an_ask(asked_at=at(JULY_15, "12:00"), step=Step.CANCEL)).on(JULY_15)
    early, late = (judge.verdict(use(JULY_15, start, "18:00")) for start in ("14:30", "15:30"))
    assert (early.outcome, late.outcome) == (Outcome.REFUSE, Outcome.ALLOW)


def test_it_tells_the_last_day_of_giving_up_and_of_nothing_else() -> None:
    term = a_term("cancel_by", days=7)
    told = [term.value(Sought.LAST_DAY, an_ask(step=step), SETTING) for step in (Step.CANCEL, Step.BOOK)]
    assert told == [date(2026, 11, 27), None]
    assert a_term("cancel_by").value(Sought.LAST_DAY, an_ask(step=Step.CANCEL), SETTING) is None

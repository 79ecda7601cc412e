from dataclasses import replace
from typing import Any

import pytest

from booking.rules.ask import Step
from booking.rules.circumstances import Facts
from booking.rules.verdict import Sought
from facilities.rules.words import Words
from tests.asks import SETTING, a_term, an_ask, found

ANY, STORMS = a_term("weather"), a_term("weather", warnings=["storm", "flood"])


@pytest.mark.parametrize(
    ("term", "warnings", "expected"),
    [
        (ANY, ("heat",), ["broken WEATHER"]),
        (ANY, (), ["holds WEATHER"]),
        (STORMS, ("heat", "storm"), ["broken WEATHER"]),
        (STORMS, ("heat",), ["holds WEATHER"]),
        (STORMS, None, ["unknown WEATHER: warnings"]),
    ],
)
def test_a_warning_in_force_cancels_the_use(term: Any, warnings: Any, expected: list[str]) -> None:
    """11 C1."""
    assert found(term, an_ask(step=Step.ARRIVE, facts=Facts(warnings=warnings))) == expected


def test_nobody_who_books_is_asked_for_the_weather_to_come() -> None:
    assert found(STORMS, an_ask()) == []
    assert found(STORMS, an_ask(facts=Facts(warnings=("storm",)))) == ["broken WEATHER"]


def test_a_refusal_names_the_warnings_that_it_is_about_and_says_whether_it_costs_anything() -> None:
    ask = an_ask(step=Step.STAY, facts=Facts(warnings=("heat", "storm")))
    (reason,) = STORMS.find(
        ask, replace(SETTING, names={"storm": Words(ja="暴風警報", en="a storm warning")})
    )
    words = {"warnings_ja": ["暴風警報"], "warnings_en": ["a storm warning"]}
    assert reason.values == {"warnings": ["storm"], **words, "free": True}
    assert STORMS.met_by(ask) == ("storm",)
    for costs in ({"points": True}, {"refunds": False}):
        (reason,) = a_term("weather", **costs).find(ask, SETTING)
        assert reason.values == {"warnings": ["heat", "storm"]}


@pytest.mark.parametrize(
    ("parameters", "costs_nothing"),
    [
        ({}, {"fee", "refund", "points"}),
        ({"points": True}, {"fee", "refund"}),
        ({"refunds": False}, {"points"}),
    ],
)
def test_what_is_cancelled_for_a_warning_costs_nothing(parameters: Any, costs_nothing: set[str]) -> None:
    term, storm = a_term("weather", **parameters), an_ask(facts=Facts(warnings=("storm",)))
    assert {sought for sought in Sought if term.waives(sought, storm, SETTING)} == costs_nothing
    assert not any(term.waives(sought, an_ask(facts=Facts(warnings=())), SETTING) for sought in Sought)

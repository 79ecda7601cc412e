from typing import Any

import pytest
from pydantic import ValidationError

from booking.rules.admission import Judge
from booking.rules.circumstances import Facts
from tests.asks import FRIDAY, SETTING, a_term, an_ask, at, found, rules_of, use

HOLDS, BROKEN = ["holds INSTRUMENT"], ["broken INSTRUMENT"]


@pytest.mark.parametrize(
    ("parameters", "instruments", "expected"),
    [
        ({"never": ["drums", "tuba"]}, ("piano",), HOLDS),
        ({"never": ["drums", "tuba"]}, ("piano", "drums"), BROKEN),
        ({"never": ["drums", "tuba"]}, (), HOLDS),
        ({"never": ["drums", "tuba"]}, None, ["unknown INSTRUMENT: instruments"]),
        ({"only": ["piano"]}, ("piano",), HOLDS),
        ({"only": ["piano"]}, ("trumpet",), BROKEN),
        ({"only": []}, ("piano",), BROKEN),
        ({"only": []}, (), HOLDS),
    ],
)
def test_a_room_bears_its_instruments(parameters: Any, instruments: Any, expected: list[str]) -> None:
    ask = an_ask(facts=Facts(instruments=instruments))
    assert found(a_term("instruments", **parameters), ask) == expected


def test_a_refusal_names_the_instruments_that_it_means() -> None:
    ask = an_ask(facts=Facts(instruments=("piano", "drums")))
    (never,) = a_term("instruments", never=["drums"]).find(ask, SETTING)
    assert never.values == {"instruments": ["drums"]}
    (only,) = a_term("instruments", only=["piano"]).find(ask, SETTING)
    assert only.values == {"instruments": ["drums"], "only": ["piano"]}


@pytest.mark.parametrize("parameters", [{}, {"never": []}, {"never": ["drums"], "only": ["piano"]}])
def test_instruments_are_given_one_way(parameters: Any) -> None:
    with pytest.raises(ValidationError):
        a_term("instruments", **parameters)


@pytest.mark.parametrize(
    ("hours", "facts", "expected"),
    [
        (("18:00", "22:00"), {"sound_until": "21:00"}, ["holds QUIET"]),
        (("18:00", "22:00"), {"sound_until": "21:01"}, ["broken QUIET"]),
        (("18:00", "22:00"), {"instruments": ["drums"]}, ["holds QUIET"]),
        (("21:00", "21:50"), {"instruments": ["drums"]}, ["broken QUIET"]),
        (("20:59", "22:00"), {"instruments": ["drums"]}, ["holds QUIET"]),
        (("21:00", "22:00"), {"instruments": []}, ["holds QUIET"]),
        (("21:00", "22:00"), {}, ["holds QUIET"]),
        (None, {"sound_until": "22:00"}, ["broken QUIET"]),
    ],
)
def test_the_sound_stops_before_the_use_does(hours: Any, facts: Any, expected: list[str]) -> None:
    ask = an_ask(hours=hours, facts=Facts.model_validate(facts))
    assert found(a_term("quiet", **{"from": "21:00"}), ask) == expected


def test_a_week_tells_uses_that_begin_before_it_from_those_that_do_not() -> None:
    rules = rules_of([{"type": "quiet", "from": "21:00"}])
    of_day = Judge(rules, an_ask(facts=Facts(instruments=("drums",)))).on(FRIDAY)
    uses = [use(FRIDAY, start, "22:00") for start in ("20:59", "21:00", "21:01")]
    assert [of_day.verdict(span).outcome for span in uses if span] == ["ask", "refuse", "refuse"]


def test_a_refusal_says_until_when_it_may_sound() -> None:
    ask = an_ask(hours=("18:00", "22:00"), facts=Facts.model_validate({"sound_until": "22:00"}))
    (reason,) = a_term("quiet", **{"from": "21:00"}).find(ask, SETTING)
    assert reason.values == {"time": 21 * 60, "until_at": at(FRIDAY, "21:00")}

from typing import Any

import pytest
from pydantic import ValidationError

from booking.rules.ask import Step
from booking.rules.circumstances import Facts
from tests.asks import SETTING, a_term, an_ask, found


@pytest.mark.parametrize(
    ("parameters", "hours", "vacant", "expected"),
    [
        ({}, ("17:00", "18:00"), True, ["holds EXTENSION"]),
        ({}, ("17:00", "18:00"), False, ["broken TAKEN"]),
        ({}, ("17:00", "18:00"), None, ["unknown EXTENSION: vacant"]),
        ({"minutes": 30}, ("17:00", "17:30"), True, ["holds EXTENSION"]),
        ({"minutes": 30}, ("17:00", "17:45"), True, ["broken EXTENSION"]),
        ({"most_minutes": 60}, ("17:00", "18:00"), True, ["holds EXTENSION"]),
        ({"most_minutes": 60}, ("17:00", "18:01"), True, ["broken EXTENSION"]),
        ({"minutes": 30}, None, True, ["holds EXTENSION"]),
        ({"needs_permission": True}, None, True, ["open ASK_HALL"]),
        ({"needs_permission": True}, None, None, ["open ASK_HALL"]),
        ({"needs_permission": True}, None, False, ["broken TAKEN"]),
    ],
)
def test_a_use_is_extended_while_nobody_follows(
    parameters: Any, hours: Any, vacant: bool | None, expected: list[str]
) -> None:
    ask = an_ask(step=Step.EXTEND, hours=hours, facts=Facts(vacant=vacant))
    assert found(a_term("extension", **parameters), ask) == expected


def test_a_refusal_says_how_long_it_may_be() -> None:
    ask = an_ask(step=Step.EXTEND, hours=("17:00", "18:30"), facts=Facts(vacant=True))
    (reason,) = a_term("extension", minutes=30, most_minutes=60).find(ask, SETTING)
    assert reason.values == {"minutes": 30, "most_minutes": 60}
    with pytest.raises(ValidationError):
        a_term("extension", minutes=30, most_minutes=45)

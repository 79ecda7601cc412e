from typing import Any

import pytest
from pydantic import ValidationError

from tests.asks import a_term, an_ask, found


@pytest.mark.parametrize(
    ("purposes", "purpose", "expected"),
    [
        ({"only": ["music"]}, "music", ["holds PURPOSE"]),
        ({"only": ["music"]}, "cooking", ["broken PURPOSE"]),
        ({"only": ["music"]}, None, ["unknown PURPOSE: purpose"]),
        ({"never": ["sales"]}, "music", ["holds PURPOSE"]),
        ({"never": ["sales"]}, "sales", ["broken PURPOSE"]),
        ({"never": ["sales"]}, None, ["unknown PURPOSE: purpose"]),
    ],
)
def test_a_room_is_for_its_purposes(purposes: Any, purpose: str | None, expected: list[str]) -> None:
    assert found(a_term("purpose", **purposes), an_ask(purpose=purpose)) == expected


@pytest.mark.parametrize(
    ("purpose", "expected"),
    [("music", ["holds PURPOSE"]), ("yoga", ["open PURPOSE"]), (None, ["unknown PURPOSE: purpose"])],
)
def test_where_a_list_of_purposes_goes_on_others_are_asked_of_the_hall(
    purpose: str | None, expected: list[str]
) -> None:
    """09 C4, 13 C7: 「…など」."""
    term = a_term("purpose", only=["music", "dance"], others="ask")
    assert found(term, an_ask(purpose=purpose)) == expected


@pytest.mark.parametrize(
    "purposes", [{}, {"only": ["a"], "never": ["b"]}, {"only": []}, {"never": ["a"], "others": "ask"}]
)
def test_purposes_are_given_one_way(purposes: Any) -> None:
    with pytest.raises(ValidationError):
        a_term("purpose", **purposes)

"""Rooms A and B can be joined."""

import pytest
from pydantic import ValidationError

from tests.asks import a_term, an_ask, found

JOINED = {"room": "ab", "parts": ["a", "b"]}


def test_whoever_asks_for_the_joined_room_asks_under_its_clause() -> None:
    term = a_term("joined", **JOINED)
    assert found(term, an_ask(room="ab")) == ["holds CAPACITY"]
    assert found(term, an_ask(room="a")) == []
    assert found(term, an_ask(room=None)) == []


@pytest.mark.parametrize("parts", [["a"], ["a", "a"], ["a", "ab"]])
def test_it_is_made_of_at_least_two_other_rooms(parts: list[str]) -> None:
    with pytest.raises(ValidationError, match="at least two other rooms"):
        a_term("joined", room="ab", parts=parts)

from typing import Any

import pytest
from pydantic import ValidationError

from facilities.models import Facility
from facilities.rules.halls import Hall, repeated

BASE = {"key": "higashi", "name": {"ja": "東児童館"}, "kind": "childrens_hall"}


def a_hall(*rooms: dict[str, Any], **fields: Any) -> Hall:
    return Hall.model_validate({**BASE, "rooms": rooms, **fields})


def test_a_room_is_made_of_itself_unless_it_names_spaces() -> None:
    hall = a_hall(
        {"key": "a", "name": {"ja": "A"}}, {"key": "ab", "name": {"ja": "A+B"}, "spaces": ["a", "b"]}
    )
    assert [room.made_of for room in hall.rooms] == [("a",), ("a", "b")]


def test_a_hall_is_in_tokyo_unless_it_says_where() -> None:
    assert a_hall().zone.key == "Asia/Tokyo"
    assert a_hall(timezone="Europe/Helsinki").zone.key == "Europe/Helsinki"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"timezone": "Asia/Tokio"}, "IANA name"),
        ({"key": "Higashi Hall"}, "small letters"),
        ({"key": "-higashi"}, "small letters"),
        ({"key": "x" * 33}, "at most 32"),
        ({"rooms": [{"key": "a", "name": {"ja": "A"}}] * 2}, "the room a is named twice"),
        ({"rooms": [{"key": "a", "name": {"ja": "A"}, "capacity": 0}]}, "greater than or equal to 1"),
        ({"rooms": [{"key": "a", "name": {"ja": "A"}, "spaces": []}]}, "an empty list means nothing"),
        ({"name": {"en": "Higashi"}}, "Field required"),
    ],
)
def test_a_hall_that_cannot_be_is_refused(fields: Any, message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        a_hall(**fields)


def test_the_kinds_are_those_of_the_table() -> None:
    for kind in Facility.Kind.values:
        assert a_hall(kind=kind).kind == kind


def test_what_is_repeated_is_said_once_and_in_order() -> None:
    assert repeated(["b", "a", "b", "c", "a", "b"]) == ["b", "a"]

from dataclasses import replace
from typing import Any

import pytest
from pydantic import ValidationError

from booking.rules.ask import Person
from tests.asks import SETTING, a_term, an_ask, found


@pytest.mark.parametrize(
    ("bounds", "size", "expected"),
    [
        ({"least": 2}, 1, ["broken GROUP_MIN"]),
        ({"least": 2}, 2, ["holds GROUP_MIN"]),
        ({"least": 2}, None, ["unknown GROUP_MIN: size"]),
        ({"most": 8}, 8, ["holds CAPACITY"]),
        ({"most": 8}, 9, ["broken CAPACITY"]),
        ({"most": 8}, None, ["unknown CAPACITY: size"]),
        ({"least": 3, "most": 8}, 2, ["broken GROUP_MIN"]),
        ({"least": 3, "most": 8}, 3, ["holds CAPACITY"]),
        ({"least": 3, "most": 8}, 9, ["broken CAPACITY"]),
    ],
)
def test_so_many_may_come(bounds: Any, size: int | None, expected: list[str]) -> None:
    assert found(a_term("headcount", **bounds), an_ask(size=size)) == expected


def test_carers_take_up_room_and_do_not_make_a_party_larger() -> None:
    ask = an_ask(size=2)
    helped = replace(ask, party=replace(ask.party, carers=7))
    term = a_term("headcount", least=3, most=8)
    assert found(term, helped) == ["broken GROUP_MIN"]
    assert found(a_term("headcount", most=9), helped) == ["holds CAPACITY"]
    assert found(a_term("headcount", most=8), helped) == ["broken CAPACITY"]


def test_people_are_counted_where_no_number_is_said() -> None:
    ask = an_ask(Person(count=4), Person())
    (reason,) = a_term("headcount", most=4).find(ask, SETTING)
    assert reason.values == {"most": 4, "size": 5}


@pytest.mark.parametrize("bounds", [{}, {"least": 0}, {"least": 5, "most": 4}, {"most": 2.5}])
def test_bounds_are_sane(bounds: Any) -> None:
    with pytest.raises(ValidationError):
        a_term("headcount", **bounds)

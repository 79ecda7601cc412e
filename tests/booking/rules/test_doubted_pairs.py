"""Two terms that let nobody in together are told; what the rulebook settles, or means apart, is not."""

from typing import Any

import pytest

from booking.rules.doubts import doubts
from booking.rules.rulebook import Rulebook
from tests.asks import a_document

OPEN = {"type": "hours", "from": "9:00", "to": "17:00"}
ADULTS = {"type": "who", "ages": {"from_age": 18}}
CHILDREN = {"type": "who", "ages": {"to_age": 15}}
MUSIC = {"type": "purpose", "only": ["music"]}
NAMES = {key: {"ja": key, "en": key} for key in ("music", "sales")}


def told(*clauses: list[dict[str, Any]], **of_the_last: Any) -> list[str]:
    document = a_document([OPEN], *clauses, names=NAMES)
    document["clauses"][-1] |= of_the_last
    return [str(doubt).partition(";")[0] for doubt in doubts(Rulebook.model_validate(document))]


@pytest.mark.parametrize(
    ("one", "two", "doubt"),
    [
        (ADULTS, CHILDREN, "`who`: with clause C2 nobody is of both ages, so nobody may come"),
        (MUSIC, {"type": "purpose", "never": ["music"]}, "`purpose`: with clause C2 no purpose is left"),
        (MUSIC, {"type": "purpose", "only": ["sales"]}, "`purpose`: with clause C2 no purpose is left"),
    ],
)
def test_what_lets_nobody_in_is_told_at_the_second(
    one: dict[str, Any], two: dict[str, Any], doubt: str
) -> None:
    assert told([one], [two]) == [f"clause C3: {doubt}"]
    assert told([{**one, "rooms": ["band"]}], [two]) == [f"clause C3: {doubt}"], "in that room at least"


@pytest.mark.parametrize(
    "apart",
    [
        {"on": {"days": ["sat"]}},
        {"during": {"to": "12:00"}},
        {"users": {"group": True}},
        {"rooms": ["craft"]},
        {"carers": "leave_out"},
        {"unless": [{"users": {"group": True}}]},
    ],
)
def test_what_is_meant_apart_is_no_contradiction(apart: dict[str, Any]) -> None:
    assert told([{**ADULTS, "rooms": ["band"]}], [{**CHILDREN, **apart}]) == []


@pytest.mark.parametrize("settled", [{"over": ["C2"]}, {"conflicts": ["C2"]}])
def test_what_the_rulebook_settles_is_no_doubt(settled: dict[str, Any]) -> None:
    assert told([ADULTS], [CHILDREN], **settled) == []


def test_ages_that_overlap_and_purposes_of_which_one_is_left_are_no_doubt() -> None:
    assert told([ADULTS], [{"type": "who", "ages": {"to_age": 18}}]) == []
    assert told([MUSIC], [{"type": "purpose", "never": ["sales"]}]) == []
    assert told([MUSIC], [{"type": "purpose", "only": ["sales"], "others": "ask"}]) == []

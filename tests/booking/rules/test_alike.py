"""Rooms that the rules treat alike get one verdict, and others do not pass for alike."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.rules.admission import decide
from booking.rules.alike import family
from booking.rules.ask import Ask, Held, Party, Step
from booking.rules.rulebook import Rules, read
from facilities.rules.slots import choices
from tests.asks import FRIDAY, TODAY, at, at_school, held
from tests.bench.judging import halls
from tests.factories import SAMPLE

RULES = read(SAMPLE, "sample.toml").for_hall("higashi")
PUBLISHED = halls(capped=False)
BANDS = ("elementary", "junior_high", "high_school", "adult")


def alike(one: str, other: str, *history: Held) -> bool:
    families = [family(room, "higashi", RULES.named, history) for room in (one, other)]
    return families[0] == families[1]


def test_rooms_that_every_clause_names_together_are_alike() -> None:
    assert alike("craft", "a")
    assert alike("a", "ab")


def test_a_room_with_a_clause_of_its_own_is_like_no_other() -> None:
    assert not alike("band", "craft")


def test_a_room_in_which_the_asker_has_something_is_like_no_other() -> None:
    mine = held(FRIDAY, "10:00", "12:00", room="craft")
    assert not alike("craft", "a", mine)
    assert alike("b", "a", mine)
    assert alike("craft", "a", held(FRIDAY, "10:00", "12:00", room="craft", hall="nishi"))


@given(st.sampled_from(PUBLISHED), st.sampled_from(BANDS), st.integers(0, 40), st.integers(1, 9), st.data())
def test_to_the_published_rules_alike_rooms_are_one(
    hall: tuple[Rules, tuple[str, ...]], band: str, ahead: int, size: int, data: st.DataObject
) -> None:
    rules, rooms = hall
    named = [(family(room, rules.hall, rules.named, ()), room) for room in rooms]
    pairs = [(one, two) for kind, one in named for other, two in named if kind == other and one < two]
    if not pairs:
        return
    one, two = data.draw(st.sampled_from(pairs))
    day = TODAY + timedelta(days=ahead)
    told = [_told(rules, room, day, band, size) for room in (one, two)]
    assert told[0] == told[1]


def _told(rules: Rules, room: str, day: date, band: str, size: int) -> list[object]:
    """What the judge says to every use of a day that is lent, as by wall time."""
    plan, party = rules.timetable.plan(room, day), Party((at_school(band),), size=size, history=())
    starts = range(plan.span.start, plan.span.end, 1800)
    asks = [
        Ask(Step.BOOK, at(TODAY, "12:00"), rules.hall, room, day, use, party=party)
        for start in starts
        for use in choices(plan, start)[:3]
    ]
    return [(ask.span, decide(ask, rules, plan)) for ask in asks]


@pytest.mark.parametrize("room", ["craft", "somewhere"])
def test_a_room_that_no_clause_names_has_a_family_too(room: str) -> None:
    assert family(room, "higashi", {}, None) == frozenset()

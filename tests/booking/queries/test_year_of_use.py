"""A stretch of a year's days: which rooms have the same, and which no rules could open."""

from datetime import date

from booking.queries.counted.evenings import evenings_of
from booking.queries.year_of_use import Stretch
from facilities.rules.hours import DatedClosure, DatedOpening
from facilities.rules.layers import Layer
from facilities.rules.spans import Span
from facilities.rules.stages import AgeMode
from facilities.rules.timetable import Timetable
from tests.factories import TOKYO, at, span
from tests.strategies import term

HOURS = {"type": "hours", "from": "9:00", "to": "17:00"}
LATE = {"type": "evening", "from": "17:00", "to": "21:00", "rooms": ["music"]}
ROOMS = ["hall", "music", "craft"]
EVENING = span("2026-12-04", "18:00", "20:00")
ALL_DAY = Span(at("2026-12-07 00:00"), at("2026-12-08 00:00"))


def december(
    *terms: dict[str, object],
    openings: tuple[DatedOpening, ...] = (),
    closures: tuple[DatedClosure, ...] = (),
) -> Stretch:
    named = [(f"C{place}", term(one)) for place, one in enumerate(terms, 1)]
    timetable = Timetable.compile("east", TOKYO, named, AgeMode.LEGAL)
    return Stretch(timetable, date(2026, 12, 1), date(2026, 12, 31), openings, closures)


def test_rooms_that_neither_the_rules_nor_a_dated_row_tell_apart_are_one() -> None:
    assert december(HOURS).alike(ROOMS) == dict.fromkeys(ROOMS, "hall")


def test_a_clause_that_names_a_room_tells_it_apart() -> None:
    assert december(HOURS, LATE).alike(ROOMS) == {"hall": "hall", "music": "music", "craft": "hall"}


def test_a_dated_row_that_names_a_room_tells_it_apart_and_one_of_the_whole_hall_does_not() -> None:
    whole, craft = DatedClosure(ALL_DAY), DatedClosure(ALL_DAY, frozenset({"craft"}))
    assert december(HOURS, closures=(whole,)).alike(ROOMS) == dict.fromkeys(ROOMS, "hall")
    told = december(HOURS, closures=(whole, craft)).alike(ROOMS)
    assert told == {"hall": "hall", "music": "hall", "craft": "craft"}
    for_music = DatedOpening(EVENING, Layer.EVENING, rooms=frozenset({"music"}))
    assert december(HOURS, openings=(for_music,)).alike(ROOMS)["music"] == "music"


def test_rooms_that_are_alike_are_open_for_the_same_minutes_and_evenings() -> None:
    row = DatedOpening(EVENING, Layer.EVENING, rooms=frozenset({"craft"}))
    stretch, now = december(HOURS, LATE, openings=(row,)), at("2027-04-05 09:00")
    same = stretch.alike(ROOMS)
    assert [stretch.of(same[room], now) for room in ROOMS] == [stretch.of(room, now) for room in ROOMS]
    assert stretch.of("craft", now)[1] == (date(2026, 12, 4),)
    assert len(stretch.of("music", now)[1]) == 31


def test_before_the_first_rules_nothing_is_open_but_what_is_dated() -> None:
    nothing, now = {"type": "closed", "on": {"days": ["mon"]}}, at("2027-04-05 09:00")
    assert not december(nothing).may_open("hall")
    assert december(nothing).of("hall", now) == ({}, ())
    row = DatedOpening(EVENING, Layer.EVENING)
    assert december(nothing, openings=(row,)).of("hall", now)[1] == (date(2026, 12, 4),)


def test_a_hall_has_its_evening_where_any_of_its_rooms_has_and_none_where_nothing_opens() -> None:
    row = DatedOpening(EVENING, Layer.EVENING, rooms=frozenset({"craft"}))
    assert evenings_of(december(HOURS, openings=(row,)), tuple(ROOMS)) == (date(2026, 12, 4),)
    assert len(evenings_of(december(HOURS, LATE), tuple(ROOMS))) == 31
    assert evenings_of(december({"type": "closed", "on": {"days": ["mon"]}}), tuple(ROOMS)) == ()

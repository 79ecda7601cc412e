"""Whom a change would displace, as the tables have it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from booking.models import Booking
from booking.queries.displacing import displaced, rounds_met, shut_by_closing, shut_by_evenings
from booking.rules.displacing import Shut
from booking.rules.lifecycle import State
from facilities.models import Facility
from facilities.rules.spans import Span
from tests.factories import NOW, a_booking, a_hall, an_evening, at, span, the_room
from tests.people import a_high_schooler
from tests.rounds import a_round

pytestmark = pytest.mark.django_db
TEN = at("2026-12-18 10:00")
HALF_AN_HOUR = 1800
ROOMS = ("band", "craft", "a", "b")


def filled(hall: Facility) -> list[Booking]:
    """Every room of a day, hour by hour."""
    person = a_high_schooler()
    return [
        a_booking(the_room(hall, slug), Span(TEN + n * 3600, TEN + n * 3600 + 3600), person)
        for slug in ROOMS
        for n in range(7)
    ]


def test_displaced_are_exactly_those_whose_use_overlaps_the_closed_spans() -> None:
    hall = a_hall()
    bookings = filled(hall)
    halves = st.lists(st.integers(-4, 18), min_size=2, max_size=2, unique=True).map(sorted)
    rooms = st.none() | st.frozensets(st.sampled_from(ROOMS), min_size=1)

    @settings(max_examples=40, deadline=None)
    @given(st.lists(st.tuples(halves, rooms), min_size=1, max_size=3))
    def exactly(drawn: list[tuple[list[int], frozenset[str] | None]]) -> None:
        shut = [
            Shut(Span(TEN + start * HALF_AN_HOUR, TEN + end * HALF_AN_HOUR), where)
            for (start, end), where in drawn
        ]
        closed = {
            (room, half)
            for (start, end), where in drawn
            for room in where or ROOMS
            for half in range(start, end)
        }
        expected = {
            one.pk
            for one in bookings
            if any((one.room.slug, (one.start - TEN) // HALF_AN_HOUR + n) in closed for n in (0, 1))
        }
        assert {one.pk for one in displaced(hall, shut, NOW)} == expected

    exactly()


def test_what_is_over_given_up_or_only_offered_is_not_displaced() -> None:
    hall = a_hall()
    room, person = the_room(hall, "craft"), a_high_schooler()
    evening = span("2026-12-18", "17:00", "19:00")
    a_booking(room, evening, person, state=State.CANCELLED)
    a_booking(room, span("2026-12-01", "17:00", "19:00"), person)
    a_booking(the_room(hall, "a"), evening, person, state=State.OFFERED)
    a_booking(the_room(hall, "b"), evening, person, state=State.PROVISIONAL)
    shut = shut_by_closing(hall, [Span(at("2026-11-30 00:00"), at("2026-12-31 00:00"))], [])
    assert [one.room.slug for one in displaced(hall, shut, NOW)] == ["b"]


def test_an_evening_shuts_what_it_alone_had_opened_in_each_room() -> None:
    hall = a_hall()
    late = an_evening(hall, span("2026-12-17", "16:00", "20:00"), the_room(hall, "craft"))
    assert shut_by_evenings(hall, [late]) == [
        Shut(span("2026-12-17", "17:00", "20:00"), frozenset(["craft"]))
    ]
    moved = span("2026-12-17", "17:00", "19:00")
    assert shut_by_evenings(hall, [late], moved=moved) == [
        Shut(span("2026-12-17", "19:00", "20:00"), frozenset(["craft"]))
    ]
    assert shut_by_evenings(hall, []) == []


def test_a_round_whose_slots_a_closure_meets_is_named_with_how_many_dates() -> None:
    hall = a_hall()
    lottery = a_round(hall)
    date = lottery.slots.all()[0].dates.all()[0]
    assert rounds_met(hall, [Shut(Span(date.start, date.end))]) == [(lottery, 1)]
    assert rounds_met(hall, [Shut(Span(date.start - 60, date.start))]) == []

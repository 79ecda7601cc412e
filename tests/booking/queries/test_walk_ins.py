"""Whom a room's own door invites at 17:42 on Wednesday 2 December 2026: teens have the house until 21:00."""

import pytest
from pytest_django import DjangoAssertNumQueries

from booking.models import Booking
from booking.queries.walk_ins import invitation, taken_at_door
from booking.rules.lifecycle import State
from facilities.models import Room
from tests.booking.walk_ins import ONLY_TEENS, TEENS_WALK_IN
from tests.factories import DEMANDING, SAMPLE, TURNOVER, a_booking, a_hall, at, span, the_room

pytestmark = pytest.mark.django_db
NOW = at("2026-12-02 17:42")
FREE = span("2026-12-02", "10:00", "21:00")
ENDS = (at("2026-12-02 18:15"), at("2026-12-02 18:45"))
BOTH = ("junior_high", "high_school")


@pytest.fixture
def open_room() -> Room:
    return the_room(a_hall(TEENS_WALK_IN), "band")


def taken(room: Room, start: str, end: str, **fields: object) -> Booking:
    state = fields.pop("state", State.IN_USE)
    return a_booking(room, span("2026-12-02", start, end), channel="door", state=state, **fields)


def test_those_whom_a_clause_means_are_invited_for_half_an_hour_or_an_hour(open_room: Room) -> None:
    found = invitation(open_room, FREE, NOW)
    assert found is not None
    assert (found.bands, found.ends) == (BOTH, ENDS)


def test_nobody_is_invited_where_no_clause_says_so_or_a_fact_is_lacking() -> None:
    assert invitation(the_room(a_hall(SAMPLE), "band"), FREE, NOW) is None


def test_where_a_course_has_to_be_known_of_the_door_invites_nobody() -> None:
    assert invitation(the_room(a_hall(DEMANDING + ONLY_TEENS), "band"), FREE, NOW) is None


def test_a_clause_about_the_counter_alone_says_nothing_of_the_door() -> None:
    at_counter = ONLY_TEENS.replace('type = "walk_in"', 'type = "walk_in"\n  through = ["counter"]')
    assert invitation(the_room(a_hall(SAMPLE + at_counter), "band"), FREE, NOW) is None


def test_a_clause_that_excepts_the_room_invites_nobody_to_it() -> None:
    excepted = ONLY_TEENS.replace('type = "walk_in"', 'type = "walk_in"\n  unless = [{ rooms = ["band"] }]')
    assert invitation(the_room(a_hall(SAMPLE + excepted), "band"), FREE, NOW) is None


def test_the_band_that_has_to_leave_soon_is_not_invited(open_room: Room) -> None:
    """Junior-high students leave by 20:00."""
    found = invitation(open_room, FREE, at("2026-12-02 19:50"))
    assert found is not None
    assert found.bands == ("high_school",)


def test_a_room_is_offered_no_longer_than_it_is_free_nor_for_a_moment(open_room: Room) -> None:
    found = invitation(open_room, span("2026-12-02", "10:00", "18:30"), NOW)
    assert found is not None
    assert found.ends == (at("2026-12-02 18:15"), at("2026-12-02 18:30"))
    assert invitation(open_room, span("2026-12-02", "10:00", "17:56"), NOW) is None


def test_the_minutes_between_two_bookings_stay_free() -> None:
    room = the_room(a_hall(TEENS_WALK_IN + TURNOVER), "band")
    found = invitation(room, span("2026-12-02", "10:00", "19:00"), NOW)
    assert found is not None
    assert found.ends == (at("2026-12-02 18:15"), at("2026-12-02 18:30"))


def test_a_room_that_was_taken_at_its_door_just_now_rests(open_room: Room) -> None:
    left = taken(open_room, "17:00", "18:00", state=State.USED, changed_at=at("2026-12-02 17:30"))
    assert invitation(open_room, FREE, NOW) is None
    Booking.objects.filter(pk=left.pk).update(changed_at=at("2026-12-02 17:20"))
    assert invitation(open_room, FREE, NOW) is not None


def test_a_use_that_the_desk_let_in_wearies_no_door(open_room: Room) -> None:
    used = taken(open_room, "17:00", "18:00", state=State.USED, changed_at=at("2026-12-02 17:41"))
    Booking.objects.filter(pk=used.pk).update(channel="counter")
    assert invitation(open_room, FREE, NOW) is not None


def test_in_a_room_that_nobody_books_there_is_nothing_to_take(open_room: Room) -> None:
    open_room.bookable = False
    found = invitation(open_room, FREE, NOW)
    assert found is not None
    assert (found.bands, found.ends) == (BOTH, ())


def test_who_took_the_room_just_now_is_found_while_they_are_there(open_room: Room) -> None:
    there = taken(open_room, "17:43", "18:15", made_at=NOW)
    assert taken_at_door(open_room, NOW) == there
    assert taken_at_door(open_room, NOW + 1) is None
    Booking.objects.update(state=State.USED)
    assert taken_at_door(open_room, NOW) is None


def test_an_invitation_costs_four_queries(
    open_room: Room, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    invitation(open_room, FREE, NOW)
    with django_assert_num_queries(4):
        invitation(open_room, FREE, NOW)

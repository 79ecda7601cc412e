"""Bookings as their people see them, and nobody else."""

from typing import Any

import pytest

from booking.models import Membership, Person
from booking.queries.bookings import Absent, at_the_desk, by_public_id, may_change, past, standing, upcoming
from booking.rules.lifecycle import State
from facilities.models import Room
from tests.factories import NOW, a_booking, a_facility, a_room, span
from tests.people import a_band, a_high_schooler, staff

pytestmark = pytest.mark.django_db
SATURDAY = span("2026-12-05", "10:00", "12:00")
YESTERDAY = span("2026-12-01", "10:00", "12:00")


@pytest.fixture
def room() -> Room:
    return a_room()


def later(hours: int) -> Any:
    return span("2026-12-06", f"{hours:02}:00", f"{hours + 1:02}:00")


def test_somebodys_are_those_they_booked_attend_or_have_with_their_group(room: Room, haruka: Person) -> None:
    band = a_band(a_high_schooler(), haruka)
    booked = a_booking(room, later(10), haruka)
    attended = a_booking(room, later(11), a_high_schooler())
    attended.people.add(haruka)
    of_group = a_booking(room, later(12), a_high_schooler(), group=band)
    a_booking(room, later(13), a_high_schooler())
    assert upcoming(haruka, NOW) == [booked, attended, of_group]
    assert [by_public_id(one.public_id, haruka) for one in (booked, attended, of_group)] == [
        booked, attended, of_group,
    ]  # fmt: skip


def test_what_is_before_them_and_what_is_over(room: Room, haruka: Person) -> None:
    over = a_booking(room, YESTERDAY, haruka)
    now = a_booking(room, span("2026-12-02", "15:00", "17:00"), haruka, state=State.IN_USE)
    ahead = a_booking(room, SATURDAY, haruka)
    given_up = a_booking(room, later(10), haruka, state=State.CANCELLED)
    assert upcoming(haruka, NOW) == [now, ahead]
    assert past(haruka, NOW, 10) == [given_up, over]
    assert past(haruka, NOW, 1) == [given_up]


def test_a_foreign_booking_and_one_that_does_not_exist_are_absent_alike(room: Room, haruka: Person) -> None:
    foreign = a_booking(room, SATURDAY, a_high_schooler())
    for public_id in (foreign.public_id, "2222222222222222", "", "\x00", "x" * 5000):
        with pytest.raises(Absent):
            by_public_id(public_id, haruka)


def test_the_desk_finds_the_bookings_of_its_own_hall(room: Room) -> None:
    booking = a_booking(room, SATURDAY, a_high_schooler())
    elsewhere = a_booking(a_room(a_facility("honcho")), SATURDAY, a_high_schooler())
    desk = staff(room.facility)
    assert at_the_desk(booking.public_id, desk, NOW) == booking
    for public_id, reader in ((elsewhere.public_id, desk), (booking.public_id, staff()), ("\x00", desk)):
        with pytest.raises(Absent):
            at_the_desk(public_id, reader, NOW)


def test_a_desk_changes_what_is_its_halls_and_moves_nothing_out_of_it(room: Room) -> None:
    booking, elsewhere = a_booking(room, SATURDAY, a_high_schooler()), a_room(a_facility("honcho"))
    desk = staff(room.facility)
    assert may_change(booking, desk, now=NOW)
    assert not may_change(booking, desk, elsewhere, now=NOW)
    assert not may_change(booking, staff(elsewhere.facility), now=NOW)
    assert not may_change(booking, staff(), now=NOW)
    assert may_change(booking, staff(room.facility, elsewhere.facility), elsewhere, now=NOW)


def test_whoever_has_left_a_group_has_no_part_in_its_bookings(room: Room, haruka: Person) -> None:
    band = a_band(a_high_schooler(), haruka)
    booking = a_booking(room, SATURDAY, haruka, group=band)
    booking.people.add(haruka)
    assert (upcoming(haruka, NOW), may_change(booking, haruka, now=NOW)) == ([booking], True)
    band.memberships.filter(person=haruka).delete()
    assert (upcoming(haruka, NOW), may_change(booking, haruka, now=NOW)) == ([], False)
    with pytest.raises(Absent):
        by_public_id(booking.public_id, haruka)


def test_a_guest_of_a_group_sees_its_booking_while_they_know_who_made_it(room: Room, haruka: Person) -> None:
    friend = a_high_schooler()
    booking = a_booking(room, SATURDAY, friend, group=a_band(friend, a_high_schooler()))
    booking.people.add(haruka)
    assert upcoming(haruka, NOW) == []
    shared = a_band(friend, haruka)
    assert upcoming(haruka, NOW) == [booking]
    shared.memberships.filter(person=haruka).delete()
    assert upcoming(haruka, NOW) == []


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Membership.Role.LEADER, True),
        (Membership.Role.DEPUTY, True),
        (Membership.Role.MEMBER, False),
        (Membership.Role.ADULT_CONTACT, False),
    ],
)
def test_of_a_group_those_who_lead_it_may_change_its_bookings(
    room: Room, haruka: Person, role: str, may: bool
) -> None:
    band = a_band(a_high_schooler(), haruka)
    band.memberships.exclude(person=haruka).update(role=Membership.Role.MEMBER)
    band.memberships.filter(person=haruka).update(role=role)
    assert may_change(a_booking(room, SATURDAY, a_high_schooler(), group=band), haruka, now=NOW) is may
    assert not may_change(a_booking(room, YESTERDAY, a_high_schooler()), haruka, now=NOW)


def test_their_places_come_with_them(room: Room, haruka: Person, django_assert_num_queries: Any) -> None:
    for hour in range(10, 15):
        a_booking(room, later(hour), haruka)
    with django_assert_num_queries(1):
        assert {booking.room.facility.slug for booking in upcoming(haruka, NOW)} == {"higashi"}


def test_what_stands_in_a_hall_is_what_people_still_have_before_them(room: Room) -> None:
    a_booking(room, SATURDAY)
    a_booking(room, YESTERDAY)
    a_booking(room, later(10), state=State.CANCELLED)
    a_booking(a_room(a_facility("minami")), SATURDAY)
    assert standing(room.facility, NOW) == 1

"""Whoever looks at somebody else's booking leaves a trace; whoever looks at their own leaves none."""

import pytest

from booking.actions.looks import look_up
from booking.models import Act
from booking.queries.bookings import Absent
from tests.factories import NOW, a_booking, a_facility, a_room, span
from tests.people import a_high_schooler, staff

pytestmark = pytest.mark.django_db
SATURDAY = span("2026-12-05", "10:00", "12:00")


def test_a_look_of_the_desk_at_a_members_booking_is_logged_as_keys() -> None:
    room, haruka = a_room(), a_high_schooler(name="小金井はるか")
    booking, desk = a_booking(room, SATURDAY, haruka), staff(room.facility)
    assert look_up(public_id=booking.public_id, reader=desk, now=NOW) == booking
    act = Act.objects.get()
    assert (act.verb, act.actor, act.at) == ("look", desk, NOW)
    assert (act.subject, act.subject_id) == ("person", haruka.public_id)
    assert (act.before, act.after) == ({}, {"booking": booking.public_id})


def test_a_look_at_ones_own_is_not_logged_and_a_foreign_one_finds_nothing() -> None:
    room, haruka = a_room(), a_high_schooler()
    booking = a_booking(room, SATURDAY, haruka)
    assert look_up(public_id=booking.public_id, reader=haruka, now=NOW) == booking
    for reader in (a_high_schooler(), staff(), staff(a_facility("honcho"))):
        with pytest.raises(Absent):
            look_up(public_id=booking.public_id, reader=reader, now=NOW)
    assert not Act.objects.exists()


def test_what_the_hall_itself_holds_tells_of_nobody() -> None:
    room = a_room()
    booking = a_booking(room, SATURDAY)
    assert look_up(public_id=booking.public_id, reader=staff(room.facility), now=NOW) == booking
    assert not Act.objects.exists()

"""When nothing in its own hall fits, a displaced booking is offered a place in another."""

import pytest

from booking.models import Booking, Person
from booking.queries.displacing import places_instead, shut_by_closing, with_places
from booking.queries.nearby import Near
from booking.queries.other_halls import in_other_halls
from facilities.models import Facility, Room
from facilities.rules.spans import Span
from tests.factories import NOW, SAMPLE, a_booking, a_closure, a_hall, at, span, the_room
from tests.people import a_high_schooler, a_third_grader

pytestmark = pytest.mark.django_db
FRIDAY = span("2026-12-18", "17:00", "19:00")
WEEKS = Span(at("2026-12-10 00:00"), at("2027-01-20 00:00"))


@pytest.fixture
def nukui() -> Facility:
    return a_hall(SAMPLE.replace("higashi", "nukui"), position=2)


def booked(room: Room, person: Person) -> Booking:
    booking = a_booking(room, FRIDAY, person)
    booking.people.set([person])
    return booking


def elsewhere(booking: Booking, *given: Near, limit: int = 4) -> list[Near]:
    assert booking.person is not None
    return list(in_other_halls(booking, given, NOW, booking.person, limit))


def test_it_is_as_long_at_that_time_and_loud_where_the_old_room_was(room: Room, nukui: Facility) -> None:
    booking = booked(room, a_high_schooler())
    assert elsewhere(booking) == [Near(the_room(nukui, "band"), FRIDAY)]


def test_a_quiet_use_may_be_in_any_room_of_it_in_their_order(hall: Facility, nukui: Facility) -> None:
    booking = booked(the_room(hall, "craft"), a_high_schooler())
    rooms = [near.room for near in elsewhere(booking)]
    assert [room.facility for room in rooms] == [nukui] * 4
    assert [room.slug for room in rooms] == [room.slug for room in nukui.rooms.order_by("position", "pk")][:4]


def test_halls_come_in_the_citys_order(room: Room, nukui: Facility) -> None:
    first = a_hall(SAMPLE.replace("higashi", "kajino"), position=1)
    booking = booked(room, a_high_schooler())
    assert [near.room.facility for near in elsewhere(booking)] == [first, nukui]


def test_the_judge_decides_and_what_is_taken_or_given_to_others_is_not_offered(
    room: Room, nukui: Facility
) -> None:
    other = the_room(nukui, "band")
    booking = booked(room, a_high_schooler())
    assert elsewhere(booking) == [Near(other, FRIDAY)]
    assert elsewhere(booking, Near(other, FRIDAY)) == []
    booking.people.set([a_third_grader()])
    assert elsewhere(booking) == [], "the music room is for older ones"
    booking.people.set([booking.person])
    a_booking(other, FRIDAY, a_high_schooler())
    assert elsewhere(booking) == []


def test_a_hall_that_is_not_published_lends_nothing(room: Room, nukui: Facility) -> None:
    Facility.objects.filter(pk=nukui.pk).update(published=False)
    assert elsewhere(booked(room, a_high_schooler())) == []


def test_its_own_hall_goes_before(room: Room, hall: Facility, nukui: Facility) -> None:
    mio = a_high_schooler()
    booking = booked(room, mio)
    shut = shut_by_closing(hall, [FRIDAY], ["band"])
    (told,) = with_places(hall, [booking], shut, NOW, mio)
    assert {near.room.facility for near in told.instead} == {hall}


def test_only_where_nothing_there_fits_another_is_looked_at(
    room: Room, hall: Facility, nukui: Facility
) -> None:
    mio = a_high_schooler()
    booking = booked(room, mio)
    (told,) = with_places(hall, [booking], shut_by_closing(hall, [WEEKS], []), NOW, mio)
    assert told.instead == (Near(the_room(nukui, "band"), FRIDAY),)
    a_closure(hall, WEEKS)
    assert places_instead(booking, NOW, mio) == told.instead

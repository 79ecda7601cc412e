"""From one hall into another: held for them there, accepted by one press, given back in time."""

import pytest

from booking.actions.bookings import Refused, book
from booking.actions.closures import OneClosure, close, lift_closure
from booking.actions.displacements import accept, pass_over
from booking.actions.wanted import Wanted
from booking.models import Booking, Claim, Departure, Displacement, Person
from booking.queries.nearby import Near
from booking.rules.codes import Code
from booking.rules.displacing import Answer
from facilities.models import Closure, Facility, Room
from tests.booking.refusals import codes
from tests.factories import NOW, SAMPLE, a_booking, a_hall, span, the_room
from tests.people import a_high_schooler, staff

pytestmark = pytest.mark.django_db
FRIDAY = span("2026-12-18", "17:00", "19:00")


@pytest.fixture
def nukui() -> Facility:
    return a_hall(SAMPLE.replace("higashi", "nukui"))


@pytest.fixture
def mio() -> Person:
    return a_high_schooler()


@pytest.fixture
def booking(room: Room, mio: Person) -> Booking:
    made = a_booking(room, FRIDAY, mio)
    made.people.set([mio])
    return made


@pytest.fixture
def closure(booking: Booking, hall: Facility, nukui: Facility, desk: Person) -> Closure:
    """The hall is closed, and a room of the other hall is held for the booking."""
    wanted = OneClosure(FRIDAY, (), "工事", "Works")
    offers = {booking.public_id: Near(the_room(nukui, "band"), FRIDAY)}
    (made,) = close(facility=hall, closures=[wanted], offers=offers, actor=desk, now=NOW)
    booking.refresh_from_db()
    return made


def test_the_place_in_the_other_hall_is_held(closure: Closure, nukui: Facility) -> None:
    with pytest.raises(Refused) as taken:
        book(person=a_high_schooler(), wanted=Wanted(the_room(nukui, "band"), FRIDAY), now=NOW)
    assert codes(taken) == {Code.TAKEN}


@pytest.mark.parametrize("by", ["member", "desk"])
def test_whoever_accepts_is_in_the_other_hall_with_one_booking(
    closure: Closure, booking: Booking, nukui: Facility, mio: Person, desk: Person, by: str
) -> None:
    moved = accept(booking=booking, actor=mio if by == "member" else desk, now=NOW + 60)
    assert (moved.room, moved.start) == (the_room(nukui, "band"), FRIDAY.start)
    assert [claim.booking_id for claim in Claim.objects.all()] == [booking.pk]
    assert Displacement.objects.get().state == Answer.ACCEPTED
    assert Departure.objects.get().booking == booking, "the old room's calendar tells that it has left"


def test_a_lifted_closure_frees_the_other_hall(
    closure: Closure, booking: Booking, nukui: Facility, desk: Person
) -> None:
    lift_closure(closure=closure, actor=desk, now=NOW + 60)
    assert [claim.booking_id for claim in Claim.objects.all()] == [booking.pk]
    assert book(person=a_high_schooler(), wanted=Wanted(the_room(nukui, "band"), FRIDAY), now=NOW).pk


def test_when_the_other_hall_closes_too_the_offer_is_taken_back(
    closure: Closure, booking: Booking, nukui: Facility
) -> None:
    there = OneClosure(FRIDAY, (), "停電", "No power")
    close(facility=nukui, closures=[there], offers={}, actor=staff(nukui), now=NOW + 60)
    one = Displacement.objects.get()
    assert (one.state, one.offer) == (Answer.OPEN, None)


def test_without_an_answer_the_other_hall_is_free_again(closure: Closure) -> None:
    assert pass_over(now=FRIDAY.start) == 1
    assert Displacement.objects.get().offer is None

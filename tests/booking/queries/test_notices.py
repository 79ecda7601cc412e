"""Whom a hall rings up: as long as what they are to be told is still so, and no longer."""

from typing import Any

import pytest

from booking.actions.bookings import cancel, move
from booking.actions.closures import OneClosure, close, lift_closure
from booking.actions.displacements import accept
from booking.actions.undo import undo
from booking.models import Act, Booking, Caller, Displacement, Notice, Person
from booking.notices.telling import tell
from booking.queries.nearby import Near
from booking.queries.notices import calls_at
from booking.rules.displacing import Answer
from booking.rules.lifecycle import State
from booking.rules.notices import OFFER, THING_BROKEN
from facilities.models import Facility, Room
from tests.factories import NOW, a_booking, span, the_room

pytestmark = pytest.mark.django_db
FRIDAY = span("2026-12-18", "17:00", "19:00")
SATURDAY = span("2026-12-19", "15:00", "17:00")


@pytest.fixture
def booking(room: Room, teen: Person) -> Booking:
    """Of somebody who has no address for mail."""
    made = a_booking(room, FRIDAY, teen)
    made.people.add(teen)
    return made


def closed(hall: Facility, desk: Person, booking: Booking, near: Near | None = None) -> Any:
    wanted = OneClosure(FRIDAY, [booking.room.slug], "照明の工事", "Lighting works")
    offers = {booking.public_id: near}
    closure = close(facility=hall, closures=[wanted], offers=offers, actor=desk, now=NOW)[0]
    booking.refresh_from_db()
    return closure


def to_be_told(booking: Booking, kind: str, now: int = NOW) -> None:
    readers = [booking.person] if booking.person else []
    tell(readers, kind, lambda: (kind, kind), now=now, booking=booking, urgent=True)


def rung(hall: Facility, now: int = NOW + 120) -> list[str]:
    return sorted(calls_at(hall, now).values_list("kind", flat=True))


def test_whoever_has_accepted_another_place_is_not_told_of_the_old_one(
    hall: Facility, desk: Person, booking: Booking
) -> None:
    closed(hall, desk, booking, Near(the_room(hall, "craft"), FRIDAY))
    assert rung(hall) == ["displaced"]
    accept(booking=booking, actor=desk, now=NOW + 60)
    assert rung(hall) == []


def test_nor_is_whoever_has_chosen_for_themselves(hall: Facility, desk: Person, booking: Booking) -> None:
    closed(hall, desk, booking)
    assert booking.person is not None
    move(booking=booking, actor=booking.person, room=booking.room, span=SATURDAY, now=NOW + 60)
    assert rung(hall) == []


def test_nor_whoever_has_said_on_the_telephone_that_they_need_none(
    hall: Facility, desk: Person, booking: Booking
) -> None:
    closed(hall, desk, booking)
    cancel(booking=booking, actor=desk, now=NOW + 60, cause="")
    assert rung(hall) == []


def test_who_in_a_group_was_not_reached_is_not_rung_up_once_it_has_answered(
    hall: Facility, desk: Person, booking: Booking
) -> None:
    closed(hall, desk, booking, Near(the_room(hall, "craft"), FRIDAY))
    Notice.objects.update(call=Notice.Call.NO_ANSWER)
    accept(booking=booking, actor=desk, now=NOW + 60)
    assert rung(hall) == []


def test_whoever_was_not_reached_before_it_was_open_again_is_told_neither(
    hall: Facility, desk: Person, booking: Booking
) -> None:
    lift_closure(closure=closed(hall, desk, booking), actor=desk, now=NOW + 60)
    assert rung(hall) == []


@pytest.mark.both
def test_an_answer_that_is_undone_brings_the_call_back(
    hall: Facility, desk: Person, booking: Booking
) -> None:
    """Nothing undoes one today; what does some day need not think of the telephone."""
    closed(hall, desk, booking)
    assert booking.person is not None
    move(booking=booking, actor=booking.person, room=booking.room, span=SATURDAY, now=NOW + 60)
    assert rung(hall) == []
    Displacement.objects.update(state=Answer.OPEN, answered_at=None)
    assert rung(hall) == ["displaced"]


def test_of_a_second_closing_nobody_is_told_the_first(hall: Facility, desk: Person, booking: Booking) -> None:
    lift_closure(closure=closed(hall, desk, booking), actor=desk, now=NOW + 60)
    booking.refresh_from_db()
    # Who has an address since is mailed about the second, so that no later call overtakes the first.
    Person.objects.filter(pk=booking.person_id).update(email="haruka@example.org")
    wanted = OneClosure(FRIDAY, [booking.room.slug], "床の工事", "Floor works")
    close(facility=hall, closures=[wanted], offers={booking.public_id: None}, actor=desk, now=NOW + 90)
    assert Displacement.objects.filter(state=Answer.OPEN).count() == 1
    assert rung(hall) == []


@pytest.mark.both
def test_what_is_no_longer_so_keeps_nobody_from_hearing_what_was_before(
    hall: Facility, desk: Person, booking: Booking
) -> None:
    to_be_told(booking, "request_approved")
    move(booking=booking, actor=desk, room=booking.room, span=SATURDAY, for_hall=True, now=NOW + 30)
    assert rung(hall) == ["moved_by_hall"]
    undo(act=Act.objects.get(verb="move"), actor=desk, now=NOW + 60)
    assert rung(hall) == ["request_approved"]


def test_nor_does_a_closing_that_was_lifted_before_they_heard_of_it(
    hall: Facility, desk: Person, booking: Booking
) -> None:
    to_be_told(booking, "request_approved")
    closure = closed(hall, desk, booking)
    assert rung(hall) == ["displaced"]
    lift_closure(closure=closure, actor=desk, now=NOW + 60)
    assert rung(hall) == ["request_approved"]


def test_what_was_offered_is_told_as_long_as_it_is_held(hall: Facility, booking: Booking) -> None:
    Booking.objects.update(state=State.OFFERED)
    to_be_told(booking, OFFER)
    assert rung(hall) == [OFFER]
    Booking.objects.update(state=State.BOOKED)
    assert rung(hall) == [], "they have answered"


def test_of_two_things_about_one_booking_the_later_is_told(hall: Facility, booking: Booking) -> None:
    to_be_told(booking, "request_approved")
    to_be_told(booking, "request_reopened", NOW + 60)
    assert rung(hall) == ["request_reopened"]


def test_what_has_broken_is_told_besides(hall: Facility, booking: Booking) -> None:
    to_be_told(booking, THING_BROKEN)
    to_be_told(booking, "request_approved", NOW + 60)
    to_be_told(booking, THING_BROKEN, NOW + 90)
    assert rung(hall) == ["request_approved", THING_BROKEN, THING_BROKEN]


def test_to_whom_nothing_was_to_be_told_later_is_told_the_earlier(
    hall: Facility, booking: Booking, desk: Person
) -> None:
    to_be_told(booking, "request_approved")
    tell([desk], "request_reopened", lambda: ("", ""), now=NOW + 60, booking=booking, urgent=True)
    assert rung(hall) == ["request_approved", "request_reopened"], "they are two people"


def test_a_caller_without_an_account_is_told_the_later_thing_too(hall: Facility, room: Room) -> None:
    called = a_booking(room, FRIDAY, None)
    Caller.objects.create(booking=called, name="田中", phone="000-000-0000")
    to_be_told(called, "request_approved")
    to_be_told(called, "request_refused", NOW + 60)
    assert rung(hall) == ["request_refused"]


def test_once_the_use_is_over_nobody_is_rung_up(hall: Facility, booking: Booking) -> None:
    to_be_told(booking, "request_approved")
    assert rung(hall, FRIDAY.end - 1) == ["request_approved"]
    assert rung(hall, FRIDAY.end) == []

"""What was done last to a booking, and where it was before."""

import pytest

from booking.actions import closures, evenings, outside, rosters, warnings
from booking.actions.bookings import book, cancel, move, restore
from booking.actions.money import take
from booking.actions.papers import issue
from booking.actions.wanted import Wanted
from booking.models import Booking, Person
from booking.queries.acts import OF_HOURS, Change, Done, last_change
from booking.rules.papers import Paper
from facilities.models import Room
from tests.booking.labels.test_acts import named_in
from tests.factories import NOW, a_booking, span
from tests.people import a_high_schooler

pytestmark = pytest.mark.django_db
FRIDAY, THURSDAY = span("2026-12-04", "17:00", "19:00"), span("2026-12-03", "13:00", "15:00")


@pytest.fixture
def person() -> Person:
    return a_high_schooler()


@pytest.fixture
def booking(room: Room, person: Person) -> Booking:
    return book(person=person, wanted=Wanted(room, FRIDAY), now=NOW)


def test_a_booking_was_made_whether_or_not_it_is_logged(room: Room, booking: Booking) -> None:
    assert last_change(booking) == Change(Done.MADE, room.pk, FRIDAY)
    assert last_change(a_booking(room, THURSDAY)) == Change(Done.MADE, room.pk, THURSDAY)


def test_of_a_move_the_place_before_is_told(room: Room, person: Person, booking: Booking) -> None:
    moved = move(booking=booking, actor=person, room=room, span=THURSDAY, now=NOW)
    assert last_change(moved) == Change(Done.MOVED, room.pk, FRIDAY)


def test_a_move_to_where_it_was_is_a_move_back(room: Room, person: Person, booking: Booking) -> None:
    for use, done in ((THURSDAY, Done.MOVED), (FRIDAY, Done.MOVED_BACK), (THURSDAY, Done.MOVED_BACK)):
        booking = move(booking=booking, actor=person, room=room, span=use, now=NOW)
        assert last_change(booking).done is done


def test_what_was_paid_or_asked_about_a_fee_leaves_what_was_done_last(
    room: Room, person: Person, booking: Booking, desk: Person
) -> None:
    moved = move(booking=booking, actor=person, room=room, span=THURSDAY, now=NOW)
    take(booking=moved, staff=desk, yen=300, now=NOW)
    issue(booking=moved, staff=desk, kind=Paper.RECEIPT, now=NOW)
    assert last_change(moved) == Change(Done.MOVED, room.pk, FRIDAY)


def test_a_cancellation_and_its_taking_back_are_told(person: Person, booking: Booking) -> None:
    gone = cancel(booking=booking, actor=person, now=NOW)
    assert last_change(gone).done is Done.CANCELLED
    assert last_change(restore(booking=gone, actor=person, now=NOW)).done is Done.RESTORED


def test_what_changes_the_hours_is_known_to_do_so() -> None:
    modules = (closures, evenings, outside, rosters, warnings)
    verbs = {verb for module in modules for verb in named_in(module)}
    by_hand = verbs - {"lay_out_closures", "lay_out_evenings"}
    assert by_hand == OF_HOURS - {"close", "close_now"}

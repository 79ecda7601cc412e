import pytest

from booking.actions.bookings import Absent, book, cancel
from booking.actions.halls import publish, withdraw
from booking.actions.wanted import Wanted
from booking.models import Act, Claim
from facilities.actions.halls import Incomplete
from facilities.models import Facility
from tests.factories import NOW, a_band_room, a_facility, a_hall, span, the_room
from tests.people import a_high_schooler, staff

pytestmark = pytest.mark.django_db

FRIDAY = span("2026-12-04", "17:00", "19:00")


def revision(hall: Facility) -> int:
    return Facility.objects.get(pk=hall.pk).revision


def test_showing_a_hall_and_hiding_it_are_acts_that_move_its_counter() -> None:
    hall, actor = a_hall(published=False), staff()
    publish(facility=hall, actor=actor, now=NOW)
    withdraw(facility=hall, actor=None, now=NOW + 60)
    withdrawn, published = Act.objects.all()
    hidden, shown = {"published": False}, {"published": True}
    assert (published.verb, published.actor, published.before, published.after) == (
        "publish",
        actor,
        hidden,
        shown,
    )
    assert (withdrawn.verb, withdrawn.actor, withdrawn.before, withdrawn.after) == (
        "withdraw",
        None,
        shown,
        hidden,
    )
    assert {(act.subject, act.subject_id) for act in (published, withdrawn)} == {("hall", "higashi")}
    assert revision(hall) == 2


def test_what_changes_nothing_leaves_no_act_and_the_same_counter() -> None:
    hall = a_hall()
    assert not publish(facility=hall, actor=None, now=NOW)
    assert (Act.objects.count(), revision(hall)) == (0, 0)


def test_a_hall_is_changed_as_it_stands_and_not_as_it_was_read() -> None:
    hall = a_hall(published=False)
    read_earlier = Facility.objects.get(pk=hall.pk)
    publish(facility=hall, actor=None, now=NOW)
    assert withdraw(facility=read_earlier, actor=None, now=NOW)


def test_a_hall_that_lacks_something_stays_as_it_is_without_an_act() -> None:
    hall = a_facility(published=False)
    with pytest.raises(Incomplete):
        publish(facility=hall, actor=staff(), now=NOW)
    assert (Act.objects.count(), revision(hall)) == (0, 0)


def test_where_a_hall_is_hidden_nobody_books_and_bookings_stand_until_they_are_cancelled() -> None:
    room, teen = a_band_room(), a_high_schooler()
    booking = book(person=teen, wanted=Wanted(room, FRIDAY), now=NOW)
    withdraw(facility=room.facility, actor=staff(), now=NOW)
    assert Claim.objects.filter(booking=booking).exists()
    with pytest.raises(Absent):
        book(person=teen, wanted=Wanted(the_room(room.facility, "craft"), FRIDAY), now=NOW)
    assert cancel(booking=booking, actor=teen, now=NOW).state == "cancelled"

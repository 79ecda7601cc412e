"""A series that was given back stands again at once: all of its dates, or none."""

from datetime import date

import pytest

from booking.actions.bookings import Refused, cancel, restore
from booking.actions.restoring import restore_series
from booking.actions.series import cancel_series
from booking.models import Booking, Claim, Incident, Notice, Person
from booking.rules.codes import Code
from booking.rules.lifecycle import State
from booking.rules.series import DatesRefused
from facilities.models import Room
from tests.booking.giving_up import A_POINT
from tests.booking.series import TERM, a_craft_room, booked, codes
from tests.booking.written import everything
from tests.factories import NOW, a_booking, a_hall, at, span, the_room
from tests.people import a_young_adult, staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored_mail")]
THIRD = date(2026, 12, 23)


@pytest.fixture
def room() -> Room:
    return a_craft_room()


def test_a_series_that_was_given_back_is_restored_at_once(room: Room, haruka: Person) -> None:
    series = booked(room, haruka, times=4)
    single = Booking.objects.order_by("original_day")[0]
    cancel(booking=single, actor=haruka, now=NOW + 10)
    cancel_series(series=series, actor=haruka, now=NOW + 60)
    series.refresh_from_db()
    restored = restore_series(series=series, actor=haruka, now=NOW + 120)
    assert [booking.state for booking in Booking.objects.order_by("original_day")] == [
        State.CANCELLED,
        *[State.BOOKED] * 3,
    ]
    assert (len(restored), Claim.objects.count()) == (3, 3)
    notice = Notice.objects.latest("pk")
    assert notice.subject.startswith("くりかえしの予約をもとにもどしました:12月23日(水)")
    series.refresh_from_db()
    assert restore_series(series=series, actor=haruka, now=NOW + 180) == []


def test_a_date_that_somebody_else_has_by_now_keeps_all_as_they_are_and_is_named(
    room: Room, haruka: Person
) -> None:
    series = booked(room, haruka, times=3)
    cancel_series(series=series, actor=haruka, now=NOW)
    a_booking(room, span("2026-12-23", "14:00", "16:00"), a_young_adult())
    series.refresh_from_db()
    before = everything()
    with pytest.raises(DatesRefused) as refused:
        restore_series(series=series, actor=haruka, now=NOW + 60)
    assert codes(refused) == {THIRD: {Code.TAKEN}}
    assert everything() == before
    restore(booking=Booking.objects.get(original_day=date(2026, 12, 9)), actor=haruka, now=NOW + 60)


def test_what_being_late_had_cost_is_taken_back_with_the_series() -> None:
    room = the_room(a_hall(TERM + A_POINT), "craft")
    person = a_young_adult()
    series = booked(room, person, times=2, way="1w")
    late = at("2026-12-08 12:00")
    cancel_series(series=series, actor=person, now=late)
    assert Incident.objects.count() == 1
    series.refresh_from_db()
    restore_series(series=series, actor=person, now=late + 60)
    assert not Incident.objects.exists()
    assert Claim.objects.count() == 2


def test_what_the_desk_has_given_back_a_member_does_not_restore(room: Room, haruka: Person) -> None:
    series = booked(room, haruka, times=2)
    desk = staff(room.facility)
    cancel_series(series=series, actor=desk, now=NOW)
    series.refresh_from_db()
    with pytest.raises(Refused, match="ASK_HALL"):
        restore_series(series=series, actor=haruka, now=NOW + 60)
    assert len(restore_series(series=series, actor=desk, now=NOW + 60)) == 2

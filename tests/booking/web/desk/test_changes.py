"""A form for a booking that somebody has just cancelled, or that is over, says what became of it."""

import pytest
from django.test import Client

from booking.actions.bookings import cancel
from booking.models import Booking, Person
from booking.rules.lifecycle import State
from facilities.models import Facility, Room
from tests.booking.web.conftest import text_of
from tests.factories import NOW, a_booking, span
from tests.people import a_high_schooler, staff

pytestmark = pytest.mark.django_db
FRIDAY = span("2026-12-04", "17:00", "19:00")
FORMS = ("move", "extend", "party")


def form(booking: Booking, what: str) -> str:
    return f"/desk/higashi/b/{booking.public_id}/{what}/"


@pytest.mark.parametrize("what", FORMS)
def test_of_one_that_was_cancelled_meanwhile_it_tells_who_did_so(
    desk: Client, hall: Facility, room: Room, what: str
) -> None:
    booking = a_booking(room, FRIDAY, a_high_schooler(), counted={"high_school": 1})
    cancel(booking=booking, actor=staff(hall, name="夜野 灯", call_name="夜野"), now=NOW, why="電話で聞いた")
    for answer in (desk.get(form(booking, what)), desk.post(form(booking, what), {"room": "band"})):
        said = text_of(answer.content.decode())
        assert answer.status_code == 409
        assert "この予約は、もう変えられません" in said
        assert "夜野" in said
        assert "もとにもどす" in said, "the way back stands there"


def test_one_that_is_over_says_so(desk: Client, room: Room) -> None:
    booking = a_booking(room, span("2026-12-02", "10:00", "12:00"), a_high_schooler(), state=State.USED)
    assert desk.get(form(booking, "party")).status_code == 409


def test_one_that_is_not_there_is_not_told_from_another_halls(desk: Client, teen: Person) -> None:
    assert [desk.get(f"/desk/higashi/b/nothing1/{what}/").status_code for what in FORMS] == [404] * 3

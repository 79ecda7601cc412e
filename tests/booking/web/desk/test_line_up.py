"""What is left of a time at the desk: to whom it is offered, who is next, and one tap gives it to them."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from booking.models import Act, Booking, Person, Wait
from booking.rules.lifecycle import State
from booking.rules.staff import Right, Role
from booking.web.desk.door import Desk
from booking.web.desk.line_up import line_up
from facilities.models import Facility, Room
from facilities.rules.spans import Span
from tests.booking.waiting import kept_place, served, the_slot, waits
from tests.booking.web.conftest import text_of
from tests.booking.web.desk.conftest import at_desk
from tests.factories import a_booking, at, span
from tests.people import a_high_schooler

pytestmark = pytest.mark.django_db
NOW = at("2026-12-04 17:15")
SLOT = span("2026-12-04", "17:00", "19:00")


@pytest.fixture(autouse=True)
def _evening(settings: Any) -> None:
    settings.CLOCK = "2026-12-04T17:15:00+09:00"


@pytest.fixture
def missing(room: Room) -> Booking:
    return a_booking(room, SLOT, a_high_schooler())


@pytest.fixture
def mizuki(room: Room) -> Wait:
    return waits(room, a_high_schooler(call_name="みずき", phone="090-1111-2222"), the_slot(room))


def done(desk: Client, booking: Booking, verb: str, **form: str) -> Any:
    booking.refresh_from_db()
    address = f"/desk/higashi/b/{booking.public_id}/do/{verb}/"
    return desk.post(address, {"sequence": str(booking.sequence), **form})


def panel(desk: Client, booking: Booking) -> str:
    return desk.get(f"/desk/higashi/?b={booking.public_id}").content.decode()


def offered(booking: Booking, desk: Client) -> Booking:
    """The room was released, and the service has asked the first in line."""
    done(desk, booking, "release")
    offer = served(NOW)
    assert offer is not None
    return offer


def test_the_panel_of_a_released_room_says_to_whom_it_is_offered_until_when(
    desk: Client, missing: Booking, mizuki: Wait
) -> None:
    offer = offered(missing, desk)
    for shown in (missing, offer):
        told = text_of(panel(desk, shown))
        assert "みずきに案内中(17:25まで)" in told
        assert "090-1111-2222" not in told
    page = panel(desk, missing)
    assert f'action="/desk/higashi/people/{mizuki.person.public_id}/number/"' in page
    assert "17:25まで案内中" in page, "the board says it on the room, too"


@pytest.mark.parametrize(
    ("verb", "state", "wait"), [("accept", "booked", "taken"), ("decline", "cancelled", "declined")]
)
def test_an_answer_on_the_telephone_is_one_tap(
    desk: Client, missing: Booking, mizuki: Wait, verb: str, state: str, wait: str
) -> None:
    offer = offered(missing, desk)
    assert done(desk, offer, verb).status_code == 302
    offer.refresh_from_db()
    mizuki.refresh_from_db()
    assert (offer.state, mizuki.state) == (state, wait)


def test_where_nothing_is_held_it_is_given_to_one_who_waits_by_one_tap(
    desk: Client, missing: Booking, room: Room
) -> None:
    done(desk, missing, "release")
    mizuki = waits(room, a_high_schooler(call_name="みずき"), the_slot(room))
    assert f'value="{mizuki.public_id}"' in panel(desk, missing)
    assert done(desk, missing, "give", wait=mizuki.public_id).status_code == 302
    made = Booking.objects.get(person=mizuki.person)
    assert (made.state, Span(made.start, made.end)) == (State.BOOKED, span("2026-12-04", "17:15", "19:00"))


def test_a_number_is_behind_a_button_and_whoever_looks_is_kept(desk: Client, mizuki: Wait) -> None:
    answer = desk.post(f"/desk/higashi/people/{mizuki.person.public_id}/number/")
    assert "090-1111-2222" in answer.content.decode()
    assert Act.objects.get(verb="see_number").subject_id == mizuki.person.public_id


def test_while_it_is_offered_nobody_else_can_be_given_it(
    desk: Client, missing: Booking, mizuki: Wait, room: Room
) -> None:
    second = waits(room, a_high_schooler(call_name="あおい"), the_slot(room))
    offered(missing, desk)
    page = panel(desk, missing)
    assert "あおい" in page
    assert f'value="{second.public_id}"' not in page
    answer = done(desk, missing, "give", wait=second.public_id)
    assert answer.status_code == 409
    assert "ほかの予約" in text_of(answer.content.decode())


@pytest.mark.parametrize("wait", ["", "nobody", "\x00"])
def test_who_does_not_wait_is_not_there(desk: Client, missing: Booking, wait: str) -> None:
    done(desk, missing, "release")
    assert done(desk, missing, "give", wait=wait).status_code == 404


def test_where_nobody_waits_nothing_is_said(desk: Client, missing: Booking) -> None:
    done(desk, missing, "release")
    assert kept_place() is None
    assert "この時間を待っている人" not in panel(desk, missing)


def test_whoever_may_not_see_how_members_are_reached_has_no_button_for_the_number(
    client: Client, hall: Facility, missing: Booking, mizuki: Wait, desk: Client
) -> None:
    offered(missing, desk)
    at_desk(client, hall, Role.CONTRACTOR)
    page = panel(client, missing)
    assert "/do/accept/" in page
    assert "/number/" not in page


def test_it_is_at_most_six_queries(
    missing: Booking,
    mizuki: Wait,
    desk: Client,
    hall: Facility,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    offered(missing, desk)
    missing.refresh_from_db()
    missing = Booking.objects.select_related("room__facility").get(pk=missing.pk)
    person = Person.objects.get(posts__facility=hall)
    at_it = Desk(hall, person, frozenset(Right), NOW)
    with django_assert_num_queries(6, exact=False):
        line_up(missing, at_it)

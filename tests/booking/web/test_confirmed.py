"""Who serves and has not used the second factor is a member among members: on every page, and in the API."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from booking.models import Act, Booking, Person
from booking.rules.lifecycle import State
from facilities.models import Room
from tests.booking.web.conftest import WEEK
from tests.booking.web.test_second_factors import ENTER, PASSWORD, codes_of, signed_in, with_app
from tests.factories import a_booking, span
from tests.people import a_high_schooler

pytestmark = pytest.mark.django_db
FRIDAY = span("2026-12-04", "17:00", "19:00")


@pytest.fixture(autouse=True)
def _asked(settings: Any) -> None:
    settings.STAFF_SECOND_FACTOR = True


@pytest.fixture
def oishi(desk: Person) -> Person:
    desk.set_password(PASSWORD)
    desk.save()
    return desk


@pytest.fixture
def theirs(room: Room) -> Booking:
    """Somebody else's."""
    return a_booking(room, FRIDAY, a_high_schooler())


def by_password(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def by_both(person: Person) -> Client:
    with_app(person)
    client = signed_in(person)
    client.post(ENTER, {"code": codes_of(person)[0]})
    return client


def answers(client: Client, booking: Booking) -> list[int]:
    """Of each page and verb of a member's booking that the desk may use, too."""
    page, api = f"/b/{booking.public_id}/", f"/api/v1/bookings/{booking.public_id}/"
    seen = [client.get(page + more).status_code for more in ("", "cancel/", "move/", "papers/", "who/")]
    told = client.get(api).status_code
    given_back = client.post(f"{page}cancel/", {"sequence": booking.sequence}).status_code
    return [
        *seen,
        told,
        given_back,
        client.post(
            f"{api}cancel/", {}, content_type="application/json", headers={"If-Match": "*"}
        ).status_code,
    ]


def test_without_it_somebody_elses_booking_is_not_there(oishi: Person, theirs: Booking) -> None:
    assert answers(by_password(oishi), theirs) == [404] * 8
    theirs.refresh_from_db()
    assert (theirs.state, Act.objects.filter(actor=oishi).count()) == (State.BOOKED, 0)


def test_with_it_the_desk_sees_the_booking_and_cancels_it(oishi: Person, theirs: Booking) -> None:
    assert answers(by_both(oishi), theirs) == [200] * 6 + [302, 200]
    theirs.refresh_from_db()
    assert theirs.state == State.CANCELLED


def test_ones_own_booking_asks_for_no_second_factor(oishi: Person, room: Room) -> None:
    own = a_booking(room, FRIDAY, oishi)
    client = by_password(oishi)
    assert client.get(f"/b/{own.public_id}/").status_code == 200
    assert client.post(f"/b/{own.public_id}/cancel/", {"sequence": own.sequence}).status_code == 302


@pytest.mark.usefixtures("room")
def test_the_wall_costs_a_members_week_no_query(settings: Any) -> None:
    client = by_password(a_high_schooler())
    client.get(WEEK)
    counted = []
    for asked in (False, True):
        settings.STAFF_SECOND_FACTOR = asked
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(WEEK).status_code == 200
        counted.append(len(queries))
    assert counted[0] == counted[1] <= 12

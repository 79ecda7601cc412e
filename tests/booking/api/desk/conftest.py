"""The desk's programs and sessions: at the hall of most tests, and at another."""

import pytest
from django.test import Client

from booking.models import Booking, Person
from booking.rules.staff import Role
from facilities.models import Facility, Room
from tests.booking.api.callers import signed_in
from tests.factories import a_booking, a_facility, span
from tests.people import staff


@pytest.fixture
def as_desk(desk: Person) -> Client:
    return signed_in(desk)


@pytest.fixture
def as_auditor(hall: Facility) -> Client:
    return signed_in(staff(hall, role=Role.AUDITOR))


@pytest.fixture
def elsewhere() -> Client:
    """Whoever may do everything, at another hall."""
    return signed_in(staff(a_facility("nishi"), role=Role.MANAGER))


@pytest.fixture
def today(room: Room, teen: Person) -> Booking:
    """Theirs, today from 16:00 to 17:00: the hall's clock says 16:10."""
    made = a_booking(room, span("2026-12-02", "16:00", "17:00"), teen)
    made.people.add(teen)
    return made

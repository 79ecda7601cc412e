"""The desk's pages as whoever serves at the hall sees them. Here `desk` is their browser."""

import pytest
from django.test import Client

from booking.models import Person
from booking.rules.staff import Role
from facilities.models import Facility
from tests.people import staff


@pytest.fixture
def desk(client: Client, hall: Facility) -> Client:
    client.force_login(staff(hall))
    return client


def at_desk(client: Client, hall: Facility, role: Role = Role.DESK) -> Person:
    """Somebody in this role, signed in."""
    person = staff(hall, role=role)
    client.force_login(person)
    return person

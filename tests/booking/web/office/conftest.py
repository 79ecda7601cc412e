"""An office of the city with its plan, and two dates of an exchange: one counted, one not."""

import pytest
from django.core.management import call_command
from django.test import Client

from booking.actions.programmes import About
from booking.models import Person, Session
from booking.rules.attendance import Heads, Part
from booking.rules.staff import Role
from facilities.models import Facility
from tests.booking.programmes import FILE, a_department, a_programme, held
from tests.factories import span
from tests.people import staff

CAME = {
    Heads(Part.TAKING_PART, "elementary"): 6,
    Heads(Part.TAKING_PART, "senior"): 4,
    Heads(Part.HELPING, "high_school"): 2,
}


@pytest.fixture
def office(hall: Facility) -> Client:
    a_department(hall)
    call_command("import_plan", FILE, stdout=None)
    client = Client()
    client.force_login(staff(hall, role=Role.OFFICE))
    return client


@pytest.fixture
def dates(office: Client, hall: Facility, desk: Person) -> list[Session]:
    exchange = a_programme(hall, desk, About(name="むかしの歌を、バンドで。", plan="B1", of="honcho"))
    counted = held(exchange, desk, span("2026-11-07", "14:00", "16:00"), CAME)
    return [counted, held(exchange, desk, span("2026-11-21", "14:00", "16:00"))]

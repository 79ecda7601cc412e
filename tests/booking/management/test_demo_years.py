"""The demo's children's office looks back."""

import pytest
from django.core.management import call_command

from booking.management.demo.years import look_back
from booking.models import AimState, OwnWords
from booking.rules.staff import Role
from tests.booking.activities import the_office
from tests.booking.programmes import FILE
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def test_an_office_has_begun_to_write() -> None:
    call_command("import_plan", FILE, stdout=None)
    writer = the_office("children", Role.OFFICE)
    writer.card_number = "100083"
    writer.save(update_fields=["card_number"])
    look_back(NOW)
    assert OwnWords.objects.get().programme == "B1"
    assert AimState.objects.get().stand == "considered"

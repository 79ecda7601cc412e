"""The demo's children's office looks back, and something could not be had."""

import pytest
from django.core.management import call_command

from booking.management.demo.years import look_back
from booking.models import AimState, OwnWords, Unmet
from booking.rules.staff import Role
from tests.booking.activities import the_office
from tests.booking.programmes import FILE
from tests.factories import NOW, a_facility

pytestmark = pytest.mark.django_db


def test_an_office_has_begun_to_write_and_what_was_wanted_in_vain_is_counted() -> None:
    a_facility("honcho")
    call_command("import_plan", FILE, stdout=None)
    writer = the_office("children", Role.OFFICE)
    writer.card_number = "100083"
    writer.save(update_fields=["card_number"])
    look_back(NOW)
    assert OwnWords.objects.get().programme == "B1"
    assert AimState.objects.get().stand == "considered"
    assert set(Unmet.objects.values_list("cause", flat=True)) == {"taken", "closed", "age"}

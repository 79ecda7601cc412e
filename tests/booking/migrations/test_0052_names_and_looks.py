"""Whoever wanted no mail of what others do gets none of what can be chosen now, and all of what cannot."""


import pytest

from tests.booking.migrations.conftest import migrate

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]
BEFORE, AFTER = "0051_years_are_closed", "0052_names_and_looks"


def test_what_somebody_chose_is_kept_as_far_as_it_can_be() -> None:
    persons = migrate(BEFORE).get_model("booking", "Person").objects
    for card, unmailed in (("1", []), ("2", ["bookings"]), ("3", ["bookings", "changes", "reminders"])):
        persons.create(card_number=card, password="!", unmailed=unmailed)
    rows = migrate(AFTER).get_model("booking", "Person").objects.order_by("card_number")
    assert list(rows.values_list("unmailed", flat=True)) == [
        [],
        ["bookings"],
        ["bookings", "reminders", "turns", "groups", "records"],
    ]

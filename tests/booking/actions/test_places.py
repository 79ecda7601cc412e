"""What the database says last: of two in one place one is told."""

import pytest
from django.db import IntegrityError, transaction

from booking.actions.bookings import Refused
from booking.actions.places import hold, one_winner, spaces_of
from booking.rules.codes import Code
from booking.rules.lifecycle import State
from facilities.models import Room
from tests.booking.refusals import codes
from tests.factories import a_booking, span

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored_mail")]
SATURDAY = span("2026-12-05", "10:00", "12:00")


def test_a_rival_whom_only_the_database_saw_is_told_as_taken(room: Room) -> None:
    a_booking(room, SATURDAY)
    late = a_booking(room, SATURDAY, state=State.CANCELLED)
    with pytest.raises(Refused) as refused, one_winner(), transaction.atomic():
        hold(late, spaces_of(room))
    assert codes(refused) == {Code.TAKEN}


def test_no_other_mistake_is_taken_for_a_rival(room: Room) -> None:
    with pytest.raises(IntegrityError), one_winner(), transaction.atomic():
        a_booking(room, SATURDAY, headcount=0)

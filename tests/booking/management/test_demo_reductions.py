"""The demo's group that pays asks to be let off a part of it."""

import pytest

from booking.actions.bookings import book
from booking.actions.wanted import Wanted
from booking.management.demo.reductions import ask_for_a_reduction
from booking.models import ReductionRequest
from tests.factories import COSTING, NOW, a_hall, span, the_room
from tests.people import a_high_schooler


@pytest.mark.django_db
def test_the_next_group_that_pays_asks_to_be_let_off_once() -> None:
    room, teen = the_room(a_hall(COSTING), "band"), a_high_schooler()
    later, first = (
        book(person=teen, wanted=Wanted(room, span(day, "17:00", "19:00")), now=NOW)
        for day in ("2026-12-09", "2026-12-04")
    )
    ask_for_a_reduction(NOW)
    assert [one.booking for one in ReductionRequest.objects.all()] == [first]
    assert not later.reduction_requests.exists()

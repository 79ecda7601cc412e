"""Who is next for what is left of a time: nobody where somebody has it; few are named, in their order."""

import pytest

from booking.models import Booking, Person
from booking.queries.line_up import MOST, line_for
from booking.rules.lifecycle import State
from facilities.models import Room
from tests.booking.waiting import FRIDAY, served, waits
from tests.factories import NOW, a_booking, at
from tests.people import a_high_schooler

pytestmark = pytest.mark.django_db
QUARTER_PAST = at("2026-12-04 17:15")


@pytest.fixture
def gone(room: Room) -> Booking:
    return a_booking(room, FRIDAY, a_high_schooler(), state=State.CANCELLED)


def test_of_a_booking_that_stands_and_of_one_that_is_over_there_is_no_line(
    room: Room, booking: Booking, gone: Booking
) -> None:
    waits(room)
    assert line_for(booking, QUARTER_PAST) is None
    assert line_for(gone, gone.end) is None
    assert line_for(gone, gone.end - 60) is not None


def test_they_stand_in_their_order_and_no_more_than_a_page_names(room: Room, gone: Booking) -> None:
    standing = [waits(room) for _ in range(MOST + 1)]
    line = line_for(gone, QUARTER_PAST)
    assert line is not None
    assert list(line.waiting) == standing[:MOST]


def test_what_is_far_ahead_is_offered_in_the_usual_way_and_not_given(room: Room, gone: Booking) -> None:
    waits(room)
    early, late = line_for(gone, NOW), line_for(gone, QUARTER_PAST)
    assert early is not None
    assert late is not None
    assert (early.can_give, late.can_give) == (False, True)


def test_while_it_is_offered_to_one_it_is_given_to_nobody(room: Room, teen: Person) -> None:
    first, second = waits(room, teen), waits(room)
    missing = a_booking(room, FRIDAY, a_high_schooler())
    missing.state = State.CANCELLED
    missing.save()
    missing.claims.all().delete()
    offer = a_booking(room, FRIDAY, teen, state=State.OFFERED, lapses_at=QUARTER_PAST + 600)
    first.offer, first.state = offer, "offered"
    first.save()
    assert served(QUARTER_PAST) is None
    line = line_for(missing, QUARTER_PAST)
    assert line is not None
    assert (line.offer, line.waiting, line.can_give) == (offer, (second,), False)

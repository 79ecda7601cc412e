"""The same again: the next such time that is free and open."""

import pytest

from booking.models import Booking
from booking.queries.again import again
from booking.queries.party import Asker, Company, asker_of
from facilities.models import Room
from facilities.rules.spans import Span
from tests.factories import NOW, a_booking, a_closure, span
from tests.people import a_high_schooler

pytestmark = pytest.mark.django_db


def last_week(room: Room) -> tuple[Booking, Asker]:
    """What was booked for Friday, 27 November, and who asks for it again on Wednesday, 2 December."""
    person = a_high_schooler()
    made = a_booking(room, span("2026-11-27", "17:00", "19:00"), person)
    return made, asker_of(person, Company(), NOW)


def on(day: str) -> Span:
    return span(day, "17:00", "19:00")


def test_it_is_the_coming_friday(room: Room) -> None:
    assert again(*last_week(room), NOW) == on("2026-12-04")


def test_a_friday_that_is_taken_and_one_that_is_closed_are_passed_over(room: Room) -> None:
    a_booking(room, on("2026-12-04"))
    a_closure(room.facility, span("2026-12-11", "00:00", "24:00"))
    assert again(*last_week(room), NOW) == on("2026-12-18")


def test_where_every_friday_is_taken_there_is_none(room: Room) -> None:
    made, asker = last_week(room)
    a_closure(room.facility, Span(NOW, NOW + 70 * 86400))
    assert again(made, asker, NOW) is None

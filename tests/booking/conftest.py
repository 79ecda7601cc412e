"""The hall that most tests mean: the sample's, its music room, whoever serves there, and a member.

A test file that means another hall says its rules in HALL, or makes its own under the same name.
"""

import pytest

from booking.models import Booking, Person
from facilities.models import Facility, Room
from tests.factories import SAMPLE, a_booking, a_hall, span, the_room
from tests.people import a_high_schooler, a_junior_high_student, staff


@pytest.fixture
def hall(request: pytest.FixtureRequest) -> Facility:
    return a_hall(getattr(request.module, "HALL", SAMPLE))


@pytest.fixture
def room(hall: Facility) -> Room:
    return the_room(hall, "band")


@pytest.fixture
def desk(hall: Facility) -> Person:
    return staff(hall)


@pytest.fixture
def teen() -> Person:
    return a_high_schooler()


@pytest.fixture
def booking(room: Room, teen: Person) -> Booking:
    """Theirs alone, on Friday 4 December from 17:00 to 19:00."""
    made = a_booking(room, span("2026-12-04", "17:00", "19:00"), teen)
    made.people.add(teen)
    return made


@pytest.fixture
def haruka() -> Person:
    return a_high_schooler()


@pytest.fixture
def sora() -> Person:
    """Still at junior high school, where rules often ask for a parent."""
    return a_junior_high_student(call_name="そら")

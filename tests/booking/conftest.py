"""The hall that most tests mean: the sample's, its music room, whoever serves there, and a member.

A test file that means another says its own under the same name.
"""

import pytest

from booking.models import Person
from facilities.models import Facility, Room
from tests.factories import a_hall, the_room
from tests.people import a_high_schooler, staff


@pytest.fixture
def hall() -> Facility:
    return a_hall()


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
def haruka() -> Person:
    return a_high_schooler()

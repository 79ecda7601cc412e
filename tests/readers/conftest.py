"""A hall by the clocks of Berlin, which change twice a year: what every reader of a calendar has to tell."""

from zoneinfo import ZoneInfo

import pytest

from booking.models import Person
from facilities.models import Facility, Room
from tests.factories import NIGHTS, a_hall, the_room
from tests.people import a_high_schooler

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def hall() -> Facility:
    """Open day and night, but on Mondays, by the clocks of Berlin."""
    rules = NIGHTS.replace('key = "higashi"\n', 'key = "higashi"\ntimezone = "Europe/Berlin"\n')
    return a_hall(rules, timezone=BERLIN.key)


@pytest.fixture
def room(hall: Facility) -> Room:
    return the_room(hall, "band")


@pytest.fixture
def teen() -> Person:
    return a_high_schooler()

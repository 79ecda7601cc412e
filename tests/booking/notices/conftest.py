"""A programme in the park, of whose dates people are told."""

import pytest

from booking.models import Person, Programme, Session
from facilities.models import Facility
from tests.booking.songs import FIRST, the_songs


@pytest.fixture
def songs(hall: Facility, desk: Person) -> Programme:
    return the_songs(hall, desk)


@pytest.fixture
def day(songs: Programme) -> Session:
    return songs.sessions.get(start=FIRST.start)

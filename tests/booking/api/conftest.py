"""The API's callers: nobody, a teen, another teen, staff. It is 16:10 on Wednesday, 2 December 2026."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from booking.actions.programmes import About, publish_programme
from booking.api.throttles import seen
from booking.models import Person, Programme, Session
from facilities.models import Facility, Room
from tests.booking.api.callers import signed_in
from tests.booking.programmes import a_department, a_programme, held
from tests.factories import NOW, span
from tests.people import a_high_schooler, staff


@pytest.fixture(autouse=True)
def _on_2_december(settings: Settings, db: None) -> None:
    settings.CLOCK = "2026-12-02T16:10:00+09:00"
    seen.clear()


@pytest.fixture
def nobody() -> Client:
    return signed_in(None)


@pytest.fixture
def as_teen(teen: Person) -> Client:
    return signed_in(teen)


@pytest.fixture
def as_other() -> Client:
    return signed_in(a_high_schooler())


@pytest.fixture
def as_staff(room: Room) -> Client:
    return signed_in(staff(room.facility))


@pytest.fixture
def songs(hall: Facility, desk: Person) -> Programme:
    """Public, for three children and one high-schooler; nobody has said when."""
    a_department(hall)
    places = {("elementary", None): 3, ("high_school", None): 1}
    made = a_programme(hall, desk, About(name="むかしの歌", bring="飲み物", fee=100, places=places))
    return publish_programme(programme=made, actor=desk, now=NOW)


@pytest.fixture
def song_day(songs: Programme, desk: Person) -> Session:
    """Its date in a park, on Saturday the 12th, from 14:00 to 16:00."""
    return held(songs, desk, span("2026-12-12", "14:00", "16:00"))

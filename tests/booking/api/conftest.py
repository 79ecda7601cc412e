"""The API's callers: nobody, a teen, another teen, staff. It is 16:10 on Wednesday, 2 December 2026."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from booking.api.throttles import seen
from booking.models import Person
from facilities.models import Room
from tests.booking.api.callers import signed_in
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

"""Haruka as verbs meet her: they write to her, and would like to write her name somewhere."""

import pytest

from booking.models import Person
from tests.people import a_high_schooler


@pytest.fixture
def haruka() -> Person:
    return a_high_schooler(email="haruka@example.org", call_name="はるか")

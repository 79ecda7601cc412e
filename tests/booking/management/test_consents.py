"""Consents that end are told of by the worker: it looks without writing, and tells each once."""

from datetime import date

import pytest
from django.conf import LazySettings
from pytest_django import DjangoAssertNumQueries

from booking.management import consents
from booking.management.worker import DUTIES
from booking.models import Notice
from tests.factories import a_facility
from tests.people import a_junior_high_student, consented

pytestmark = pytest.mark.django_db


def test_it_is_due_thirty_days_before_and_once(
    settings: LazySettings, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    child, hall = a_junior_high_student(), a_facility()
    for purpose in ("evening", "craft"):
        consented(child, hall, purpose, date(2026, 12, 1), date(2027, 3, 31))
    settings.CLOCK = "2027-02-28T23:59:00+09:00"
    assert not consents.due()
    settings.CLOCK = "2027-03-01T00:00:00+09:00"
    with django_assert_num_queries(1):
        assert consents.due()
    for _ in range(2):
        consents.remind()
    assert not consents.due()
    assert Notice.objects.filter(person=child, kind="consent_ends").count() == 2


def test_it_is_among_the_workers_duties() -> None:
    assert "consents" in [duty.name for duty in DUTIES]

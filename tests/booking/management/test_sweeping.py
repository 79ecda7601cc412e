"""The sweeping is due at once, again after each piece, and in an hour when nothing is left."""

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import LazySettings
from django.contrib.sessions.models import Session
from pytest_django import DjangoAssertNumQueries

from booking.management.sweeping import Sweeping
from booking.management.worker import DUTIES
from booking.models import Answer
from facilities.clock import machine_time
from tests.factories import NOW
from tests.people import a_high_schooler

pytestmark = pytest.mark.django_db
A_DAY = 24 * 3600


@pytest.fixture(autouse=True)
def _on_2_december(settings: LazySettings) -> None:
    settings.CLOCK = "2026-12-02T16:10:00+09:00"


def an_answer(made_at: int) -> None:
    person = a_high_schooler()
    Answer.objects.create(person=person, verb="book", key="k", body_hash="x", subject_id="y", made_at=made_at)


def test_a_new_worker_looks_at_once_and_asking_costs_no_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(0):
        assert Sweeping().due()


def test_after_a_piece_it_is_due_again_in_a_second() -> None:
    an_answer(NOW - A_DAY)
    sweeping = Sweeping()
    sweeping.step()
    assert not Answer.objects.exists()
    assert sweeping.rests_until == pytest.approx(machine_time(), abs=2)


def test_when_nothing_is_left_it_rests_for_an_hour() -> None:
    an_answer(NOW - A_DAY + 1)
    sweeping = Sweeping()
    sweeping.step()
    assert Answer.objects.exists()
    assert not sweeping.due()
    assert sweeping.rests_until == pytest.approx(machine_time() + 3600, abs=2)


def test_a_session_lasts_by_the_machines_time_wherever_the_houses_hour_stands(
    settings: LazySettings,
) -> None:
    expiry = datetime.fromtimestamp(machine_time(), UTC) + timedelta(hours=1)
    Session.objects.create(session_key="young", session_data="x", expire_date=expiry)
    settings.CLOCK = "2099-12-02T16:10:00+09:00"
    Sweeping().step()
    assert Session.objects.exists()


def test_it_is_among_the_workers_duties() -> None:
    assert "sweeping" in [duty.name for duty in DUTIES]

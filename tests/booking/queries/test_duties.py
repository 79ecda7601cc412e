"""When the duties of the service last ran, and which are behind."""

from datetime import UTC, datetime

import pytest
from post_office.models import STATUS, Email
from pytest_django import DjangoAssertNumQueries

from booking.management import worker
from booking.models import Lease
from booking.queries.duties import duties
from booking.rules.duties import DAILY_LATE, LATE, UNLOOKED, Duty
from booking.rules.lifecycle import State
from tests.factories import NOW, a_booking, a_hall, span, the_room

pytestmark = pytest.mark.django_db


def late(now: int = NOW) -> set[Duty]:
    return {one.duty for one in duties(now, now) if one.late}


def ran(duty: Duty, at: int) -> None:
    Lease.objects.create(duty=duty, last_ran_at=at)


def test_every_duty_of_the_worker_stands_on_the_list_and_no_other() -> None:
    assert {duty.name for duty in worker.DUTIES} == set(Duty)


def test_a_duty_without_anything_to_do_is_not_late() -> None:
    ran(Duty.EVENINGS, NOW)
    ran(Duty.SWEEPING, NOW)
    ran(Duty.ERASURES, NOW)
    assert late() == set()
    assert {one.at for one in duties(NOW, NOW)} == {None, NOW}


def test_what_is_done_daily_is_late_after_two_days() -> None:
    ran(Duty.EVENINGS, NOW - DAILY_LATE)
    ran(Duty.SWEEPING, NOW - DAILY_LATE - 1)
    ran(Duty.ERASURES, NOW)
    assert late() == {Duty.SWEEPING}


def test_a_booking_that_should_have_lapsed_and_a_mail_that_waits_are_seen() -> None:
    ran(Duty.EVENINGS, NOW)
    ran(Duty.SWEEPING, NOW)
    ran(Duty.ERASURES, NOW)
    room = the_room(a_hall(), "craft")
    when = span("2026-12-04", "13:00", "15:00")
    a_booking(room, when, state=State.PROVISIONAL, lapses_at=NOW - LATE, changed_at=NOW)
    mail = Email.objects.create(from_email="a@example.org", to="b@example.org", status=STATUS.queued)
    Email.objects.filter(pk=mail.pk).update(created=datetime.fromtimestamp(NOW, UTC))
    assert late() == {Duty.LAPSES}
    Email.objects.filter(pk=mail.pk).update(created=datetime.fromtimestamp(NOW - LATE, UTC))
    assert late() == {Duty.LAPSES, Duty.MAIL}


def test_whether_anything_is_behind_is_one_question_however_many_duties_there_are(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(2):
        duties(NOW, NOW)


def test_a_duty_that_nobody_has_looked_at_for_half_an_hour_is_late() -> None:
    for duty in (Duty.EVENINGS, Duty.SWEEPING, Duty.ERASURES):
        ran(duty, NOW)
    Lease.objects.create(duty=Duty.RENEWALS, looked_at=NOW - UNLOOKED)
    assert late() == set()
    assert [one.looked for one in duties(NOW, NOW) if one.duty is Duty.RENEWALS] == [NOW - UNLOOKED]
    Lease.objects.filter(duty=Duty.RENEWALS).update(looked_at=NOW - UNLOOKED - 1)
    assert late() == {Duty.RENEWALS}

from collections.abc import Iterator
from datetime import date

import pytest
from django.conf import LazySettings
from pytest_django import DjangoAssertNumQueries
from schedule.models import Rule

from booking.actions.evenings import open_evenings
from booking.management import evenings
from facilities.models import Evening, Facility
from facilities.rules.evenings import EveningPlan
from tests.factories import NOW, a_facility
from tests.people import staff

pytestmark = pytest.mark.django_db

PLAN = EveningPlan.model_validate(
    {"recurrence": {"first": date(2026, 12, 2), "weekdays": ["fri"]}, "from": "17:00", "to": "21:00"}
)


@pytest.fixture(autouse=True)
def a_new_worker(settings: LazySettings) -> Iterator[None]:
    settings.CLOCK = "2026-12-02T16:10:00+09:00"
    evenings.seen.clear()
    yield
    evenings.seen.clear()


def opened(slug: str) -> Facility:
    hall = a_facility(slug)
    open_evenings(facility=hall, plan=PLAN, actor=staff(hall), now=NOW)
    return hall


def last_day(hall: Facility) -> date | None:
    return Evening.objects.filter(facility=hall).latest("original_day").original_day


def test_it_is_due_once_a_day_and_asking_costs_no_query(
    settings: LazySettings, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    evenings.lay_out()
    with django_assert_num_queries(0):
        assert not evenings.due()
        settings.CLOCK = "2026-12-03T00:00:00+09:00"
        assert evenings.due()


def test_in_a_new_fiscal_year_every_hall_is_laid_out_a_year_further(settings: LazySettings) -> None:
    halls = [opened("higashi"), opened("midori")]
    settings.CLOCK = "2027-04-01T03:00:00+09:00"
    evenings.lay_out()
    assert [last_day(hall) for hall in halls] == [date(2029, 3, 30)] * 2


def test_where_one_hall_has_lost_its_rule_the_others_go_on(settings: LazySettings) -> None:
    broken = opened("higashi")
    Rule.objects.all().delete()
    whole = opened("midori")
    settings.CLOCK = "2027-04-01T03:00:00+09:00"
    evenings.lay_out()
    assert [last_day(broken), last_day(whole)] == [date(2028, 3, 31), date(2029, 3, 30)]
    assert not evenings.due()

"""The city's plan goes in once; the offices that it names are there afterwards, by their names of today."""

import pytest

from booking.actions.plans import import_plan
from booking.models import Act, ActionPlan
from booking.queries.plans import the_plan
from facilities.models import Department
from tests.booking.programmes import a_department, the_plan_of_the_city
from tests.factories import NOW

pytestmark = pytest.mark.django_db
PLAN = the_plan_of_the_city()


def test_what_went_in_comes_out_as_it_was() -> None:
    assert import_plan(plan=PLAN, actor=None, now=NOW)
    assert the_plan() == PLAN


def test_before_that_there_is_no_plan() -> None:
    assert the_plan() is None


def test_the_same_plan_a_second_time_changes_nothing_and_says_so() -> None:
    import_plan(plan=PLAN, actor=None, now=NOW)
    assert not import_plan(plan=PLAN, actor=None, now=NOW + 60)
    assert ActionPlan.objects.get().imported_at == NOW
    assert Act.objects.filter(verb="import_plan").count() == 1


def test_a_corrected_plan_takes_the_place_of_the_one_before() -> None:
    import_plan(plan=PLAN, actor=None, now=NOW)
    assert import_plan(plan=PLAN.model_copy(update={"chapter": 7}), actor=None, now=NOW + 60)
    stands = the_plan()
    assert stands is not None
    assert stands.chapter == 7
    assert ActionPlan.objects.count() == 1


def test_offices_that_the_city_does_not_have_are_made_and_one_that_it_has_keeps_its_name() -> None:
    a_department(name="こども青少年課")
    import_plan(plan=PLAN, actor=None, now=NOW)
    assert Department.objects.count() == 8
    assert Department.objects.get(slug="children").name_ja == "こども青少年課"
    assert Department.objects.get(slug="welfare").name_ja == "福祉推進課"

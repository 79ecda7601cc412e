"""The demo's hall leads a programme whose figures stand in the plan's table."""

import pytest

from booking.management.demo.programmes import bring_the_plan, hold_a_programme
from booking.models import ActionPlan, Coming, Person, Programme, Session
from booking.rules.staff import Role
from facilities.models import Facility
from tests.booking.programmes import a_department
from tests.factories import NOW, a_facility
from tests.people import a_high_schooler, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall() -> Facility:
    made = a_facility("nukui-minami")
    a_department(made)
    staff(made, role=Role.MANAGER, card_number="100005")
    Person.objects.filter(pk=a_high_schooler().pk).update(card_number="100055")
    return made


def test_two_of_its_dates_are_past_and_the_later_one_is_still_to_be_counted(hall: Facility) -> None:
    hold_a_programme(NOW)
    counted, uncounted, *to_come = Session.objects.order_by("start")
    assert counted.end < uncounted.end < NOW < to_come[0].start
    assert counted.counts.exists()
    assert not uncounted.counts.exists()
    assert len(to_come) == 3


def test_some_of_its_places_are_taken_at_each_date_to_come(hall: Facility) -> None:
    hold_a_programme(NOW)
    assert Coming.objects.filter(state=Coming.State.COMING).count() == 3
    assert Programme.objects.get().state == Programme.State.OPEN


def test_the_plan_is_the_citys_own(db: None) -> None:
    bring_the_plan(NOW)
    assert ActionPlan.objects.get().key == "koganei"

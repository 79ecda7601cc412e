"""The demo's nursery and school have days in each state, and another of each has not answered."""

import pytest

from booking.management.demo.activities import ask_for_activity_days
from booking.models import ActivityDay, Person, Reporter
from booking.models.keys import fingerprint
from booking.queries.activities import Answer, answers, unanswered
from booking.rules.activities import State
from facilities.models import Department
from tests.booking.activities import the_office
from tests.factories import NOW, TODAY, at

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _offices() -> None:
    for slug, card in (("child-rearing", "100088"), ("school-guidance", "100089")):
        Person.objects.filter(pk=the_office(slug).pk).update(card_number=card)


# In April the days before are of the year whose books are still open.
@pytest.mark.parametrize("now", [NOW, at("2027-04-01 09:00"), at("2027-06-01 09:00")])
def test_days_wait_are_confirmed_and_returned_whenever_the_city_is_loaded(now: int) -> None:
    ask_for_activity_days(now)
    states = [one.state for one in ActivityDay.objects.filter(reporter__kind="nursery")]
    assert states == [State.CONFIRMED, State.CONFIRMED, State.RETURNED, State.SENT]


def test_one_of_two_nurseries_has_not_answered() -> None:
    ask_for_activity_days(NOW)
    department = Department.objects.get(slug="child-rearing")
    said = {one.reporter.name: one.answer for one in answers(department, TODAY.replace(month=11), TODAY)}
    assert said == {"さくら保育園(見本)": Answer.DAYS, "つくし保育園(見本)": Answer.NONE}


def test_the_page_that_the_demo_names_is_a_nurserys() -> None:
    ask_for_activity_days(NOW)
    page = Reporter.objects.get(token_hash=fingerprint("mado-sakura"))
    assert page.kind == "nursery"
    assert unanswered(page, TODAY)

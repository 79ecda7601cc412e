"""The demo's halls lead programmes, and the figures of one stand in the plan's table."""

import pytest

from booking.management.demo.programme_fees import GIVEN_BACK, PAID, TO_PAY, bake_cookies
from booking.management.demo.programmes import SONGS, TOPS, bring_the_plan, hold_a_programme
from booking.models import ActionPlan, Coming, FeePayment, Person, Programme, Session
from booking.queries.figures import reported
from booking.queries.plans import the_plan
from booking.queries.programme_fees import dues_of
from booking.queries.programmes import dates_of
from booking.rules.exchange import Age
from booking.rules.staff import Role
from facilities.models import Facility
from tests.booking.programmes import a_department
from tests.factories import NOW, TOKYO, a_facility
from tests.people import a_high_schooler, a_junior_high_student, a_senior, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall() -> Facility:
    made = a_facility("nukui-minami")
    a_department(made)
    staff(made, role=Role.MANAGER, card_number="100005")
    Person.objects.filter(pk=a_high_schooler().pk).update(card_number="100055")
    return made


@pytest.fixture
def honcho(hall: Facility) -> Facility:
    made = a_facility("honcho")
    made.department = hall.department
    made.save(update_fields=["department"])
    staff(made, card_number="100071")
    return made


def test_two_of_its_dates_are_past_and_the_later_one_is_still_to_be_counted(hall: Facility) -> None:
    hold_a_programme(SONGS, NOW)
    counted, uncounted, *to_come = Session.objects.order_by("start")
    assert counted.end < uncounted.end < NOW < to_come[0].start
    assert counted.counts.exists()
    assert not uncounted.counts.exists()
    assert len(to_come) == 3


def test_some_of_its_places_are_taken_at_each_date_to_come(hall: Facility) -> None:
    hold_a_programme(SONGS, NOW)
    assert Coming.objects.filter(state=Coming.State.COMING).count() == 3
    assert Programme.objects.get().state == Programme.State.OPEN


def test_the_plan_counts_the_programme_of_the_one_hall_that_it_names(honcho: Facility) -> None:
    bring_the_plan(NOW)
    hold_a_programme(SONGS, NOW)
    hold_a_programme(TOPS, NOW)
    found = the_plan()
    assert found is not None
    rows = reported(found, 2026, TOKYO, NOW)
    [exchange] = [
        one for one in rows if (one.entry.programme.id, one.entry.row.department) == ("B1", "children")
    ]
    assert [one.figure.value for one in exchange.figures] == [2, 31]
    assert not any(one.figure.missing for one in exchange.figures)


def test_the_seniors_fill_what_the_smaller_programme_has_for_them(honcho: Facility) -> None:
    hold_a_programme(TOPS, NOW)
    *_past, next_one, _last = dates_of(Programme.objects.get())
    assert next_one.left[Age("senior")] == 0


def test_the_plan_is_the_citys_own(db: None) -> None:
    bring_the_plan(NOW)
    assert ActionPlan.objects.get().key == "koganei"


def test_of_what_costs_something_one_has_paid_one_has_some_back_and_one_has_still_to_pay(
    hall: Facility,
) -> None:
    people = {PAID: a_high_schooler(), GIVEN_BACK: a_senior(), TO_PAY: a_junior_high_student()}
    for card, person in people.items():
        Person.objects.filter(pk=person.pk).update(card_number=card)
    date = bake_cookies(NOW)
    signups = list(date.programme.signups.select_related("programme", "person"))
    owed = dues_of(signups)
    told = {one.person_id: (owed[one.pk].fee, owed[one.pk].paid, owed[one.pk].receipt) for one in signups}
    assert told[people[PAID].pk][:2] == (600, 600)
    assert told[people[PAID].pk][2] is not None
    assert told[people[GIVEN_BACK].pk] == (300, 300, None), "of two that had paid one comes"
    assert told[people[TO_PAY].pk] == (300, 0, None)
    assert FeePayment.objects.count() == 3

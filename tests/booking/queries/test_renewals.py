"""Whose registration can be renewed and is not: told in each of its last two months."""

from datetime import date
from typing import Any

import pytest

from booking.models import Person, Registration
from booking.queries.renewals import to_remind
from tests.factories import at
from tests.people import a_band, a_high_schooler, registered

pytestmark = pytest.mark.django_db
KEY = "higashi-rules"
SINCE, UNTIL, NEXT = date(2026, 4, 10), date(2027, 3, 31), date(2028, 3, 31)
FEBRUARY = at("2027-02-15 09:00")


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2027-01-31 23:59", False),
        ("2027-02-01 00:00", True),
        ("2027-03-31 23:59", True),
        ("2027-04-01 00:00", False),
    ],
)
def test_it_is_from_the_first_of_february_to_the_last_of_march_by_the_halls_midnight(
    now: str, due: bool
) -> None:
    registered(a_high_schooler(), KEY, SINCE, UNTIL)
    assert to_remind(at(now)).exists() is due


@pytest.mark.parametrize(
    ("reminded_on", "due"),
    [(date(2027, 1, 31), True), (date(2027, 2, 1), False), (date(2027, 2, 14), False)],
)
def test_told_in_this_month_is_told(reminded_on: date, due: bool) -> None:
    one = registered(a_high_schooler(), KEY, SINCE, UNTIL)
    Registration.objects.filter(pk=one.pk).update(reminded_on=reminded_on)
    assert to_remind(FEBRUARY).exists() is due


@pytest.mark.parametrize(
    ("state", "due"),
    [
        (Registration.State.VALID, False),
        (Registration.State.APPLIED, False),
        # Given back, they have still to renew it.
        (Registration.State.RETURNED, True),
    ],
)
def test_who_has_the_next_or_has_applied_for_it_is_not_told(state: str, due: bool) -> None:
    person = a_high_schooler()
    registered(person, KEY, SINCE, UNTIL)
    after = registered(person, KEY, date(2027, 2, 2), NEXT)
    Registration.objects.filter(pk=after.pk).update(state=state)
    assert to_remind(FEBRUARY).exists() is due


def test_the_next_at_another_registry_or_of_somebody_else_is_none() -> None:
    person = a_high_schooler()
    registered(person, KEY, SINCE, UNTIL)
    registered(person, "nishi-rules", date(2027, 2, 2), NEXT)
    registered(a_high_schooler(), KEY, date(2027, 2, 2), NEXT)
    assert [one.person for one in to_remind(FEBRUARY)] == [person]


def test_a_registration_without_an_end_needs_no_renewal() -> None:
    registered(a_high_schooler(), KEY, SINCE)
    assert not to_remind(FEBRUARY).exists()


@pytest.mark.parametrize("gone", [{"is_active": False}])
def test_who_has_given_the_account_up_hears_nothing_and_a_group_does(gone: dict[str, Any]) -> None:
    person = a_high_schooler()
    registered(person, KEY, SINCE, UNTIL)
    band = a_band(person)
    registered(band, KEY, SINCE, UNTIL)
    Person.objects.filter(pk=person.pk).update(**gone)
    assert [one.group for one in to_remind(FEBRUARY)] == [band]

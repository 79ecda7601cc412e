"""Whose a thing is to which something was done."""

from typing import Any

import pytest

from booking.models import Booking, Membership, Person
from booking.queries.whose import not_theirs
from facilities.models import Facility, Room
from tests.factories import TODAY, a_booking, span
from tests.people import a_band, a_guardian, a_high_schooler, a_third_grader, consented

pytestmark = pytest.mark.django_db
FRIDAY, SATURDAY = span("2026-12-04", "17:00", "19:00"), span("2026-12-05", "13:00", "15:00")


def foreign(person: Person, *bookings: Booking) -> list[bool]:
    found = not_theirs(person, "booking", [one.public_id for one in bookings])
    return [one.public_id in found for one in bookings]


@pytest.mark.parametrize(
    ("role", "is_foreign"), [("leader", False), ("deputy", False), ("member", True), ("adult", True)]
)
def test_a_groups_booking_is_of_those_who_may_change_it(
    room: Room, teen: Person, role: str, is_foreign: bool
) -> None:
    band = a_band()
    booking = a_booking(room, FRIDAY, band.memberships.get(role="leader").person, group=band)
    if role == "leader":
        band.memberships.filter(role="leader").delete()
    Membership.objects.create(group=band, person=teen, role=role)
    assert foreign(teen, booking) == [is_foreign]


def test_what_somebody_has_booked_is_theirs_alone_or_for_a_group(room: Room, teen: Person) -> None:
    alone, of_band = a_booking(room, FRIDAY, teen), a_booking(room, SATURDAY, teen, group=a_band())
    assert foreign(teen, alone, of_band) == [False, False]
    assert foreign(a_high_schooler(), alone, of_band) == [True, True]


def test_a_callers_booking_is_nobodys_who_acts(room: Room, teen: Person) -> None:
    assert foreign(teen, a_booking(room, FRIDAY, None)) == [True]


def test_who_only_comes_along_is_not_whose_it_is(room: Room, teen: Person) -> None:
    booking = a_booking(room, FRIDAY, a_high_schooler())
    booking.people.add(teen)
    assert foreign(teen, booking) == [True]


def test_a_consent_and_a_guardian_are_of_the_child(hall: Facility, teen: Person) -> None:
    child = a_third_grader()
    guardian = a_guardian(child)
    consent = consented(child, hall, "stay", TODAY, TODAY, guardian)
    for subject, thing in (("guardian", guardian), ("consent", consent), ("person", child)):
        assert not_theirs(child, subject, [thing.public_id]) == frozenset()
        assert not_theirs(teen, subject, [thing.public_id]) == {thing.public_id}


@pytest.mark.parametrize("subject", ["group", "wait", "invitation", "subscription", "tea"])
def test_of_a_kind_without_an_owner_nothing_is_somebody_elses(
    teen: Person, subject: str, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        assert not_theirs(teen, subject, [a_key := "2222222222222222", a_key]) == frozenset()


def test_what_is_not_there_is_not_somebody_elses(teen: Person) -> None:
    assert not_theirs(teen, "booking", ["2222222222222222"]) == frozenset()
    assert not_theirs(teen, "booking", []) == frozenset()

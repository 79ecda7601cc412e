"""Of acts from before it is said, as far as it is known, whether they were done by a post."""

from datetime import date
from typing import Any

import pytest

from booking.models import Act, Booking, Membership, Person, Post
from booking.rules.staff import Role
from facilities.models import Department, Facility, Room
from tests.booking.migrations.conftest import migrate
from tests.factories import NOW, a_booking, a_facility, at, span
from tests.people import a_band, a_high_schooler, a_person, staff

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]
BEFORE, AFTER = "0038_calls_from_doors", "0039_acts_say_by_desk"
FRIDAY = span("2026-12-04", "17:00", "19:00")
A_DAY = 86_400


def act(booking: Booking, actor: Person | None, verb: str = "cancel", **fields: Any) -> Act:
    told = {"at": NOW, "hall": booking.room.facility, "subject": "booking", "subject_id": booking.public_id}
    return Act.objects.create(actor=actor, verb=verb, **{**told, **fields})


def anew() -> dict[int, bool]:
    """Takes the field away and fills it in again: what it holds then, by act."""
    migrate(BEFORE)
    acts = migrate(AFTER).get_model("booking", "Act").objects
    return dict(acts.values_list("pk", "by_desk"))


@pytest.fixture
def booking(room: Room) -> Booking:
    return a_booking(room, FRIDAY, a_high_schooler())


def test_whoever_serves_there_did_it_to_anothers_and_not_to_their_own(
    hall: Facility, room: Room, booking: Booking
) -> None:
    desk, band = staff(hall), a_band()
    Membership.objects.create(group=band, person=desk, role=Membership.Role.DEPUTY)
    theirs = a_booking(room, FRIDAY, band.members.first(), group=band, state="cancelled")
    acts = {
        act(booking, desk): True,
        act(theirs, desk): False,
        act(theirs, desk, "check_in"): True,
        act(booking, booking.person): False,
        act(booking, None, "lapse"): False,
        act(booking, staff(a_facility("nukui"))): False,
    }
    said = anew()
    assert [said[one.pk] for one in acts] == list(acts.values())


def test_a_post_counts_for_the_days_that_it_had(hall: Facility, booking: Booking) -> None:
    past = staff()
    Post.objects.create(person=past, facility=hall, role=Role.DESK, until=date(2026, 11, 30))
    acts = {
        act(booking, past, at=at("2026-11-30 23:59")): True,
        act(booking, past, at=at("2026-12-01 00:00")): False,
    }
    said = anew()
    assert [said[one.pk] for one in acts] == list(acts.values())


def test_of_a_post_that_is_gone_the_halls_log_knows(hall: Facility, booking: Booking) -> None:
    """Before it was given they were a member, though they may have led then what they lead no more."""
    gone = a_person(date(1990, 5, 5))
    about = {"hall": hall, "subject": "post", "subject_id": gone.public_id, "actor": None}
    Act.objects.create(verb="give_post", at=NOW - 2 * A_DAY, **about)
    Act.objects.create(verb="end_post", at=NOW, **about)
    times = {NOW - 3 * A_DAY: False, NOW - 2 * A_DAY: True, NOW - A_DAY: True, NOW: False}
    acts = [act(booking, gone, at=when) for when in times]
    said = anew()
    assert [said[one.pk] for one in acts] == list(times.values())


def test_a_post_at_a_department_is_one_at_each_of_its_halls(
    hall: Facility, booking: Booking
) -> None:
    office = a_person(date(1980, 5, 5), is_staff=True)
    of_office = act(booking, office)
    assert anew()[of_office.pk] is False
    department = Department.objects.create(slug="ed", name_ja="児童青少年課")
    Facility.objects.filter(pk=hall.pk).update(department=department)
    Post.objects.create(person=office, department=department, role=Role.DESK)
    assert anew()[of_office.pk] is True

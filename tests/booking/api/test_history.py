"""What a group is told of what was done to it and to what it has booked: by which kind of people, and why."""

from typing import Any

import pytest

from booking.actions.acts import write_act
from booking.actions.bookings import cancel
from booking.actions.memberships import change_role
from booking.models import Booking, Group, Membership, Person
from facilities.models import Room
from tests.booking.api.callers import get, signed_in
from tests.factories import NOW, a_booking, a_facility, span
from tests.people import a_band, staff

WHY = "推薦の面接が決まったので"


@pytest.fixture
def band(teen: Person) -> Group:
    return a_band(teen)


@pytest.fixture
def booking(room: Room, teen: Person, band: Group) -> Booking:
    return a_booking(room, span("2026-12-04", "17:00", "19:00"), teen, group=band)


def told(person: Person, group: Group) -> dict[str, Any]:
    [deed] = get(signed_in(person), f"groups/{group.public_id}/acts/").json()["results"]
    return {key: deed[key] for key in ("verb", "by", "why")}


def test_the_halls_reason_is_told_with_what_it_did(booking: Booking, band: Group, teen: Person) -> None:
    cancel(booking=booking, actor=staff(booking.room.facility), now=NOW, why="機材の故障で")
    assert told(teen, band) == {"verb": "cancel", "by": "desk", "why": "機材の故障で"}


@pytest.mark.parametrize("serves", ["here", "elsewhere", "nowhere"])
def test_what_a_deputy_wrote_for_the_hall_is_not_told_whatever_post_they_hold(
    booking: Booking, band: Group, teen: Person, serves: str
) -> None:
    halls = {"here": [booking.room.facility], "elsewhere": [a_facility("nukui")], "nowhere": []}
    deputy = staff(*halls[serves])
    Membership.objects.create(group=band, person=deputy, role=Membership.Role.DEPUTY)
    cancel(booking=booking, actor=deputy, now=NOW, why=WHY)
    assert told(teen, band) == {"verb": "cancel", "by": "member", "why": ""}
    assert told(deputy, band) == {"verb": "cancel", "by": "me", "why": ""}


def test_it_stays_the_halls_when_whoever_did_it_serves_no_more(
    booking: Booking, band: Group, teen: Person
) -> None:
    desk = staff(booking.room.facility)
    cancel(booking=booking, actor=desk, now=NOW, why="機材の故障で")
    desk.posts.all().delete()
    Person.objects.filter(pk=desk.pk).update(is_staff=False)
    assert told(teen, band) == {"verb": "cancel", "by": "desk", "why": "機材の故障で"}


def test_what_the_service_did_has_nobodys_reason(booking: Booking, band: Group, teen: Person) -> None:
    write_act(booking=booking, verb="lapse", actor=None, now=NOW)
    assert told(teen, band) == {"verb": "lapse", "by": "service", "why": ""}


def test_a_role_in_the_group_is_no_post_of_the_halls(band: Group, teen: Person) -> None:
    friend = band.memberships.get(role=Membership.Role.MEMBER, person__birth_date__year=2009).person
    change_role(group=band, actor=teen, person=friend, role=Membership.Role.DEPUTY, now=NOW)
    [deed] = get(signed_in(friend), f"groups/{band.public_id}/acts/").json()["results"]
    assert (deed["by"], deed["what"]) == ("member", "グループでの役わりを変えました")

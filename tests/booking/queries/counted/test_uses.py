"""A supported child-rearing group that was in a room has used it, in the figure of its office."""

from datetime import date

import pytest

from booking.actions.supported import leave_network
from booking.models import Group, Membership, Person
from booking.queries.counted.source import Year
from booking.queries.counted.uses import SOURCE
from booking.queries.evidence import evidence
from booking.rules.lifecycle import State
from facilities.models import Room
from tests.booking.activities import the_office
from tests.booking.supporting import stands
from tests.factories import NOW, TOKYO, a_band_room, a_booking, at, span
from tests.people import a_high_schooler

pytestmark = pytest.mark.django_db
IN_2026 = Year(date(2026, 4, 1), date(2027, 3, 31), TOKYO, at("2027-03-31 22:00"))


@pytest.fixture
def leader() -> Person:
    return a_high_schooler()


@pytest.fixture
def circle(leader: Person) -> Group:
    """It stands in the network by Child-rearing Support."""
    group = Group.objects.create(name="ぽかぽかひろば", kind=Group.Kind.CIRCLE)
    Membership.objects.create(group=group, person=leader, role=Membership.Role.LEADER)
    stands(group, leader, the_office())
    return group


@pytest.fixture
def room() -> Room:
    return a_band_room()


def used(room: Room, group: Group, leader: Person, day: str, state: State = State.USED) -> str:
    return a_booking(room, span(day, "10:00", "12:00"), leader, group=group, state=state).public_id


def test_what_was_used_is_counted_and_what_was_left_empty_or_given_up_is_not(
    circle: Group, leader: Person, room: Room
) -> None:
    key = used(room, circle, leader, "2026-12-01")
    for day, state in (
        ("2026-12-02", State.NO_SHOW),
        ("2026-12-03", State.CANCELLED),
        ("2026-12-04", State.BOOKED),
    ):
        used(room, circle, leader, day, state)
    (one,) = SOURCE.records(IN_2026)
    assert (one.key, one.day.isoformat(), one.department) == (key, "2026-12-01", "child-rearing")


def test_it_is_counted_in_the_fiscal_year_of_its_day_and_not_before_it_has_begun(
    circle: Group, leader: Person, room: Room
) -> None:
    used(room, circle, leader, "2026-03-31")
    used(room, circle, leader, "2026-12-05", State.IN_USE)
    used(room, circle, leader, "2027-04-01")
    assert [one.day.isoformat() for one in SOURCE.records(IN_2026)] == ["2026-12-05"]
    assert list(SOURCE.records(IN_2026._replace(now=at("2026-12-05 09:59")))) == []


def test_who_has_left_the_network_is_not_counted(circle: Group, leader: Person, room: Room) -> None:
    used(room, circle, leader, "2026-12-01")
    leave_network(group=circle, actor=leader, now=NOW)
    assert list(SOURCE.records(IN_2026)) == []


def test_it_is_shown_with_the_group_and_its_room_and_nobodys_name(
    circle: Group, leader: Person, room: Room
) -> None:
    used(room, circle, leader, "2026-12-01")
    (shown,) = evidence(SOURCE.records(IN_2026))
    assert (shown.what, shown.where) == ("ぽかぽかひろば", "東児童館 音楽室")

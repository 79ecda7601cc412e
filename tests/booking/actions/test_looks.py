"""Whoever looks at somebody else's booking leaves a trace; whoever looks at their own leaves none."""

import pytest

from booking.actions.emergencies import look_up_contacts
from booking.actions.looks import contacts, find_people, look_up
from booking.models import Act, Caller, Membership
from booking.queries.acts import log_of
from booking.queries.bookings import Absent
from booking.rules.staff import Role
from tests.factories import NOW, a_booking, a_facility, a_hall, a_room, span
from tests.people import a_band, a_guardian, a_high_schooler, a_third_grader, a_young_adult, staff

pytestmark = pytest.mark.django_db
SATURDAY = span("2026-12-05", "10:00", "12:00")


def test_a_look_of_the_desk_at_a_members_booking_is_logged_as_keys() -> None:
    room, haruka = a_room(), a_high_schooler(name="小金井はるか")
    booking, desk = a_booking(room, SATURDAY, haruka), staff(room.facility)
    assert look_up(public_id=booking.public_id, reader=desk, now=NOW) == booking
    act = Act.objects.get()
    assert (act.verb, act.actor, act.at) == ("look", desk, NOW)
    assert (act.subject, act.subject_id) == ("person", haruka.public_id)
    assert (act.before, act.after) == ({}, {"booking": booking.public_id})


def test_a_look_at_ones_own_is_not_logged_and_a_foreign_one_finds_nothing() -> None:
    room, haruka = a_room(), a_high_schooler()
    booking = a_booking(room, SATURDAY, haruka)
    assert look_up(public_id=booking.public_id, reader=haruka, now=NOW) == booking
    for reader in (a_high_schooler(), staff(), staff(a_facility("honcho"))):
        with pytest.raises(Absent):
            look_up(public_id=booking.public_id, reader=reader, now=NOW)
    assert not Act.objects.exists()


def test_what_the_hall_itself_holds_tells_of_nobody() -> None:
    room = a_room()
    booking = a_booking(room, SATURDAY)
    assert look_up(public_id=booking.public_id, reader=staff(room.facility), now=NOW) == booking
    assert not Act.objects.exists()


def test_the_contacts_of_a_group_are_its_adult_and_its_leader_and_each_look_is_logged() -> None:
    room, leader = a_room(), a_high_schooler(name="小金井はるか", phone="090-0000-0001")
    adult = a_young_adult(name="森葉子", phone="090-0000-0002")
    band = a_band(leader)
    Membership.objects.create(group=band, person=adult, role=Membership.Role.ADULT_CONTACT)
    booking = a_booking(room, SATURDAY, leader, group=band)
    told = contacts(booking=booking, reader=staff(room.facility), now=NOW)
    assert [(one.role, one.phone) for one in told] == [
        ("adult_contact", "090-0000-0002"),
        ("leader", "090-0000-0001"),
    ]
    looks = Act.objects.filter(verb="look", subject="person")
    assert {act.subject_id for act in looks} == {leader.public_id, adult.public_id}
    assert {act.after["looked_at"] for act in looks} == {"contact"}
    assert "090" not in str(list(looks.values()))


def test_a_minors_guardians_can_be_called() -> None:
    room, child = a_room(), a_third_grader()
    a_guardian(child, phone="042-000-0003")
    a_guardian(child, name="去った人", phone="042-000-0004", stopped_at=NOW)
    told = contacts(booking=a_booking(room, SATURDAY, child), reader=staff(room.facility), now=NOW)
    assert [(one.role, one.phone) for one in told] == [("booker", ""), ("guardian", "042-000-0003")]


def test_whoever_audits_the_hall_finds_whose_numbers_were_seen() -> None:
    room, child = a_room(), a_third_grader()
    parent = a_guardian(child, phone="042-000-0003")
    a_guardian(child, name="電話のない人", phone="")
    booking, desk = a_booking(room, SATURDAY, child), staff(room.facility, role=Role.EVENING)
    look_up(public_id=booking.public_id, reader=desk, now=NOW)
    assert not log_of(room.facility).exists(), "that somebody looked at the day's bookings fills no log"
    contacts(booking=booking, reader=desk, now=NOW)
    seen = {(act.subject, act.subject_id, act.verb) for act in log_of(room.facility)}
    assert seen == {("person", child.public_id, "look"), ("guardian", parent.public_id, "see_number")}
    assert not log_of(a_facility("honcho")).exists()


def test_whoever_audits_finds_that_a_callers_number_was_seen() -> None:
    room = a_room()
    called = a_booking(room, SATURDAY)
    Caller.objects.create(booking=called, name="田中", phone="000-000-0000")
    contacts(booking=called, reader=staff(room.facility, role=Role.CONTRACTOR), now=NOW)
    assert [(act.subject, act.subject_id) for act in log_of(room.facility)] == [("caller", called.public_id)]


def test_how_members_are_reached_is_only_for_those_who_may_see_it() -> None:
    room = a_room()
    booking = a_booking(room, SATURDAY, a_high_schooler())
    for reader in (
        staff(room.facility, role=Role.CONTRACTOR),
        staff(a_facility("honcho")),
        a_high_schooler(),
    ):
        with pytest.raises(Absent):
            contacts(booking=booking, reader=reader, now=NOW)
    assert not Act.objects.exists()


def test_a_caller_is_seen_by_the_desk_and_logged_at_the_booking() -> None:
    room = a_room()
    booking = a_booking(room, SATURDAY)
    Caller.objects.create(booking=booking, name="山田", phone="090-1234-5678")
    told = contacts(booking=booking, reader=staff(room.facility, role=Role.CONTRACTOR), now=NOW)
    assert [(one.role, one.name, one.phone) for one in told] == [("caller", "山田", "090-1234-5678")]
    act = Act.objects.get()
    assert (act.verb, act.subject, act.subject_id, act.after) == ("look", "caller", booking.public_id, {})


def test_people_are_searched_at_ones_own_hall_alone() -> None:
    hall = a_hall()
    with pytest.raises(Absent):
        find_people(words=["よるかぜ"], hall=hall, reader=staff(a_facility("nukui")), now=NOW)


def test_a_look_while_the_house_is_closed_stands_in_the_halls_log() -> None:
    room, haruka = a_room(), a_high_schooler(phone="090-0000-0001")
    booking = a_booking(room, SATURDAY, haruka)
    booking.people.set([haruka])
    look_up_contacts(booking=booking, actor=staff(room.facility), now=NOW)
    (look,) = log_of(room.facility, NOW, NOW + 1)
    assert (look.subject_id, look.after["looked_at"]) == (haruka.public_id, "contact")

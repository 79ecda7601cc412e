"""A hall names a group of children its committee; what it books is a meeting, and counted."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError

from booking.actions.changes import Stale
from booking.actions.committees import (
    Elsewhere,
    NoContact,
    NotChildren,
    credit_committee,
    end_city_committee,
    end_committee,
    name_city_committee,
    name_committee,
)
from booking.actions.programmes import About, make_programme
from booking.models import Act, Booking, Committee, Group, Membership, Person, Post
from booking.queries.bookings import Absent
from booking.queries.committees import city_committees, committees_at, met_at, planned_by
from booking.queries.counted.committees import SOURCE
from booking.queries.counted.source import Year
from booking.rules.indicators import Kind
from booking.rules.lifecycle import State
from booking.rules.staff import Role
from facilities.models import Department, Facility
from tests.booking.programmes import a_department
from tests.booking.songs import the_songs
from tests.factories import NOW, TODAY, a_booking, a_facility, a_hall, span, the_room
from tests.people import a_band, a_high_schooler, a_senior, staff

pytestmark = pytest.mark.django_db
YEAR = Year(date(2026, 4, 1), date(2027, 3, 31), ZoneInfo("Asia/Tokyo"), NOW)


@pytest.fixture
def hall() -> Facility:
    return a_hall()


@pytest.fixture
def desk(hall: Facility) -> Person:
    return staff(hall)


@pytest.fixture
def children() -> Group:
    """With an adult whom the desk may call."""
    group = a_band(a_high_schooler())
    group.kind = Group.Kind.CHILDREN
    group.save()
    Membership.objects.create(group=group, person=a_senior(), role=Membership.Role.ADULT_CONTACT)
    return group


def named(group: Group, hall: Facility, desk: Person) -> None:
    name_committee(group=group, facility=hall, actor=desk, now=NOW)


def an_office(hall: Facility) -> tuple[Department, Person]:
    """The hall's department, and somebody of it."""
    office, officer = a_department(hall), staff()
    Post.objects.create(person=officer, department=office, role=Role.OFFICE)
    return office, officer


def in_the_city(group: Group, office: Department, officer: Person) -> None:
    name_city_committee(group=group, department=office, actor=officer, now=NOW)


def test_a_group_of_children_is_named_once_and_stands_at_its_hall(
    children: Group, hall: Facility, desk: Person
) -> None:
    named(children, hall, desk)
    named(children, hall, desk)
    assert [one.group for one in committees_at(hall)] == [children]
    assert [act.verb for act in Act.objects.all()] == ["name_committee"]


def test_neither_a_band_nor_a_group_without_an_adult_is_named(
    children: Group, hall: Facility, desk: Person
) -> None:
    with pytest.raises(NotChildren):
        named(a_band(a_high_schooler()), hall, desk)
    children.memberships.filter(role=Membership.Role.ADULT_CONTACT).delete()
    with pytest.raises(NoContact):
        named(children, hall, desk)


def test_another_halls_committee_is_not_taken_away_and_one_that_ended_may_begin_anew(
    children: Group, hall: Facility, desk: Person
) -> None:
    named(children, hall, desk)
    other = a_facility("elsewhere")
    with pytest.raises(Elsewhere):
        named(children, other, staff(other))
    end_committee(group=children, facility=hall, actor=desk, now=NOW)
    assert not committees_at(hall).exists()
    named(children, other, staff(other))
    assert [one.group for one in committees_at(other)] == [children]


def test_only_who_answers_for_programmes_there_names_one(children: Group, hall: Facility) -> None:
    with pytest.raises(Absent):
        named(children, hall, staff(hall, role=Role.EVENING))


def test_one_of_the_whole_city_stands_with_its_department_and_at_no_hall(
    children: Group, hall: Facility
) -> None:
    office, officer = an_office(hall)
    in_the_city(children, office, officer)
    assert [one.group for one in committees_at(office)] == [children]
    assert [one.department for one in city_committees()] == [office]
    assert not committees_at(hall).exists()
    with pytest.raises(Elsewhere):
        named(children, hall, staff(hall))
    end_city_committee(group=children, department=office, actor=officer, now=NOW)
    assert not city_committees().exists()
    named(children, hall, staff(hall))
    assert [one.group for one in committees_at(hall)] == [children]
    assert not city_committees().exists()


def test_a_post_at_a_hall_names_none_for_the_city_and_another_department_ends_none(
    children: Group, hall: Facility
) -> None:
    office, officer = an_office(hall)
    with pytest.raises(Absent):
        in_the_city(children, office, staff(hall, role=Role.MANAGER))
    in_the_city(children, office, officer)
    other = a_department(slug="welfare", name="福祉推進課")
    Post.objects.create(person=officer, department=other, role=Role.OFFICE)
    with pytest.raises(Absent):
        end_city_committee(group=children, department=other, actor=officer, now=NOW)


@pytest.mark.parametrize("of", ["both", "neither"])
def test_a_committee_is_of_a_hall_or_of_a_department_and_never_of_both(
    children: Group, hall: Facility, of: str
) -> None:
    both = {"facility": hall, "department": a_department(hall)} if of == "both" else {}
    with pytest.raises(IntegrityError):
        Committee.objects.create(group=children, since=NOW, **both)


def test_the_meetings_of_the_citys_committee_are_its_departments_and_of_no_hall(
    children: Group, hall: Facility
) -> None:
    office, officer = an_office(hall)
    in_the_city(children, office, officer)
    room, leader = the_room(hall, "band"), children.members.first()
    one = a_booking(room, span("2026-11-07", "10:00", "11:00"), leader, state=State.USED)
    Booking.objects.filter(pk=one.pk).update(group=children)
    [met] = met_at(office, TODAY, NOW)
    assert (met.times, met.next) == (1, None)
    [record] = SOURCE.records(YEAR)
    assert (record.department, record.of, record.body) == ("children", "", children.public_id)


def test_what_an_office_leads_was_thought_of_by_its_own_committee_and_by_no_halls(
    children: Group, hall: Facility
) -> None:
    office, officer = an_office(hall)
    about = About(name="市の子どもまつり")
    festival = make_programme(department=office, facility=None, about=about, actor=officer, now=NOW)
    named(children, hall, officer)
    told = {"programme": festival, "group": children, "seen": 1, "actor": officer, "now": NOW}
    with pytest.raises(Absent):
        credit_committee(**told)
    end_committee(group=children, facility=hall, actor=officer, now=NOW)
    in_the_city(children, office, officer)
    assert credit_committee(**told).planned_by == children


def test_a_halls_programme_may_be_the_idea_of_the_citys_committee(
    children: Group, hall: Facility, desk: Person
) -> None:
    songs = the_songs(hall, desk)
    songs.refresh_from_db()
    office = songs.department
    officer = staff()
    Post.objects.create(person=officer, department=office, role=Role.OFFICE)
    in_the_city(children, office, officer)
    credit_committee(programme=songs, group=children, seen=songs.revision, actor=desk, now=NOW)
    assert list(planned_by([children])) == [songs]


def test_its_bookings_are_its_meetings_and_what_was_not_used_is_none(
    children: Group, hall: Facility, desk: Person
) -> None:
    named(children, hall, desk)
    room, leader = the_room(hall, "band"), children.members.first()
    for day, state in (
        ("2026-11-07", State.USED),
        ("2026-11-14", State.NO_SHOW),
        ("2026-12-12", State.BOOKED),
    ):
        one = a_booking(room, span(day, "10:00", "11:00"), leader, state=state)
        Booking.objects.filter(pk=one.pk).update(group=children)
    [met] = met_at(hall, TODAY, NOW)
    assert (met.times, met.next) == (1, span("2026-12-12", "10:00", "11:00").start)
    [record] = SOURCE.records(YEAR)
    assert (record.kind, record.day, record.of) == (Kind.COMMITTEE, date(2026, 11, 7), hall.slug)
    [shown] = SOURCE.shown([record])
    assert (shown.what, shown.where) == (children.name, hall.name)


def test_a_programme_says_which_committee_of_its_hall_thought_of_it(
    children: Group, hall: Facility, desk: Person
) -> None:
    songs = the_songs(hall, desk)
    songs.refresh_from_db()
    with pytest.raises(Absent):
        credit_committee(programme=songs, group=children, seen=songs.revision, actor=desk, now=NOW)
    named(children, hall, desk)
    credit_committee(programme=songs, group=children, seen=songs.revision, actor=desk, now=NOW)
    assert list(planned_by([children])) == [songs]
    with pytest.raises(Stale):
        credit_committee(programme=songs, group=None, seen=songs.revision, actor=desk, now=NOW)

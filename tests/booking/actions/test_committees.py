"""A hall names a group of children its committee; what it books is a meeting, and counted."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from booking.actions.changes import Stale
from booking.actions.committees import (
    Elsewhere,
    NoContact,
    NotChildren,
    credit_committee,
    end_committee,
    name_committee,
)
from booking.models import Act, Booking, Group, Membership, Person
from booking.queries.bookings import Absent
from booking.queries.committees import committees_at, met_at, planned_by
from booking.queries.counted.committees import SOURCE
from booking.queries.counted.source import Year
from booking.rules.indicators import Kind
from booking.rules.lifecycle import State
from booking.rules.staff import Role
from facilities.models import Facility
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

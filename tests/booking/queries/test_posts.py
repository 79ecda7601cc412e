"""At which halls somebody serves, and what they may do there."""

from datetime import date

import pytest

from booking.models import Person, Post
from booking.queries.posts import (
    desk_at,
    desks_of,
    halls_where,
    may,
    may_anywhere,
    posts_at,
    serves,
    staff_of,
)
from booking.rules.staff import RIGHTS, Right, Role
from facilities.models import Department, Facility
from tests.factories import NOW, a_facility, at
from tests.people import a_person, staff

pytestmark = pytest.mark.django_db


def rights(person: Person, hall: Facility, now: int = NOW) -> frozenset[Right]:
    found = desk_at(person, hall.slug, now)
    assert found is not None
    return found[1]


def halls(person: Person, now: int = NOW) -> list[Facility]:
    return [hall for hall, _ in desks_of(person, now)]


def test_a_post_at_a_hall_gives_the_rights_of_its_role_there_and_nowhere_else() -> None:
    hall, other = a_facility(), a_facility("nukui")
    person = staff(hall, role=Role.EVENING)
    assert rights(person, hall) == RIGHTS[Role.EVENING]
    assert rights(person, other) == frozenset()


def test_at_no_hall_nobody_has_a_right() -> None:
    assert not may(staff(a_facility(), role=Role.MANAGER), Right.DESK, [], NOW)


def test_a_post_at_a_department_holds_at_its_halls() -> None:
    children = Department.objects.create(slug="children", name_ja="児童青少年課")
    hall, other = a_facility(department=children), a_facility("honcho")
    person = a_person(date(1980, 5, 5), is_staff=True)
    Post.objects.create(person=person, department=children, role=Role.OFFICE)
    assert rights(person, hall) == RIGHTS[Role.OFFICE]
    assert rights(person, other) == frozenset()
    assert halls(person) == [hall]


def test_a_post_holds_to_the_end_of_its_last_day() -> None:
    hall, person = a_facility(), staff(role=Role.DESK)
    Post.objects.create(person=person, facility=hall, until=date(2027, 3, 31))
    assert Right.DESK in rights(person, hall, at("2027-03-31 23:59"))
    assert rights(person, hall, at("2027-04-01 00:00")) == frozenset()
    assert halls(person, at("2027-04-01 00:00")) == []


def test_who_is_at_the_desk_of_one_hall_does_not_serve_two() -> None:
    hall, other = a_facility(), a_facility("nukui")
    person = staff(hall)
    assert serves(person, [hall.pk], NOW)
    assert not serves(person, [hall.pk, other.pk], NOW)


def test_who_only_teaches_at_a_hall_does_not_serve_at_its_desk() -> None:
    hall = a_facility()
    person = staff(hall, role=Role.INSTRUCTOR)
    assert not serves(person, [hall.pk], NOW)
    assert may(person, Right.COURSES, [hall.pk], NOW)


def test_what_a_post_allows_ends_with_its_last_day_though_nobody_has_swept_it_away() -> None:
    hall, person = a_facility(), staff(role=Role.DESK)
    Post.objects.create(person=person, facility=hall, role=Role.MANAGER, until=date(2027, 3, 31))
    last, after = at("2027-03-31 23:59"), at("2027-04-01 00:00")
    for now, stands in ((last, True), (after, False)):
        assert may(person, Right.STAFF, [hall.pk], now) is stands
        assert may_anywhere(person, Right.RECORDS, now) is stands
        assert halls_where(person, Right.DESK, now) == [hall] * stands
        assert list(staff_of(hall, Right.DESK, now)) == [person] * stands
        assert [post.person for post in posts_at(hall, now)] == [person] * stands


def test_in_a_session_without_the_second_factor_no_post_counts() -> None:
    hall = a_facility()
    person = staff(hall)
    person.confirmed = False
    assert not serves(person, [hall.pk], NOW)
    assert halls_where(person, Right.DESK, NOW) == []
    assert desk_at(person, hall.slug, NOW) == (hall, RIGHTS[Role.DESK]), "the door still knows whom to ask"

"""At which halls somebody serves, and what they may do there."""

from datetime import date

import pytest

from booking.models import Post
from booking.queries.posts import halls_of, may, rights_at, serves
from booking.rules.staff import RIGHTS, Right, Role
from facilities.models import Department
from tests.factories import TODAY, a_facility
from tests.people import a_person, staff

pytestmark = pytest.mark.django_db


def test_a_post_at_a_hall_gives_the_rights_of_its_role_there_and_nowhere_else() -> None:
    hall, other = a_facility(), a_facility("nukui")
    person = staff(hall, role=Role.EVENING)
    assert rights_at(person, hall, TODAY) == RIGHTS[Role.EVENING]
    assert rights_at(person, other, TODAY) == frozenset()


def test_a_post_at_a_department_holds_at_its_halls() -> None:
    children = Department.objects.create(slug="children", name_ja="児童青少年課")
    hall, other = a_facility(department=children), a_facility("honcho")
    person = a_person(date(1980, 5, 5), is_staff=True)
    Post.objects.create(person=person, department=children, role=Role.OFFICE)
    assert rights_at(person, hall, TODAY) == RIGHTS[Role.OFFICE]
    assert rights_at(person, other, TODAY) == frozenset()
    assert halls_of(person, TODAY) == [hall]


def test_a_post_holds_to_the_end_of_its_last_day() -> None:
    hall, person = a_facility(), staff(role=Role.DESK)
    Post.objects.create(person=person, facility=hall, until=date(2027, 3, 31))
    assert Right.DESK in rights_at(person, hall, date(2027, 3, 31))
    assert rights_at(person, hall, date(2027, 4, 1)) == frozenset()
    assert halls_of(person, date(2027, 4, 1)) == []


def test_who_is_at_the_desk_of_one_hall_does_not_serve_two() -> None:
    hall, other = a_facility(), a_facility("nukui")
    person = staff(hall)
    assert serves(person, [hall.pk])
    assert not serves(person, [hall.pk, other.pk])


def test_who_only_teaches_at_a_hall_does_not_serve_at_its_desk() -> None:
    hall = a_facility()
    person = staff(hall, role=Role.INSTRUCTOR)
    assert not serves(person, [hall.pk])
    assert may(person, Right.COURSES, [hall.pk])

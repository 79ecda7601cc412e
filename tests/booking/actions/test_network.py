"""The bodies around a child: an office keeps them, as everybody reads them, and takes back what it did."""

import pytest

from booking.actions.changes import Stale
from booking.actions.network import (
    NoWay,
    Told,
    add_body,
    change_body,
    put_up_body,
    take_down_body,
)
from booking.actions.texts import Missing, NoNumber, Unfit
from booking.models import Act, NetworkBody
from booking.queries.bookings import Absent
from booking.queries.network import shown_bodies
from booking.rules.staff import Role
from facilities.models import Department
from tests.booking.activities import the_office
from tests.booking.network import TEXTS, a_body, told
from tests.booking.programmes import a_department
from tests.factories import NOW, a_hall
from tests.people import staff

pytestmark = pytest.mark.django_db


def test_a_body_that_an_office_adds_is_found_by_everybody_in_the_citys_order_the_centre_first() -> None:
    office = the_office()
    a_body(office, told(name_ja="二番め", position=2))
    a_body(office, told(name_ja="一番め", position=1))
    a_body(office, told(name_ja="センター", centre=True, position=9))
    assert [one.name_ja for one in shown_bodies()] == ["センター", "一番め", "二番め"]


def test_only_somebody_of_the_office_itself_keeps_its_bodies() -> None:
    made = a_body(the_office())
    hall = a_hall()
    manager = staff(hall, role=Role.MANAGER)
    hall.department = made.department
    hall.save()
    other = the_office("welfare")
    for stranger in (manager, other):
        with pytest.raises(Absent):
            add_body(department=made.department, told=told(), actor=stranger, now=NOW)
        with pytest.raises(Absent):
            change_body(body=made, told=told(name_ja="x"), actor=stranger, now=NOW)
        with pytest.raises(Absent):
            take_down_body(body=made, actor=stranger, now=NOW)
    assert NetworkBody.objects.get().name_ja == TEXTS["name_ja"]


def test_the_centre_has_a_number_because_it_stands_in_the_first_line() -> None:
    with pytest.raises(NoWay):
        a_body(the_office(), told("", centre=True))


@pytest.mark.parametrize(
    ("tells", "why", "field"),
    [
        (told(name_ja=" "), Missing, "name_ja"),
        (told(about_ja=""), Missing, "about_ja"),
        (told(about_en="x" * 201), Unfit, "about_en"),
        (told(hours_ja="\u202e"), Unfit, "hours_ja"),
        (told("おばあちゃん"), NoNumber, "phone"),
    ],
)
def test_what_cannot_be_told_names_its_field(tells: Told, why: type[Exception], field: str) -> None:
    with pytest.raises(why) as caught:
        a_body(the_office(), tells)
    assert caught.value.field == field
    assert not NetworkBody.objects.exists()


def test_a_change_is_made_to_what_was_read_and_to_nothing_newer() -> None:
    office = the_office()
    made = a_body(office)
    change_body(body=NetworkBody.objects.get(), told=told(name_en="Health Centre"), actor=office, now=NOW + 1)
    with pytest.raises(Stale):
        change_body(body=made, told=told(name_en="Clinic"), actor=office, now=NOW + 2)
    assert NetworkBody.objects.get().name_en == "Health Centre"
    # An Act keeps which fields changed, and not what was written.
    assert Act.objects.get(verb="change_body").after == {"fields": ["name_en"]}


def test_what_is_taken_down_nobody_finds_until_it_is_put_up_again() -> None:
    office = the_office()
    made = a_body(office)
    for _twice in range(2):
        take_down_body(body=made, actor=office, now=NOW)
    assert shown_bodies() == []
    put_up_body(body=made, actor=office, now=NOW)
    assert [one.pk for one in shown_bodies()] == [made.pk]
    verbs = Act.objects.filter(subject="body").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["add_body", "take_down_body", "put_up_body"]


def test_a_department_that_is_not_the_actors_is_not_there_for_them() -> None:
    a_department(a_hall(), slug="other", name="よその課")
    other = Department.objects.get(slug="other")
    with pytest.raises(Absent):
        add_body(department=other, told=told(), actor=the_office(), now=NOW)

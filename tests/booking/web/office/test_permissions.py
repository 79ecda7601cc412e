"""The matrix of the offices' pages: which right opens each address, walked by every role."""

from collections.abc import Mapping

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import resolve, reverse

from booking.models import Person
from booking.rules.staff import RIGHTS, Right, Role
from booking.web.office.urls import urlpatterns
from tests.booking.activities import asked, the_office
from tests.booking.programmes import FILE
from tests.factories import a_hall
from tests.people import a_high_schooler, staff

pytestmark = pytest.mark.django_db

MATRIX: Mapping[str, Right] = {
    "office": Right.FIGURES,
    "office-plan": Right.FIGURES,
    "office-evidence": Right.FIGURES,
    "office-figures": Right.FIGURES,
    "office-figures-year": Right.FIGURES,
}
# Of one department, whose year it is: a post at a hall of it opens none of these, either.
OF_YEARS: Mapping[str, Right] = {
    "office-years": Right.FIGURES,
    "office-year-pick": Right.FIGURES,
    "office-year": Right.FIGURES,
    "office-year-close": Right.FIGURES,
    "office-year-reopen": Right.FIGURES,
    "office-year-correct": Right.FIGURES,
    "office-words": Right.FIGURES,
    "office-aim": Right.FIGURES,
    "office-aim-strike": Right.FIGURES,
}
# Of one department: a post at a hall of it opens none of these.
OF_DEPARTMENTS: Mapping[str, Right] = {
    "office-activity": Right.PROGRAMMES,
    "office-days": Right.PROGRAMMES,
    "office-days-confirm": Right.PROGRAMMES,
    "office-day-return": Right.PROGRAMMES,
    "office-day-reopen": Right.PROGRAMMES,
    "office-reporters": Right.PROGRAMMES,
    "office-reporter": Right.PROGRAMMES,
    "office-reporter-renew": Right.PROGRAMMES,
    "office-reporter-revoke": Right.PROGRAMMES,
}
ALL = {**MATRIX, **OF_YEARS, **OF_DEPARTMENTS}
GIVEN = {
    "year": 2026,
    "programme": "B1",
    "department": "child-rearing",
    "place": 0,
    "public_id": "x",
    "row": "child-rearing",
    "figure": 1,
    "state": 1,
}


def address(name: str, public_id: str = "x") -> str:
    pattern = next(one for one in urlpatterns if one.name == name)
    given = {**GIVEN, "public_id": public_id}
    return reverse(name, kwargs={key: given[key] for key in pattern.pattern.converters})


def opened_by(person: Person, names: Mapping[str, Right], public_id: str = "x") -> set[str]:
    client = Client()
    client.force_login(person)
    return {name for name in names if client.get(address(name, public_id)).status_code != 404}


def test_every_address_of_the_offices_stands_in_the_matrix() -> None:
    assert {str(one.name): resolve(address(str(one.name))).func.right for one in urlpatterns} == ALL


@pytest.mark.parametrize("role", list(Role))
def test_a_role_opens_what_its_rights_say_and_nothing_else(role: Role) -> None:
    call_command("import_plan", FILE, stdout=None)
    opened = opened_by(staff(a_hall(), role=role), MATRIX)
    assert opened == {name for name, right in MATRIX.items() if right in RIGHTS[role]}


@pytest.mark.parametrize("role", list(Role))
def test_a_role_at_a_department_without_a_hall_opens_its_pages_and_the_plans(role: Role) -> None:
    made, _ = asked(the_office())
    opened = opened_by(the_office(role=role), ALL, made.public_id)
    # A button's address stands for itself: read, it leads nowhere.
    assert opened == {name for name, right in ALL.items() if right in RIGHTS[role]}


def test_a_post_at_a_hall_of_the_department_or_at_another_one_opens_none_of_its_pages() -> None:
    made, _ = asked(the_office())
    hall = a_hall()
    hall.department = made.department
    hall.save()
    manager, other = staff(hall, role=Role.MANAGER), the_office("welfare")
    assert opened_by(manager, {**OF_YEARS, **OF_DEPARTMENTS}, made.public_id) == set()
    # Its own list of departments is there for it, and leads to its own page.
    found = opened_by(other, {**OF_YEARS, **OF_DEPARTMENTS}, made.public_id)
    assert found == {"office-activity", "office-years"}


def test_what_is_another_departments_is_not_there_under_ones_own_address() -> None:
    made, _ = asked(the_office())
    other = the_office("welfare")
    client = Client()
    client.force_login(other)
    assert client.get(f"/office/activity/welfare/asked/{made.public_id}/").status_code == 404
    for verb in ("renew", "revoke"):
        assert client.post(f"/office/activity/welfare/asked/{made.public_id}/{verb}/").status_code == 404


def test_a_member_finds_no_office(client: Client) -> None:
    client.force_login(a_high_schooler())
    assert {client.get(address(name)).status_code for name in ALL} == {404}


def test_a_stranger_is_asked_to_sign_in(client: Client) -> None:
    assert all("/in/login/" in client.get(address(name)).headers["Location"] for name in ALL)

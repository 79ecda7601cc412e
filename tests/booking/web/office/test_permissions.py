"""The matrix of the offices' pages: which right opens each address, walked by every role."""

from collections.abc import Mapping

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import resolve, reverse

from booking.rules.staff import RIGHTS, Right, Role
from booking.web.office.urls import urlpatterns
from tests.booking.programmes import FILE
from tests.factories import a_hall
from tests.people import a_high_schooler, staff

pytestmark = pytest.mark.django_db

MATRIX: Mapping[str, Right] = {
    "office": Right.FIGURES,
    "office-plan": Right.FIGURES,
    "office-evidence": Right.FIGURES,
}
GIVEN = {"year": 2026, "programme": "B1", "department": "children", "place": 0}


def address(name: str) -> str:
    pattern = next(one for one in urlpatterns if one.name == name)
    return reverse(name, kwargs={key: GIVEN[key] for key in pattern.pattern.converters})


def test_every_address_of_the_offices_stands_in_the_matrix() -> None:
    assert {str(one.name): resolve(address(str(one.name))).func.right for one in urlpatterns} == MATRIX


@pytest.mark.parametrize("role", list(Role))
def test_a_role_opens_what_its_rights_say_and_nothing_else(role: Role) -> None:
    call_command("import_plan", FILE, stdout=None)
    client = Client()
    client.force_login(staff(a_hall(), role=role))
    opened = {name for name in MATRIX if client.get(address(name)).status_code != 404}
    assert opened == {name for name, right in MATRIX.items() if right in RIGHTS[role]}


def test_a_member_finds_no_office(client: Client) -> None:
    client.force_login(a_high_schooler())
    assert {client.get(address(name)).status_code for name in MATRIX} == {404}


def test_a_stranger_is_asked_to_sign_in(client: Client) -> None:
    assert all("/in/login/" in client.get(address(name)).headers["Location"] for name in MATRIX)

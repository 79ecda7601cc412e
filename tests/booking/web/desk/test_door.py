"""Who comes in, and where somebody comes to who opens the address of a button."""

import pytest
from django.test import Client

from booking.rules.staff import Role
from facilities.models import Facility
from tests.booking.web.desk.conftest import at_desk

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("button", "page"),
    [
        ("open/duty/", "open/"),
        ("open/close/1/lift/", "open/close/"),
        ("b/nothing1/do/cancel/", "b/nothing1/"),
        ("people/nobody/do/", "people/nobody/"),
        ("ok/b/nothing/", "ok/"),
        ("visit/nothing/", ""),
        ("notes/", ""),
        ("acts/1/undo/", "acts/"),
    ],
)
def test_the_address_of_a_button_leads_to_the_page_that_has_it(desk: Client, button: str, page: str) -> None:
    for read in (desk.get, desk.head):
        answer = read(f"/desk/higashi/{button}")
        assert (answer.status_code, answer.headers["Location"]) == (302, f"/desk/higashi/{page}")


def test_a_method_that_no_page_takes_is_still_refused(desk: Client) -> None:
    assert desk.put("/desk/higashi/notes/").status_code == 405
    assert desk.post("/desk/higashi/open/").status_code == 405


def test_whoever_has_no_right_learns_of_no_button(client: Client, hall: Facility) -> None:
    at_desk(client, hall, Role.AUDITOR)
    assert client.get("/desk/higashi/open/duty/").status_code == 404

"""The page of a hall's tablets: the address of a new one is shown once."""

import re

import pytest
from django.test import Client

from booking.models import Kiosk
from tests.factories import a_hall
from tests.people import a_manager

pytestmark = pytest.mark.django_db
PAGE = "/desk/higashi/doors/"


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(a_manager(a_hall()))
    return client


def test_the_address_is_shown_once_with_its_code_to_scan(desk: Client) -> None:
    made = desk.post(PAGE, {"room": "band", "name": "入口のタブレット"}).content.decode()
    (address,) = set(re.findall(r"http://testserver(/door/higashi/band/\?k=[0-9a-f]{40})", made))
    assert "<svg" in made
    assert desk.get(address).status_code == 200
    assert "?k=" not in desk.get(PAGE).content.decode()


def test_a_revoked_tablet_stays_on_the_list_as_one_that_is_gone(desk: Client) -> None:
    desk.post(PAGE, {"room": "band", "name": "入口"})
    desk.post(f"{PAGE}{Kiosk.objects.get().public_id}/revoke/")
    assert Kiosk.objects.get().revoked_at is not None
    assert "使えなくした画面" in desk.get(PAGE).content.decode()


def test_a_name_is_needed_and_a_room_of_the_hall(desk: Client) -> None:
    answer = desk.post(PAGE, {"room": "band", "name": " "})
    assert (answer.status_code, "呼び名を" in answer.content.decode()) == (422, True)
    assert desk.post(PAGE, {"room": "nosuchroom", "name": "入口"}).status_code == 404

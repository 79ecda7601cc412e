"""The page of a hall's tablets: the address of a new one is shown once."""

import re

import pytest
from django.test import Client

from booking.models import Kiosk
from tests.factories import a_hall
from tests.people import a_manager

pytestmark = pytest.mark.django_db
PAGE = "/desk/higashi/doors/"
NEW = {"room": "band", "name": "入口"}


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


def test_a_form_that_is_sent_twice_makes_one_tablet_and_the_address_that_is_seen_opens_it(
    desk: Client,
) -> None:
    first, last = (
        re.findall(r"/door/higashi/band/\?k=[0-9a-f]{40}", desk.post(PAGE, NEW).content.decode())[0]
        for _tap in range(2)
    )
    assert Kiosk.objects.count() == 1
    assert desk.get(first).status_code == 404, "nobody has seen it"
    assert desk.get(last).status_code == 200


def test_a_tablet_that_has_been_opened_keeps_its_address(desk: Client) -> None:
    (address,) = set(
        re.findall(r"/door/higashi/band/\?k=[0-9a-f]{40}", desk.post(PAGE, NEW).content.decode())
    )
    desk.get(address)
    again = desk.post(PAGE, NEW)
    assert (again.status_code, "同じ呼び名の画面" in again.content.decode()) == (409, True)
    assert desk.get(address).status_code == 200


def test_the_name_of_one_that_was_stopped_is_free_again_and_so_is_that_of_another_room(desk: Client) -> None:
    desk.post(PAGE, NEW)
    desk.post(PAGE, {**NEW, "room": "craft"})
    desk.post(f"{PAGE}{Kiosk.objects.get(room__slug='band').public_id}/revoke/")
    desk.post(PAGE, NEW)
    assert Kiosk.objects.count() == 3

"""Rooms as the API shows them to everybody."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from facilities.models import Equipment
from tests.factories import a_facility, a_room

pytestmark = pytest.mark.django_db


def test_a_room_is_told_with_its_id_its_equipment_and_what_is_known_of_access(client: Client) -> None:
    room = a_room(
        a_facility("nukui-minami"), "band", name_ja="音楽室", capacity=8, loud=True, hearing_loop=False
    )
    Equipment.objects.create(room=room, slug="drums", name_ja="ドラム", name_en="Drum kit", stock=1)
    told = client.get("/api/v1/rooms/nukui-minami/band/").json()
    assert (told["id"], told["hall"], told["slug"]) == ("nukui-minami/band", "nukui-minami", "band")
    assert (told["capacity"], told["loud"], told["bookable"]) == (8, True, True)
    assert (told["access"]["hearing_loop"], told["access"]["lift"]) == (False, None)
    assert told["equipment"] == [
        {"id": "drums", "name": {"ja": "ドラム", "reading": "", "en": "Drum kit"}, "stock": 1}
    ]


def test_a_halls_rooms_are_its_published_ones(client: Client) -> None:
    hall = a_facility("higashi")
    a_room(hall, "band", position=2)
    a_room(hall, "play", position=1)
    a_room(hall, "store", published=False)
    a_room(a_facility("midori"), "band")
    rooms = client.get("/api/v1/halls/higashi/rooms/").json()["results"]
    assert [room["id"] for room in rooms] == ["higashi/play", "higashi/band"]


@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/halls/elsewhere/rooms/",
        "/api/v1/halls/nowhere/rooms/",
        "/api/v1/rooms/elsewhere/band/",
        "/api/v1/rooms/higashi/store/",
        "/api/v1/rooms/higashi/nothing/",
    ],
)
def test_what_is_not_published_is_not_there(client: Client, address: str) -> None:
    a_room(a_facility("elsewhere", published=False), "band")
    a_room(a_facility("higashi"), "store", published=False)
    answer = client.get(address)
    assert answer.status_code == 404
    assert answer.json()["code"] == "not_found"


def test_fifty_rooms_cost_the_queries_of_ten(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    hall = a_facility("higashi")
    rooms = [a_room(hall, f"room-{number}") for number in range(10)]
    Equipment.objects.create(room=rooms[0], slug="drums", name_ja="ドラム")
    with django_assert_num_queries(3):
        client.get("/api/v1/halls/higashi/rooms/")
    for number in range(10, 50):
        a_room(hall, f"room-{number}")
    with django_assert_num_queries(3):
        assert len(client.get("/api/v1/halls/higashi/rooms/").json()["results"]) == 50


def test_letters_that_no_address_holds_are_not_found(client: Client) -> None:
    for address in (
        "/api/v1/rooms/higashi/バンド/",
        "/api/v1/rooms/higashi/band%20room/",
        "/api/v1/halls/a.b/",
    ):
        answer = client.get(address)
        assert answer.status_code == 404
        assert answer["Content-Type"] == "application/problem+json"

"""Tablets at doors by the API: the address of a new one is told once."""

from typing import Any

import pytest
from django.test import Client

from booking.models import Act, Kiosk
from facilities.models import Room
from tests.booking.api.callers import get, post

DOORS = "desk/higashi/doors/"
NEW = {"room": "band", "name": "入口"}


def test_the_address_is_told_once_and_opens_the_door(as_desk: Client, room: Room) -> None:
    made, again = (post(as_desk, DOORS, NEW, Idempotency_Key="d") for _ in range(2))
    assert (made.status_code, again.status_code) == (201, 201)
    address = made.json()["address"]
    assert as_desk.get(address).status_code == 200
    # Under the same key it is the same tablet, and its address is kept nowhere.
    assert again.json()["address"] is None
    assert again.json()["id"] == made.json()["id"]
    assert Kiosk.objects.count() == 1
    key = address.partition("?k=")[2]
    assert len(key) == 40
    assert key not in get(as_desk, DOORS).content.decode() + str(list(Act.objects.values()))


def test_the_list_says_when_one_was_last_alive_and_whether_it_shows_groups(
    as_desk: Client, room: Room
) -> None:
    address = post(as_desk, DOORS, {**NEW, "groups": True}).json()["address"]
    [told] = get(as_desk, DOORS).json()["results"]
    assert (told["room"], told["name"], told["groups"], told["seen_at"]) == ("band", "入口", True, None)
    as_desk.get(address)
    [told] = get(as_desk, DOORS).json()["results"]
    assert told["seen_at"] == "2026-12-02T16:10:00+09:00"


def test_one_that_nobody_has_opened_gets_another_address_and_the_first_is_void(
    as_desk: Client, room: Room
) -> None:
    first, last = (post(as_desk, DOORS, NEW).json()["address"] for _ in range(2))
    assert Kiosk.objects.count() == 1
    assert as_desk.get(first).status_code == 404
    assert as_desk.get(last).status_code == 200
    taken = post(as_desk, DOORS, NEW)
    assert (taken.status_code, taken.json()["code"]) == (409, "name_taken")
    assert "同じ呼び名の画面" in taken.json()["detail"]
    assert as_desk.get(last).status_code == 200


def test_a_revoked_one_opens_nothing_stays_on_the_list_and_frees_its_name(
    as_desk: Client, room: Room
) -> None:
    made = post(as_desk, DOORS, NEW).json()
    at = f"{DOORS}{made['id']}/revoke/"
    first, again = (post(as_desk, at) for _ in range(2))
    assert first.json()["revoked_at"] == "2026-12-02T16:10:00+09:00"
    assert again.json() == first.json()
    assert Act.objects.filter(verb="revoke_kiosk").count() == 1
    assert as_desk.get(made["address"]).status_code == 404
    other = post(as_desk, DOORS, NEW).json()
    assert [one["id"] for one in get(as_desk, DOORS).json()["results"]] == [other["id"], made["id"]]


@pytest.mark.parametrize(
    ("wrong", "named", "status"),
    [
        ({"name": " "}, "name", 422),
        ({"name": "a\u202eb"}, "name", 422),
        ({"name": "あ" * 51}, "name", 400),
        ({"groups": "yes"}, "groups", 400),
        ({"room": None}, "room", 400),
    ],
)
def test_what_makes_no_tablet_is_named(
    as_desk: Client, room: Room, wrong: dict[str, Any], named: str, status: int
) -> None:
    answer = post(as_desk, DOORS, {**NEW, **wrong})
    assert (answer.status_code, list(answer.json()["errors"])) == (status, [named])
    assert not Kiosk.objects.exists()


def test_a_room_or_a_tablet_of_another_hall_is_not_there(
    as_desk: Client, elsewhere: Client, room: Room
) -> None:
    assert post(as_desk, DOORS, {**NEW, "room": "nosuchroom"}).status_code == 404
    made = post(as_desk, DOORS, NEW).json()["id"]
    assert post(elsewhere, f"desk/nishi/doors/{made}/revoke/").status_code == 404
    assert get(elsewhere, "desk/nishi/doors/").json()["results"] == []
    assert Kiosk.objects.get().revoked_at is None

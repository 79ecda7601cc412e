"""Whoever comes without a booking, and rooms that nobody books."""

from typing import Any

import pytest
from django.test import Client

from booking.models import Booking, HourCount
from facilities.models import Facility, Room
from tests.booking.api.callers import get, post

AT = "desk/higashi/walk-ins/"
THREE = {"room": "higashi/band", "until": "2026-12-02T17:00:00+09:00", "counted": {"junior_high": 3}}


def test_they_are_let_in_counted_and_nameless_and_once_for_one_key(as_desk: Client, room: Room) -> None:
    free = {one["room"]: one["free_until"] for one in get(as_desk, AT).json()["results"]}
    assert free["higashi/band"] is not None
    made = [post(as_desk, AT, THREE, Idempotency_Key="w") for _ in range(2)]
    assert [one.status_code for one in made] == [201, 201]
    told = made[0].json()
    assert (told["id"], told["state"], told["who"]) == (made[1].json()["id"], "in_use", "")
    assert {band: heads for band, heads in told["counts"]["part"].items() if heads} == {"junior_high": 3}
    taken = {one["room"]: one["taken"] for one in get(as_desk, AT).json()["results"]}
    assert taken["higashi/band"] is True
    second = post(as_desk, AT, THREE)
    assert second.status_code == 409


def test_it_is_taken_back(as_desk: Client, room: Room) -> None:
    made = post(as_desk, AT, THREE).json()["id"]
    back = post(as_desk, f"desk/higashi/bookings/{made}/not-let-in/")
    assert (back.json()["state"], back.json()["counts"]) == ("cancelled", {})


@pytest.mark.parametrize(
    ("wrong", "named", "status"),
    [
        ({"counted": {}}, "counted", 422),
        ({"counted": {"junior_high": 0}}, "counted", 422),
        ({"wait": "nobodynobody"}, "wait", 422),
        ({"room": "nishi/band"}, "room", 422),
        ({"until": "soon"}, "until", 400),
    ],
)
def test_what_cannot_be_let_in_is_named(
    as_desk: Client, room: Room, wrong: dict[str, Any], named: str, status: int
) -> None:
    answer = post(as_desk, AT, {**THREE, **wrong})
    assert (answer.status_code, list(answer.json()["errors"])) == (status, [named])
    assert not Booking.objects.exists()


def test_an_end_that_is_over_is_refused(as_desk: Client, room: Room) -> None:
    answer = post(as_desk, AT, {**THREE, "until": "2026-12-02T16:00:00+09:00"})
    assert (answer.status_code, answer.json()["code"]) == (409, "refused")


def test_an_hour_of_free_use_is_what_was_sent_last(as_desk: Client, hall: Facility) -> None:
    lobby = Room.objects.create(facility=hall, slug="lobby", name_ja="ロビー", bookable=False, published=True)
    at = "desk/higashi/rooms/lobby/hours/"
    for counted in ({"elementary": 6, "adult": 1}, {"elementary": 5}):
        sent = {"at": "2026-12-02T15:00:00+09:00", "counted": counted}
        assert post(as_desk, at, sent).json()["counted"] == counted
    assert list(HourCount.objects.filter(room=lobby).values_list("band", "count")) == [("elementary", 5)]
    begun = ("2026-12-02T15:30:00+09:00", "2026-12-02T17:00:00+09:00", "2019-12-02T15:00:00+09:00")
    for odd in begun:
        answer = post(as_desk, at, {"at": odd, "counted": {}})
        assert (answer.status_code, list(answer.json()["errors"])) == (422, ["at"])
    booked = post(
        as_desk, "desk/higashi/rooms/band/hours/", {"at": "2026-12-02T15:00:00+09:00", "counted": {}}
    )
    assert booked.status_code == 422

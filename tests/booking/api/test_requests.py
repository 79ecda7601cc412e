"""Asking the hall by the API: held until it answers, and what it offers instead is taken."""

from typing import Any

import pytest
from django.test import Client

from booking.actions.requests import propose
from booking.models import Booking, Person, Request
from booking.rules.lifecycle import State
from facilities.models import Facility
from tests.booking.api.callers import get, post
from tests.factories import ASKING, NOW, a_hall, span, the_room
from tests.people import staff

WISH: dict[str, Any] = {
    "room": "higashi/craft",
    "start": "2026-12-18T13:00:00+09:00",
    "end": "2026-12-18T15:00:00+09:00",
    "purpose": "other",
    "said": "文化祭のかざりを作ります。",
}


@pytest.fixture
def asking() -> Facility:
    return a_hall(ASKING)


def test_what_the_hall_alone_decides_is_held_until_it_answers(asking: Facility, as_teen: Client) -> None:
    assert post(as_teen, "bookings/", {k: v for k, v in WISH.items() if k != "said"}).json()["code"] == (
        "ask_hall"
    )
    first, again = (post(as_teen, "requests/", WISH, Idempotency_Key="r") for _ in range(2))
    assert (first.status_code, first.json()["state"]) == (201, "provisional")
    assert first.json()["id"] == again.json()["id"]
    assert Request.objects.get().said == WISH["said"]


@pytest.mark.parametrize("said", ["", "   ", "x" * 301, "a\u202eb"])
def test_nothing_is_asked_without_plain_words(asking: Facility, as_teen: Client, said: str) -> None:
    answer = post(as_teen, "requests/", {**WISH, "said": said})
    assert answer.status_code in (400, 422)
    assert list(answer.json()["errors"]) == ["said"]
    assert not Booking.objects.exists()


def test_one_asks_for_no_more_than_five_at_once(asking: Facility, as_teen: Client) -> None:
    days = [f"2026-12-{day}" for day in (16, 17, 18, 22, 23, 24)]
    wishes = [{**WISH, "start": f"{day}T13:00:00+09:00", "end": f"{day}T15:00:00+09:00"} for day in days]
    answers = [post(as_teen, "requests/", wish) for wish in wishes]
    assert "too_many" in [one.json().get("code") for one in answers]
    assert Request.objects.count() <= 5


def test_what_the_hall_offers_instead_is_taken(
    asking: Facility, teen: Person, as_teen: Client, as_other: Client
) -> None:
    booking = Booking.objects.get(public_id=post(as_teen, "requests/", WISH).json()["id"])
    later = span("2026-12-18", "15:00", "17:00")
    desk = staff(asking)
    propose(booking=booking, actor=desk, room=the_room(asking, "craft"), span=later, why="a", now=NOW)
    address = f"bookings/{booking.public_id}/"
    seen = get(as_teen, address).headers["ETag"]
    assert as_teen.post(f"/api/v1/{address}take/", "{}", "application/json").status_code == 428
    assert post(as_teen, f"{address}take/", If_Match='"0"').status_code == 412
    assert post(as_other, f"{address}take/").status_code == 404
    taken = post(as_teen, f"{address}take/", If_Match=seen).json()
    assert (taken["state"], taken["start"]) == ("booked", "2026-12-18T15:00:00+09:00")
    assert Booking.objects.get().state == State.BOOKED

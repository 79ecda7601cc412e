"""What is left of a time by the API: who waits for it, and one of them has it at once."""

from typing import Any

import pytest
from django.test import Client

from booking.models import Act, Booking, Person, Wait
from booking.rules.lifecycle import State
from facilities.models import Facility, Room
from tests.booking.api.callers import PROBLEM, get, post, signed_in
from tests.booking.waiting import served, the_slot, waits
from tests.factories import a_booking, at, span
from tests.people import a_band, a_high_schooler

SLOT = span("2026-12-04", "17:00", "19:00")


@pytest.fixture(autouse=True)
def _evening(settings: Any, _on_2_december: None) -> None:
    settings.CLOCK = "2026-12-04T17:15:00+09:00"


@pytest.fixture
def missing(room: Room) -> Booking:
    return a_booking(room, SLOT, a_high_schooler())


@pytest.fixture
def there(missing: Booking) -> str:
    return f"desk/higashi/bookings/{missing.public_id}/"


def a_wait(room: Room, name: str = "みずき") -> Wait:
    return waits(room, a_high_schooler(call_name=name, name="水木 葵"), the_slot(room))


def test_whoever_waits_is_told_in_their_order_by_what_they_are_called(
    as_desk: Client, room: Room, there: str
) -> None:
    post(as_desk, f"{there}release/")
    first, second = a_wait(room), a_wait(room, "そら")
    told = get(as_desk, f"{there}line/")
    assert told.json() == {
        "waiting": [
            {"wait": first.public_id, "who": "みずき"},
            {"wait": second.public_id, "who": "そら"},
        ],
        "offered": None,
        "can_give": True,
    }
    assert "水木" not in told.content.decode()


def test_a_group_waits_by_its_name(as_desk: Client, room: Room, there: str) -> None:
    post(as_desk, f"{there}release/")
    one = a_wait(room)
    Wait.objects.update(group=a_band(one.person))
    assert get(as_desk, f"{there}line/").json()["waiting"][0]["who"] == "よるかぜ"


def test_of_a_booking_that_stands_there_is_no_line(as_desk: Client, room: Room, there: str) -> None:
    a_wait(room)
    told = get(as_desk, f"{there}line/").json()
    assert told == {"waiting": [], "offered": None, "can_give": False}


def test_that_somebody_read_whose_booking_it_was_is_kept(
    as_desk: Client, desk: Person, missing: Booking, there: str
) -> None:
    get(as_desk, f"{there}line/")
    assert missing.person is not None
    assert Act.objects.get(verb="look", subject_id=missing.person.public_id).actor == desk


def test_what_is_left_is_given_and_the_second_time_it_is_the_same_booking(
    as_desk: Client, room: Room, there: str
) -> None:
    post(as_desk, f"{there}release/")
    one = a_wait(room)
    made = post(as_desk, f"{there}give/", {"wait": one.public_id})
    told = made.json()
    assert (made.status_code, told["who"], told["state"]) == (200, "みずき", "booked")
    assert told["start"] == "2026-12-04T17:15:00+09:00"
    assert made["ETag"] == f'"{told["version"]}"'
    one.refresh_from_db()
    assert one.state == Wait.State.TAKEN
    again = post(as_desk, f"{there}give/", {"wait": one.public_id})
    assert again.json()["id"] == told["id"]
    assert Booking.objects.filter(person=one.person).count() == 1


def test_while_it_is_offered_it_is_given_to_nobody_else(as_desk: Client, room: Room, there: str) -> None:
    first, second = a_wait(room), a_wait(room, "そら")
    post(as_desk, f"{there}release/")
    offer = served(at("2026-12-04 17:15"))
    assert offer is not None
    told = get(as_desk, f"{there}line/").json()
    assert (told["can_give"], told["offered"]["booking"]) == (False, offer.public_id)
    assert (told["offered"]["who"], told["offered"]["until"][:16]) == ("みずき", "2026-12-04T17:25")
    answer = post(as_desk, f"{there}give/", {"wait": second.public_id})
    assert (answer.status_code, answer["Content-Type"]) == (409, PROBLEM)
    assert {one["code"] for one in answer.json()["reasons"]} == {"TAKEN"}
    assert Booking.objects.get(person=first.person).state == State.OFFERED


@pytest.mark.parametrize("wait", ["nobody", "-"])
def test_who_does_not_wait_is_named(as_desk: Client, there: str, wait: str) -> None:
    post(as_desk, f"{there}release/")
    answer = post(as_desk, f"{there}give/", {"wait": wait})
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["wait"])


def test_who_has_left_the_line_is_named_too(as_desk: Client, room: Room, there: str) -> None:
    post(as_desk, f"{there}release/")
    one = a_wait(room)
    Wait.objects.update(state=Wait.State.WITHDRAWN)
    answer = post(as_desk, f"{there}give/", {"wait": one.public_id})
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["wait"])
    assert Booking.objects.count() == 1


def test_another_halls_desk_and_a_member_find_no_line_and_give_nothing(
    as_desk: Client, hall: Facility, room: Room, elsewhere: Client, teen: Person, missing: Booking, there: str
) -> None:
    post(as_desk, f"{there}release/")
    one = a_wait(room)
    theirs = f"desk/nishi/bookings/{missing.public_id}/"
    for client, where in ((elsewhere, there), (elsewhere, theirs), (signed_in(teen), there)):
        assert get(client, f"{where}line/").status_code == 404
        assert post(client, f"{where}give/", {"wait": one.public_id}).status_code == 404
    one.refresh_from_db()
    assert one.state == Wait.State.WAITING

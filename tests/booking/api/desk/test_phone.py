"""Booking for others by the API: members, groups and callers; what speaks against it set aside on record."""

from typing import Any

import pytest
from django.test import Client

from booking.models import Act, Booking, Caller, Person
from booking.rules.staff import Role
from facilities.models import Facility, Room
from tests.booking.api.callers import FRIDAY, get, post, signed_in
from tests.factories import a_booking, span
from tests.people import a_band, a_high_schooler, staff

AT = "desk/higashi/bookings/"
FIND = "desk/higashi/people/find/"
SUZUKI = {"caller": {"name": "すずき", "phone": "090-0000-0000"}, "counted": {"high_school": 3}}


def known(teen: Person, room: Room) -> Person:
    """Somebody whom the desk finds: they have had a booking at the hall."""
    a_booking(room, span("2026-11-04", "13:00", "15:00"), teen)
    return teen


def test_a_caller_without_an_account_is_booked_and_their_name_stands_behind_a_button(
    as_desk: Client, room: Room
) -> None:
    made = post(as_desk, AT, {**FRIDAY, **SUZUKI})
    assert (made.status_code, made.json()["who"], made.json()["channel"]) == (201, "", "phone")
    assert made["Location"] == f"/api/v1/{AT}{made.json()['id']}/"
    assert Caller.objects.get().name == "すずき"
    assert "すずき" not in get(as_desk, AT).content.decode()
    [told] = post(as_desk, f"{AT}{made.json()['id']}/contacts/").json()["results"]
    assert (told["role"], told["name"], told["phone"]) == ("caller", "すずき", "090-0000-0000")


def test_a_member_and_their_group_are_found_by_post_and_booked(
    as_desk: Client, room: Room, teen: Person
) -> None:
    known(teen, room)
    band = a_band(teen)
    [member] = post(as_desk, FIND, {"words": teen.card_number}).json()["results"]
    [group] = post(as_desk, FIND, {"words": "よるかぜ"}).json()["results"]
    assert (member["whom"], group["name"]) == (f"p-{teen.public_id}", "よるかぜ")
    alone = post(as_desk, AT, {**FRIDAY, "whom": member["whom"], "channel": "counter"}).json()
    assert (alone["headcount"], alone["channel"], alone["group"]) == (1, "counter", None)
    later = {**FRIDAY, "start": "2026-12-04T19:00:00+09:00", "end": "2026-12-04T21:00:00+09:00"}
    ours = post(as_desk, AT, {**later, "whom": group["whom"]})
    # Of a group of which nothing else is said those come who usually do; one of them may not stay till 21.
    assert ours.status_code == 409
    assert {one["code"] for one in ours.json()["reasons"]} == {"LEAVE_BY"}
    set_aside = post(as_desk, AT, {**later, "whom": group["whom"], "why": "保護者がむかえにきます"}).json()
    assert set_aside["group"]["id"] == band.public_id
    assert Act.objects.get(verb="overrule").why == "保護者がむかえにきます"


def test_only_those_with_business_at_the_hall_are_found(
    as_desk: Client, teen: Person, elsewhere: Client
) -> None:
    assert post(as_desk, FIND, {"words": teen.card_number}).json()["results"] == []
    unknown = post(as_desk, AT, {**FRIDAY, "whom": f"p-{teen.public_id}"})
    assert (unknown.status_code, list(unknown.json()["errors"])) == (422, ["whom"])


@pytest.mark.parametrize(
    ("wrong", "named", "status"),
    [
        ({}, "whom", 422),
        ({"whom": "p-x", "caller": {"name": "a"}}, "whom", 422),
        ({"caller": {"name": "すずき"}}, "counted", 422),
        ({"caller": {"name": ""}, "people": 2}, "caller.name", 422),
        ({"caller": {"name": "a", "mail": "b"}, "people": 2}, "caller.mail", 400),
        ({**SUZUKI, "room": "nishi/band"}, "room", 422),
        ({**SUZUKI, "channel": "door"}, "channel", 400),
        ({**SUZUKI, "people": -1}, "people", 400),
    ],
)
def test_what_cannot_be_booked_is_named(
    as_desk: Client, elsewhere: Client, room: Room, wrong: dict[str, Any], named: str, status: int
) -> None:
    answer = post(as_desk, AT, {**FRIDAY, **wrong})
    assert (answer.status_code, list(answer.json()["errors"])) == (status, [named])
    assert not Booking.objects.exists()


def test_the_same_key_books_once(as_desk: Client, room: Room) -> None:
    ids = {post(as_desk, AT, {**FRIDAY, **SUZUKI}, Idempotency_Key="k").json()["id"] for _ in range(2)}
    assert len(ids) == Booking.objects.count() == 1


def test_what_others_have_no_reason_sets_aside(as_desk: Client, room: Room) -> None:
    a_booking(room, span("2026-12-04", "17:00", "19:00"), a_high_schooler())
    answer = post(as_desk, AT, {**FRIDAY, **SUZUKI, "why": "急ぎのため"})
    assert answer.status_code == 409
    assert "TAKEN" in {one["code"] for one in answer.json()["reasons"]}


def test_a_reason_counts_only_from_whoever_may_overrule(hall: Facility, room: Room) -> None:
    contractor = signed_in(staff(hall, role=Role.CONTRACTOR))
    off_slot = {**FRIDAY, "start": "2026-12-04T17:30:00+09:00", "end": "2026-12-04T19:30:00+09:00"}
    assert post(contractor, AT, {**off_slot, **SUZUKI}).status_code == 409
    assert post(contractor, AT, {**off_slot, **SUZUKI, "why": "ぜひ"}).status_code == 404
    assert not Booking.objects.exists()

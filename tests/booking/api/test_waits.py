"""Standing in line by the API: joining it once, seeing one's place, answering an offer, leaving."""

from typing import Any

import pytest
from django.test import Client

from booking.models import Act, Person, Wait
from facilities.models import Room
from tests.booking.api.callers import get, post, signed_in
from tests.factories import NOW
from tests.people import a_band, a_high_schooler

FRIDAYS = {
    "rooms": ["higashi/band"],
    "from": "2026-12-04",
    "to": "2026-12-25",
    "weekdays": [5],
    "from_time": "17:00",
    "until_time": "21:00",
    "minutes": 120,
}


def test_a_wish_is_kept_as_it_was_said(as_teen: Client, room: Room) -> None:
    made = post(as_teen, "waits/", FRIDAYS)
    assert made.status_code == 201
    told = made.json()
    assert {key: told[key] for key in FRIDAYS} == FRIDAYS
    assert (told["state"], told["mine"], told["offer"]) == ("waiting", True, None)
    assert get(as_teen, "waits/").json()["results"] == [told]


def test_who_waits_for_the_same_keeps_the_place_with_a_key_or_without(as_teen: Client, room: Room) -> None:
    sent = [post(as_teen, "waits/", FRIDAYS, **key) for key in ({}, {"Idempotency_Key": "w"}, {})]
    assert len({one.json()["id"] for one in sent}) == 1
    assert Wait.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "field", "status"),
    [
        ({"rooms": ["higashi/nothing"]}, "room", 422),
        ({"rooms": []}, "rooms", 400),
        ({"weekdays": [0]}, "weekdays.0", 400),
        ({"weekdays": []}, "weekdays", 400),
        ({"to": "2026-12-03"}, "to", 422),
        ({"from_time": "25:00"}, "from_time", 400),
        ({"until_time": "18:00"}, "until_time", 422),
        ({"minutes": "120"}, "minutes", 400),
        ({"purpose": "a\u202eb"}, "purpose", 422),
    ],
)
def test_a_wish_that_cannot_be_is_named(
    as_teen: Client, room: Room, wrong: dict[str, Any], field: str, status: int
) -> None:
    answer = post(as_teen, "waits/", {**FRIDAYS, **wrong})
    assert (answer.status_code, list(answer.json()["errors"])) == (status, [field])
    assert not Wait.objects.exists()


def test_leaving_the_line_twice_is_leaving_it_once(as_teen: Client, as_other: Client, room: Room) -> None:
    public_id = post(as_teen, "waits/", FRIDAYS).json()["id"]
    assert post(as_other, f"waits/{public_id}/stop/").status_code == 404
    for _ in range(2):
        assert post(as_teen, f"waits/{public_id}/stop/").json()["state"] == "withdrawn"
    assert get(as_teen, "waits/").json()["results"] == []


def test_leaving_is_taken_back_for_ten_minutes(as_teen: Client, as_other: Client, room: Room) -> None:
    public_id = post(as_teen, "waits/", FRIDAYS).json()["id"]
    post(as_teen, f"waits/{public_id}/stop/")
    assert post(as_other, f"waits/{public_id}/again/").status_code == 404
    assert post(as_teen, f"waits/{public_id}/again/").json()["state"] == "waiting"
    assert [one["id"] for one in get(as_teen, "waits/").json()["results"]] == [public_id]


def test_leaving_is_not_taken_back_after_an_hour(as_teen: Client, room: Room) -> None:
    public_id = post(as_teen, "waits/", FRIDAYS).json()["id"]
    post(as_teen, f"waits/{public_id}/stop/")
    Act.objects.filter(verb="stop").update(at=NOW - 3600)
    answer = post(as_teen, f"waits/{public_id}/again/")
    assert (answer.status_code, Wait.objects.get().state) == (409, "withdrawn")


def test_what_a_group_waits_for_its_members_read_and_its_leader_stops(teen: Person, room: Room) -> None:
    friend = a_high_schooler()
    band = a_band(teen, friend)
    made = post(signed_in(teen), "waits/", {**FRIDAYS, "group": band.public_id}).json()
    assert made["group"] == band.public_id
    [read] = get(signed_in(friend), "waits/").json()["results"]
    assert (read["id"], read["mine"]) == (made["id"], False)
    assert post(signed_in(friend), f"waits/{made['id']}/stop/").status_code == 404


def test_a_member_who_begins_to_wait_in_the_groups_name_reads_that_it_is_not_theirs_to_stop(
    teen: Person, room: Room
) -> None:
    """Asked for twice, and by the leader, too, it is one place; what is said of it is what can be done."""
    friend = a_high_schooler()
    band = a_band(teen, friend)
    asked = {**FRIDAYS, "group": band.public_id}
    made, again, led = (post(signed_in(one), "waits/", asked) for one in (friend, friend, teen))
    assert [answer.status_code for answer in (made, again, led)] == [201] * 3
    assert [answer.json()["mine"] for answer in (made, again, led)] == [False, False, True]
    public_id = made.json()["id"]
    assert {again.json()["id"], led.json()["id"]} == {public_id}
    for verb in ("stop", "again"):
        assert post(signed_in(friend), f"waits/{public_id}/{verb}/").status_code == 404
        assert post(signed_in(teen), f"waits/{public_id}/{verb}/").json()["mine"]


def test_whoever_is_a_deputy_no_more_reads_and_rules_the_line_alike(teen: Person, room: Room) -> None:
    friend = a_high_schooler()
    band = a_band(teen, friend)
    band.memberships.filter(person=friend).update(role="deputy")
    made = post(signed_in(friend), "waits/", {**FRIDAYS, "group": band.public_id}).json()
    assert made["mine"]
    band.memberships.filter(person=friend).update(role="member")
    [read] = get(signed_in(friend), "waits/").json()["results"]
    assert not read["mine"]
    assert post(signed_in(friend), f"waits/{made['id']}/stop/").status_code == 404
    assert Wait.objects.get().state == "waiting"

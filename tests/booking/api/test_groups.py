"""Groups by the API: founded, named, counted, joined by a link, led by one, disbanded."""

from typing import Any

import pytest
from django.test import Client

from booking.models import Group, Membership, Person
from tests.booking.api.callers import get, post, signed_in
from tests.factories import a_booking, span
from tests.people import a_band, a_high_schooler

YORUKAZE = {"name": "よるかぜ", "kind": "band"}


def joined(client: Client, group: str, places: int = 1) -> str:
    """The token of a new invitation."""
    link: str = post(client, f"groups/{group}/invitations/", {"places": places}).json()["link"]
    return link.rstrip("/").rpartition("/")[2]


def test_a_group_is_founded_once_under_its_key(as_teen: Client) -> None:
    made = [post(as_teen, "groups/", YORUKAZE, Idempotency_Key="g") for _ in range(2)]
    assert [one.status_code for one in made] == [201, 201]
    assert made[0].content == made[1].content
    assert [one["role"] for one in made[0].json()["members"]] == ["leader"]
    other = post(as_teen, "groups/", {**YORUKAZE, "name": "あさかぜ"}, Idempotency_Key="g")
    assert (other.status_code, other.json()["code"]) == (422, "key_reused")


def test_its_members_are_told_by_what_they_want_to_be_called(teen: Person) -> None:
    friend = a_high_schooler()
    Person.objects.filter(pk=friend.pk).update(name="山田花子", phone="042-000-0000", call_name="はな")
    band = a_band(teen, friend)
    told = get(signed_in(teen), f"groups/{band.public_id}/")
    assert "はな" in {one["name"] for one in told.json()["members"]}
    assert "山田" not in told.content.decode()
    assert friend.card_number not in told.content.decode()


def test_a_link_lets_somebody_in_and_is_told_once(teen: Person, as_teen: Client, as_other: Client) -> None:
    band = a_band(teen)
    address = f"groups/{band.public_id}/invitations/"
    first, again = (post(as_teen, address, {"places": 1}, Idempotency_Key="i").json() for _ in range(2))
    assert (first["id"], again["link"]) == (again["id"], None)
    token = first["link"].rstrip("/").rpartition("/")[2]
    entered = post(as_other, "groups/join/", {"token": token})
    assert (entered.status_code, entered.json()["id"]) == (200, band.public_id)
    twice = post(signed_in(a_high_schooler()), "groups/join/", {"token": token})
    assert (twice.status_code, twice.json()["code"]) == (409, "not_usable")
    assert token not in get(as_teen, address).content.decode()


def test_a_link_that_was_stopped_lets_nobody_in(teen: Person, as_teen: Client, as_other: Client) -> None:
    band = a_band(teen)
    token = joined(as_teen, band.public_id)
    [listed] = get(as_teen, f"groups/{band.public_id}/invitations/").json()["results"]
    gone = post(as_teen, f"groups/{band.public_id}/invitations/{listed['id']}/revoke/")
    assert gone.status_code == 204
    assert post(as_other, "groups/join/", {"token": token}).json()["code"] == "not_usable"


@pytest.mark.parametrize(
    ("verb", "body"),
    [
        ("rename/", {"name": "あさかぜ"}),
        ("usual/", {"counted": {"high_school": 3}}),
        ("dissolve/", {}),
        ("invitations/", {"places": 1}),
        ("leave/", {}),
    ],
)
def test_a_foreign_group_and_an_absent_one_answer_alike(
    teen: Person, as_other: Client, verb: str, body: dict[str, Any]
) -> None:
    band = a_band(teen)
    foreign, absent = (post(as_other, f"groups/{one}/{verb}", body) for one in (band.public_id, "zzzzzzzz"))
    assert (foreign.status_code, foreign.content) == (404, absent.content)


def test_whoever_does_not_lead_changes_nothing(teen: Person) -> None:
    friend = a_high_schooler()
    band = a_band(teen, friend)
    client = signed_in(friend)
    for verb, body in (("rename/", {"name": "x"}), ("dissolve/", {}), ("invitations/", {"places": 1})):
        assert post(client, f"groups/{band.public_id}/{verb}", body).status_code == 404, verb
    assert get(client, f"groups/{band.public_id}/invitations/").status_code == 404


def test_a_change_carries_the_version_that_it_saw(teen: Person, as_teen: Client) -> None:
    address = f"groups/{a_band(teen).public_id}/"
    seen = get(as_teen, address)["ETag"]
    renamed = post(as_teen, f"{address}rename/", {"name": "あさかぜ"}, If_Match=seen)
    assert (renamed.status_code, renamed.json()["name"]) == (200, "あさかぜ")
    late = post(as_teen, f"{address}rename/", {"name": "ゆうかぜ"}, If_Match=seen)
    assert (late.status_code, late.json()["code"]) == (412, "precondition_failed")


def test_the_leader_hands_over_before_they_leave(teen: Person, as_teen: Client) -> None:
    friend = a_high_schooler()
    address = f"groups/{a_band(teen, friend).public_id}/"
    stays = post(as_teen, f"{address}leave/")
    assert (stays.status_code, stays.json()["code"]) == (409, "leader_stays")
    assert post(as_teen, f"{address}members/{friend.public_id}/lead/").status_code == 200
    assert post(as_teen, f"{address}leave/").status_code == 204
    assert Membership.objects.filter(person=teen).count() == 0


def test_a_member_becomes_a_deputy_and_is_taken_out(teen: Person, as_teen: Client) -> None:
    friend = a_high_schooler()
    address = f"groups/{a_band(teen, friend).public_id}/members/{friend.public_id}/"
    told = post(as_teen, f"{address}role/", {"role": "deputy"}).json()["members"]
    assert {one["id"]: one["role"] for one in told}[friend.public_id] == "deputy"
    assert post(as_teen, f"{address}role/", {"role": "leader"}).status_code == 400
    left = post(as_teen, f"{address}remove/").json()["members"]
    assert friend.public_id not in {one["id"] for one in left}


def test_a_group_with_bookings_ahead_is_not_disbanded(teen: Person, as_teen: Client, room: Any) -> None:
    band = a_band(teen)
    booking = a_booking(room, span("2026-12-04", "17:00", "19:00"), teen, group=band)
    address = f"groups/{band.public_id}/dissolve/"
    refused = post(as_teen, address)
    assert (refused.status_code, refused.json()["code"]) == (409, "still_booked")
    post(as_teen, f"bookings/{booking.public_id}/cancel/")
    assert post(as_teen, address).status_code == 204
    assert Group.objects.get(pk=band.pk).dissolved_at is not None

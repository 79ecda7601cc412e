"""Closing by the API: whom it displaces is seen first, and named when it is made."""

from typing import Any

import pytest
from django.test import Client

from booking.models import Act, Booking, Displacement, Person
from facilities.models import Closure, Facility, Room
from tests.booking.api.callers import get, post
from tests.factories import a_facility, a_room

AT = "desk/higashi/closures/"
AGAIN = "desk/higashi/recurring-closures/"
FRIDAY = {
    "start": "2026-12-04T17:00:00+09:00",
    "end": "2026-12-04T21:00:00+09:00",
    "rooms": ["band"],
    "reason_ja": "照明の工事のため",
}
THEN = {"start": FRIDAY["start"], "end": FRIDAY["end"]}
FRIDAYS = {
    "first": "2026-12-11",
    "last": "2026-12-25",
    "often": "1w",
    "from_time": "10:00",
    "until_time": "12:00",
    "reason_ja": "そうじ",
}


def instead(preview: Any, place: int = 0) -> dict[str, str]:
    told: dict[str, str] = preview["displaced"][0]["instead"][place]
    return told


def test_a_closure_over_a_booking_is_seen_made_and_taken_back(
    as_desk: Client, as_teen: Client, booking: Booking
) -> None:
    seen = post(as_desk, f"{AT}preview/", FRIDAY)
    assert seen.status_code == 200
    [one] = seen.json()["displaced"]
    assert (one["booking"]["id"], one["told_by"], one["known"]) == (booking.public_id, "phone", False)
    assert not Closure.objects.exists()
    unseen = post(as_desk, AT, FRIDAY)
    assert (unseen.status_code, unseen.json()["code"]) == (409, "unseen")
    offer = {"booking": booking.public_id, "offer": instead(seen.json())}
    made = post(as_desk, AT, {**FRIDAY, "displaced": [offer]})
    assert made.status_code == 201
    assert (made.json()["rooms"], made.json()["recurring"], made.json()["cancelled"]) == (
        ["band"],
        None,
        False,
    )
    displaced = Displacement.objects.get()
    assert displaced.offer is not None
    assert get(as_desk, f"desk/higashi/bookings/{booking.public_id}/").json()["displaced"] is True
    lifted = post(as_desk, f"{AT}{made.json()['id']}/lift/")
    assert (lifted.status_code, lifted.json()["cancelled"]) == (200, True)
    assert get(as_desk, f"desk/higashi/bookings/{booking.public_id}/").json()["displaced"] is False
    # Lifted a second time it is lifted once.
    assert post(as_desk, f"{AT}{made.json()['id']}/lift/").json() == lifted.json()
    assert Act.objects.filter(verb="lift").count() == 1


def test_who_is_offered_nothing_chooses_for_themselves(as_desk: Client, booking: Booking) -> None:
    sent = {**FRIDAY, "displaced": [{"booking": booking.public_id}]}
    assert post(as_desk, AT, sent).status_code == 201
    assert Displacement.objects.get().offer is None


@pytest.mark.parametrize(
    ("offers", "field"),
    [
        ([{"booking": "x", "offer": {**THEN, "room": "higashi/nothing"}}], "displaced"),
        ([{"booking": "x"}, {"booking": "x"}], "displaced"),
        ([{"booking": "x", "offer": {"room": "higashi/a", "start": THEN["end"], "end": THEN["start"]}}],
         "displaced.0.offer.end"),
    ],
)  # fmt: skip
def test_an_offer_that_cannot_be_is_named(as_desk: Client, booking: Booking, offers: Any, field: str) -> None:
    answer = post(as_desk, AT, {**FRIDAY, "displaced": offers})
    assert (answer.status_code, list(answer.json()["errors"])) == (422, [field])
    assert not Closure.objects.exists()


def test_the_same_key_closes_once_and_so_does_the_same_closure(as_desk: Client, room: Room) -> None:
    ids = [
        post(as_desk, AT, FRIDAY, **key).json()["id"]
        for key in ({"Idempotency_Key": "k"}, {"Idempotency_Key": "k"}, {})
    ]
    assert len(set(ids)) == 1
    assert Closure.objects.count() == 1
    reused = post(as_desk, AT, {**FRIDAY, "reason_ja": "ほか"}, Idempotency_Key="k")
    assert (reused.status_code, reused.json()["code"]) == (422, "key_reused")


@pytest.mark.parametrize(
    ("wrong", "named", "status"),
    [
        ({"rooms": ["nothing"]}, "rooms", 422),
        ({"reason_ja": ""}, "reason_ja", 422),
        ({"reason_ja": "a\x00"}, "reason_ja", 422),
        ({"end": "2026-12-04T16:00:00+09:00"}, "end", 422),
        ({"start": "2026-12-01T10:00:00+09:00", "end": "2026-12-01T12:00:00+09:00"}, "end", 422),
        ({"start": "2026-12-04"}, "start", 400),
        ({"reason": "x"}, "reason", 400),
    ],
)
def test_what_cannot_be_closed_is_named(
    as_desk: Client, room: Room, wrong: dict[str, Any], named: str, status: int
) -> None:
    for address in (AT, f"{AT}preview/"):
        answer = post(as_desk, address, {**FRIDAY, **wrong})
        assert (answer.status_code, list(answer.json()["errors"])) == (status, [named])
    assert not Closure.objects.exists()


def test_every_room_named_is_the_whole_hall(as_desk: Client, hall: Facility) -> None:
    every = [room.slug for room in hall.rooms.filter(published=True)]
    assert post(as_desk, AT, {**FRIDAY, "rooms": every}).json()["rooms"] == []


def test_a_closure_that_recurs_is_made_once_and_ended(as_desk: Client, hall: Facility) -> None:
    assert post(as_desk, f"{AGAIN}preview/", FRIDAYS).json() == {"displaced": [], "lotteries": []}
    first = post(as_desk, AGAIN, FRIDAYS)
    assert (first.status_code, first.json()["dates"]) == (201, ["2026-12-11", "2026-12-18", "2026-12-25"])
    assert post(as_desk, AGAIN, FRIDAYS).json() == first.json()
    listed = get(as_desk, AT).json()["results"]
    assert {one["recurring"] for one in listed} == {first.json()["id"]}
    gone = post(as_desk, f"{AGAIN}{first.json()['id']}/end/", {"from": "2026-12-18"})
    assert gone.json() == {"gone": ["2026-12-18", "2026-12-25"]}
    assert post(as_desk, f"{AGAIN}{first.json()['id'][::-1]}/end/", {"from": "2026-12-18"}).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"often": "last"}, "often"),
        ({"until_time": "10:00"}, "until_time"),
        ({"last": "2026-12-04"}, "last"),
        ({"from_time": "24:00", "until_time": "24:00"}, "until_time"),
    ],
)
def test_a_recurrence_that_cannot_be_is_named(
    as_desk: Client, hall: Facility, wrong: dict[str, Any], named: str
) -> None:
    answer = post(as_desk, AGAIN, {**FRIDAYS, **wrong})
    assert (answer.status_code, list(answer.json()["errors"])) == (422, [named])


def test_a_festival_is_three_closures_in_one_act(as_desk: Client, hall: Facility) -> None:
    festival = {
        "name_ja": "秋まつり",
        "name_en": "Autumn festival",
        "setup_from": "2026-12-12T09:00:00+09:00",
        "start": "2026-12-12T12:00:00+09:00",
        "end": "2026-12-12T16:00:00+09:00",
        "clear_until": "2026-12-12T18:00:00+09:00",
    }
    assert post(as_desk, "desk/higashi/festivals/preview/", festival).json()["displaced"] == []
    made = [post(as_desk, "desk/higashi/festivals/", festival, Idempotency_Key="f").json() for _ in range(2)]
    assert made[0] == made[1]
    assert [one["reason_ja"] for one in made[0]["closures"]] == [
        "秋まつりの準備",
        "秋まつり",
        "秋まつりの片づけ",
    ]
    assert Act.objects.filter(verb="festival").count() == 1
    late = post(as_desk, "desk/higashi/festivals/", {**festival, "setup_from": festival["end"]})
    assert list(late.json()["errors"]) == ["setup_from"]


def test_ninety_two_days_are_listed_and_ninety_three_are_not(as_desk: Client, hall: Facility) -> None:
    days = {"from": "2026-12-01", "to": "2027-03-02"}
    assert get(as_desk, AT, **days).status_code == 200
    assert get(as_desk, AT, **{**days, "to": "2027-03-03"}).status_code == 400
    assert get(as_desk, AT, **{"from": "2026-12-05", "to": "2026-12-04"}).status_code == 422


def test_what_another_hall_has_closed_is_absent_here(as_desk: Client, elsewhere: Client, room: Room) -> None:
    made = post(as_desk, AT, FRIDAY).json()["id"]
    absent = post(elsewhere, "desk/nishi/closures/2222222222222/lift/")
    assert post(elsewhere, f"desk/nishi/closures/{made}/lift/").content == absent.content
    assert absent.status_code == 404
    assert Closure.objects.filter(cancelled=False).count() == 1


def test_a_place_in_another_hall_can_be_offered(
    as_desk: Client, teen: Person, room: Room, booking: Booking
) -> None:
    other = a_facility("minami")
    a_room(other, "studio")
    offer = {"room": "minami/studio", "start": FRIDAY["start"], "end": "2026-12-04T19:00:00+09:00"}
    answer = post(as_desk, AT, {**FRIDAY, "displaced": [{"booking": booking.public_id, "offer": offer}]})
    # It has no rules and is closed: the judge says so, and nothing is closed here either.
    assert (answer.status_code, answer.json()["code"]) == (409, "refused")
    assert not Closure.objects.exists()

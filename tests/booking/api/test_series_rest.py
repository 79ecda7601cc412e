"""What is left of a series by the API: the dates that were never booked, and the body that books them."""

from typing import Any

import pytest
from django.test import Client

from booking.models import Booking, Person
from facilities.models import Room
from tests.booking.api.callers import get, post
from tests.booking.series import a_craft_room
from tests.factories import a_booking, span
from tests.people import a_band, a_high_schooler, a_young_adult

FORTNIGHTLY = {
    "room": "higashi/craft",
    "start": "2026-12-09T13:00:00+09:00",
    "end": "2026-12-09T15:00:00+09:00",
    "often": "2w",
    "times": 4,
}


@pytest.fixture
def room() -> Room:
    return a_craft_room()


def booked(client: Client, **more: Any) -> str:
    """Four Wednesdays but for 23 December, which others have."""
    a_booking(Room.objects.get(slug="craft"), span("2026-12-23", "13:00", "15:00"), a_young_adult())
    made = post(client, "series/", {**FORTNIGHTLY, "skip": ["2026-12-23"], **more})
    assert made.status_code == 201, made.content
    return f"series/{made.json()['id']}/"


def test_the_days_that_were_never_booked_and_what_asks_for_them(as_teen: Client, room: Room) -> None:
    at = booked(as_teen, purpose="工作")
    assert get(as_teen, f"{at}rest/").json() == {
        "days": ["2026-12-23"],
        "series": {
            "room": "higashi/craft",
            "start": "2026-12-09T13:00:00+09:00",
            "end": "2026-12-09T15:00:00+09:00",
            "often": "2w",
            "until": "2027-01-20",
            "skip": ["2026-12-09", "2027-01-06", "2027-01-20"],
            "group": None,
            "people": ["me"],
            "counted": {},
            "purpose": "工作",
        },
    }


def test_the_body_is_asked_about_and_sent_as_it_is(as_teen: Client, teen: Person, room: Room) -> None:
    at = booked(as_teen)
    body = get(as_teen, f"{at}rest/").json()["series"]
    [one] = post(as_teen, "series/preview/", body).json()["dates"]
    assert (one["date"], one["possible"]) == ("2026-12-23", False)
    elsewhere = {"start": "2026-12-23T15:00:00+09:00", "end": "2026-12-23T17:00:00+09:00"}
    there = {**body, "dates": [{"date": "2026-12-23", "room": "higashi/craft", **elsewhere}]}
    assert post(as_teen, "series/", there).status_code == 201
    assert Booking.objects.filter(person=teen).count() == 4


def test_it_is_for_those_with_whom_the_others_are_booked(as_teen: Client, teen: Person, room: Room) -> None:
    mate = a_high_schooler()
    band = a_band(teen, mate)
    company = {"group": band.public_id, "people": ["me", mate.public_id], "counted": {"adult": 1}}
    told = get(as_teen, f"{booked(as_teen, **company)}rest/").json()["series"]
    assert {**told, "people": set(told["people"])}.items() >= {
        "group": band.public_id, "people": {"me", mate.public_id}, "counted": {"adult": 1},
    }.items()  # fmt: skip


def test_of_what_was_given_back_and_where_all_was_booked_nothing_is_left(as_teen: Client, room: Room) -> None:
    whole = post(as_teen, "series/", FORTNIGHTLY).json()
    at = f"series/{whole['id']}/"
    assert get(as_teen, f"{at}rest/").json() == {"days": [], "series": None}
    post(as_teen, f"bookings/{whole['bookings'][1]['id']}/cancel/")
    assert get(as_teen, f"{at}rest/").json() == {"days": [], "series": None}


def test_others_and_whoever_only_comes_along_find_none(
    as_teen: Client, as_other: Client, teen: Person, room: Room
) -> None:
    at = booked(as_teen)
    assert get(as_other, f"{at}rest/").status_code == 404
    assert get(as_teen, "series/zzzzzzzzzzzzzzzz/rest/").status_code == 404

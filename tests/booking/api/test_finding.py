"""Looking for a time by the API: what is found can be booked, and by whoever asks."""

import pytest
from django.test import Client

from facilities.models import Room
from tests.booking.api.callers import get, post
from tests.factories import a_booking, span
from tests.people import a_high_schooler

BACKWARDS = {"from": "2026-12-05", "to": "2026-12-04"}  # well formed, and cannot be meant
FRIDAY = {"from": "2026-12-04", "to": "2026-12-04"}


def test_what_is_found_can_be_booked_as_it_is(as_teen: Client, room: Room) -> None:
    found = get(as_teen, "search/", **FRIDAY, minutes="120").json()["results"]
    assert found
    assert post(as_teen, "bookings/", found[0]).status_code == 201


def test_what_somebody_has_is_not_found(as_teen: Client, room: Room) -> None:
    before = get(as_teen, "search/", **FRIDAY, part="evening").json()["results"]
    a_booking(room, span("2026-12-04", "17:00", "21:00"), a_high_schooler())
    after = get(as_teen, "search/", **FRIDAY, part="evening").json()["results"]
    taken = [one for one in before if one["room"] == "higashi/band" and one["start"][11:13] in "17 19"]
    assert taken
    assert [one for one in taken if one in after] == []


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"to": ""}, "to"),
        (BACKWARDS, "to"),
        ({"from": "2026-12-01", "to": "2027-03-03"}, "to"),
        ({"minutes": "0"}, "minutes"),
        ({"part": "night"}, "part"),
        ({"size": "-1"}, "size"),
        ({"step_free": "perhaps"}, "step_free"),
    ],
)
def test_what_cannot_be_read_is_named(nobody: Client, room: Room, asked: dict[str, str], field: str) -> None:
    answer = get(nobody, "search/", **asked)
    assert (answer.status_code, list(answer.json()["errors"])) == (
        422 if "from" in asked and asked["to"] < asked["from"] else 400,
        [field],
    )

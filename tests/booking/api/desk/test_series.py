"""Series at the desk by the API: given back, moved and taken back, whole or from a date on."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from booking.models import Booking, Person, Series
from booking.queries.notices import calls_at
from booking.rules.lifecycle import State
from facilities.models import Facility
from tests.booking.api.callers import PROBLEM, get, post, signed_in
from tests.booking.series import a_craft_room, booked
from tests.factories import NOW, a_booking, a_room, span
from tests.people import a_high_schooler, staff

LATER = {"start": "10:00", "end": "12:00"}


@pytest.fixture
def series(haruka: Person) -> Series:
    """Three Wednesdays in the craft room: 9 and 23 December, 6 January."""
    return booked(a_craft_room(), haruka, times=3)


@pytest.fixture
def office(series: Series) -> Client:
    return signed_in(staff(series.room.facility))


@pytest.fixture
def at(series: Series) -> str:
    return f"desk/{series.room.facility.slug}/series/{series.public_id}/"


def rung(hall: Facility) -> list[str]:
    return list(calls_at(hall, NOW + 300).values_list("kind", flat=True))


def states() -> list[str]:
    return list(Booking.objects.order_by("original_day").values_list("state", flat=True))


def starts(told: Any) -> list[str]:
    return [one["start"] for one in told.json()["bookings"]]


def test_the_desk_reads_a_series_date_by_date_with_its_version(office: Client, at: str) -> None:
    told = get(office, at)
    assert (told.status_code, told["ETag"]) == (200, f'"{told.json()["version"]}"')
    assert [one["start"][:10] for one in told.json()["bookings"]] == [
        "2026-12-09",
        "2026-12-23",
        "2027-01-06",
    ]


@pytest.mark.parametrize(
    ("sent", "kept", "calls"),
    [
        ({}, "hall", []),
        ({"cause": "hall"}, "hall", ["series_cancelled_by_hall"]),
        ({"cause": ""}, "", []),
    ],
)
def test_all_of_it_is_cancelled_for_whose_sake_the_desk_says(
    office: Client, at: str, series: Series, sent: dict[str, str], kept: str, calls: list[str]
) -> None:
    gone = post(office, f"{at}cancel/", {"why": "ゆかの工事", **sent})
    assert (gone.status_code, states()) == (200, ["cancelled"] * 3)
    assert set(Booking.objects.values_list("cause", flat=True)) == {kept}
    assert rung(series.room.facility) == calls


def test_this_and_those_that_follow_are_cancelled_and_come_back(office: Client, at: str) -> None:
    gone = post(office, f"{at}cancel/", {"from": "2026-12-23", "cause": "hall"})
    assert states() == ["booked", "cancelled", "cancelled"]
    back = post(office, f"{at}restore/", If_Match=gone["ETag"])
    assert (back.status_code, states()) == (200, ["booked"] * 3)


def test_one_date_of_it_is_cancelled_alone(office: Client, at: str) -> None:
    one = get(office, at).json()["bookings"][1]["id"]
    assert post(office, f"bookings/{one}/cancel/", {"cause": "hall"}).status_code == 200
    assert states() == ["booked", "cancelled", "booked"]


def test_all_of_it_is_moved_and_one_call_tells_all_dates(office: Client, at: str, series: Series) -> None:
    moved = post(office, f"{at}move/", {**LATER, "cause": "hall"})
    assert moved.status_code == 200
    assert {start[11:16] for start in starts(moved)} == {"10:00"}
    call = calls_at(series.room.facility, NOW + 300).get()
    assert call.kind == "moved_by_hall"
    for day in ("12月9日(水) 10:00–12:00", "12月23日(水) 10:00–12:00", "1月6日(水) 10:00–12:00"):
        assert day in call.body


def test_whoever_has_called_to_have_it_moved_is_not_rung_up(office: Client, at: str, series: Series) -> None:
    for sent in ({}, {"cause": ""}):
        assert post(office, f"{at}move/", {**LATER, **sent}).status_code == 200
    assert rung(series.room.facility) == []


def test_all_of_it_goes_into_another_room_of_the_hall_and_one_reason_overrules(
    office: Client, at: str, series: Series
) -> None:
    a_room(series.room.facility, "other")
    assert post(office, f"{at}move/", {**LATER, "into": "nowhere"}).status_code == 404
    late = {"start": "21:30", "end": "22:30", "into": "other"}
    assert post(office, f"{at}move/", late).status_code == 409
    assert post(office, f"{at}move/", {**late, "why": "館の夜間工事のため"}).status_code == 200
    assert {one.room.slug for one in series.bookings.select_related("room")} == {"other"}


def test_this_and_those_that_follow_are_moved_but_one_that_stays(office: Client, at: str) -> None:
    before = starts(get(office, at))
    after = starts(post(office, f"{at}move/", {**LATER, "from": "2026-12-23", "stay": ["2027-01-06"]}))
    assert (after[0], after[2]) == (before[0], before[2])
    assert after[1] == "2026-12-23T10:00:00+09:00"


def test_one_date_of_it_is_moved_alone_for_the_hall(office: Client, at: str, series: Series) -> None:
    one = get(office, at).json()["bookings"][0]["id"]
    to = {"start": "2026-12-09T10:00:00+09:00", "end": "2026-12-09T12:00:00+09:00", "cause": "hall"}
    assert post(office, f"bookings/{one}/move/", to).status_code == 200
    assert rung(series.room.facility) == ["moved_by_hall"]
    assert starts(get(office, at))[1][11:16] != "10:00"


def test_whoever_moves_their_own_is_not_told_that_the_hall_did(series: Series, haruka: Person) -> None:
    one = series.bookings.order_by("start")[0]
    to = {"start": "2026-12-09T10:00:00+09:00", "end": "2026-12-09T12:00:00+09:00", "cause": "hall"}
    assert post(signed_in(haruka), f"bookings/{one.public_id}/move/", to).status_code == 200
    assert rung(series.room.facility) == []


def test_where_one_date_cannot_be_moved_none_is_and_each_reason_is_told(
    office: Client, at: str, series: Series
) -> None:
    a_booking(series.room, span("2026-12-23", "10:00", "12:00"), a_high_schooler())
    before = starts(get(office, at))
    refused = post(office, f"{at}move/", LATER)
    assert (refused.status_code, refused["Content-Type"]) == (409, PROBLEM)
    assert [one["date"] for one in refused.json()["dates"]] == ["2026-12-23"]
    assert starts(get(office, at)) == before


@pytest.mark.parametrize("verb", ["cancel", "move", "restore"])
def test_whoever_changes_a_series_says_which_they_have_read(office: Client, at: str, verb: str) -> None:
    sent = LATER if verb == "move" else {}
    read = get(office, at)["ETag"]
    unsaid = office.post(f"/api/v1/{at}{verb}/", sent, "application/json")
    assert (unsaid.status_code, unsaid.json()["code"]) == (428, "version_missing")
    post(office, f"{at}cancel/", {"from": "2027-01-06"})
    stale = post(office, f"{at}{verb}/", sent, If_Match=read)
    assert (stale.status_code, stale.json()["code"]) == (412, "precondition_failed")
    assert states() == ["booked", "booked", "cancelled"]


@pytest.mark.parametrize(
    ("verb", "sent", "status", "named"),
    [
        ("cancel", {"cause": "rain"}, 422, "cause"),
        ("move", {**LATER, "cause": "rain"}, 400, "cause"),
        ("move", {"start": "12:00", "end": "10:00"}, 422, "end"),
        ("cancel", {"form": "2026-12-23"}, 400, "form"),
    ],
)
def test_what_cannot_be_meant_is_named_and_nothing_is_done(
    office: Client, at: str, verb: str, sent: dict[str, str], status: int, named: str
) -> None:
    answer = post(office, f"{at}{verb}/", sent)
    assert (answer.status_code, list(answer.json()["errors"])) == (status, [named])
    assert states() == [State.BOOKED] * 3


def test_another_halls_desk_and_a_member_find_no_such_series(
    elsewhere: Client, at: str, series: Series, haruka: Person
) -> None:
    theirs = f"desk/nishi/series/{series.public_id}/"
    for client, where in ((elsewhere, at), (elsewhere, theirs), (signed_in(haruka), at)):
        assert get(client, where).status_code == 404
        for verb, sent in (("cancel", {}), ("move", LATER), ("restore", {})):
            assert post(client, f"{where}{verb}/", sent).status_code == 404
    assert states() == [State.BOOKED] * 3
    assert date(2027, 1, 6) in series.bookings.values_list("original_day", flat=True)

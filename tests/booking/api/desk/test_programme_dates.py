"""Dates of a programme by the API at the desk: held in rooms or elsewhere, moved, called off, counted."""

import json
from typing import Any

import pytest
from django.test import Client

from booking.actions.programmes import About
from booking.models import Booking, Person, Programme, Session
from booking.rules.lifecycle import State
from facilities.models import Facility
from tests.booking.api.callers import PROBLEM, get, post
from tests.booking.programmes import a_department, a_programme
from tests.factories import NOW, a_booking, span, the_room
from tests.people import a_high_schooler

DATE = {"start": "2026-12-12T14:00:00+09:00", "end": "2026-12-12T16:00:00+09:00"}
LATER = {"start": "2026-12-19T14:00:00+09:00", "end": "2026-12-19T16:00:00+09:00"}
IN_BAND = {**DATE, "rooms": ["band"], "why": "館の行事"}
IN_PARK = {**DATE, "elsewhere": "公園"}


@pytest.fixture
def songs(hall: Facility, desk: Person) -> Programme:
    a_department(hall)
    return a_programme(hall, desk, About(name="むかしの歌", places={("elementary", None): 3}))


@pytest.fixture
def at(songs: Programme) -> str:
    return f"desk/higashi/programmes/{songs.public_id}/sessions/"


@pytest.fixture
def date(as_desk: Client, at: str) -> dict[str, Any]:
    """In the band room, as it was told when it was held."""
    told: dict[str, Any] = post(as_desk, at, IN_BAND).json()
    return told


def test_a_date_in_a_room_is_a_booking_like_any_other(as_desk: Client, at: str) -> None:
    answer = post(as_desk, at, {**IN_BAND, "title": "1回目"})
    told = answer.json()
    assert (answer.status_code, answer["ETag"]) == (201, '"0"')
    assert (told["rooms"], told["elsewhere"], told["title"]["ja"]) == (["higashi/band"], "", "1回目")
    booking = Booking.objects.get(session__public_id=told["id"])
    assert (booking.room.slug, booking.state) == ("band", State.BOOKED)
    assert get(as_desk, f"{at}{told['id']}/").json() == told


def test_the_same_key_holds_one(as_desk: Client, at: str) -> None:
    first, second = (post(as_desk, at, IN_BAND, Idempotency_Key="k").json() for _ in range(2))
    assert first == second
    assert Session.objects.count() == 1


def test_what_the_rules_do_not_lend_is_refused_with_their_reasons(as_desk: Client, at: str) -> None:
    answer = post(as_desk, at, {**DATE, "rooms": ["band"]})
    assert (answer.status_code, answer["Content-Type"], answer.json()["code"]) == (409, PROBLEM, "refused")
    assert "この部屋を使えるのは、中学生からです" in answer.json()["detail"]
    assert answer.json()["reasons"]
    assert not Session.objects.exists()


def test_what_others_have_is_not_taken_from_them_whatever_the_why(
    as_desk: Client, at: str, hall: Facility
) -> None:
    a_booking(the_room(hall, "band"), span("2026-12-12", "15:00", "17:00"), a_high_schooler())
    answer = post(as_desk, at, IN_BAND)
    assert answer.status_code == 409
    assert "TAKEN" in {one["code"] for one in answer.json()["reasons"]}
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    ("sent", "named", "status"),
    [
        (DATE, "elsewhere", 422),
        ({**IN_BAND, "elsewhere": "公園"}, "elsewhere", 422),
        ({**DATE, "rooms": ["nowhere"]}, "rooms", 422),
        ({**IN_PARK, "end": DATE["start"]}, "end", 422),
        ({**IN_PARK, "start": "2026-12-12T14:00:00"}, "start", 400),
        ({"end": DATE["end"], "elsewhere": "公園"}, "start", 400),
        ({**IN_PARK, "elsewhere": "あ" * 101}, "elsewhere", 400),
        ({**IN_PARK, "title": "\u202e"}, "title", 422),
        ({**IN_PARK, "often": "1w"}, "often", 400),
    ],
)
def test_what_cannot_be_is_named_and_no_date_is_held(
    as_desk: Client, at: str, sent: dict[str, Any], named: str, status: int
) -> None:
    answer = post(as_desk, at, sent)
    assert (answer.status_code, answer["Content-Type"]) == (status, PROBLEM)
    assert list(answer.json()["errors"]) == [named]
    assert not Session.objects.exists()


def test_a_date_moves_with_its_room_and_says_what_it_has_seen(
    as_desk: Client, at: str, date: dict[str, Any]
) -> None:
    move, sent = f"{at}{date['id']}/move/", {**LATER, "why": "館の行事"}
    without = as_desk.post(f"/api/v1/{move}", json.dumps(sent), "application/json")
    assert (without.status_code, without.json()["code"]) == (428, "version_missing")
    moved = post(as_desk, move, sent, If_Match='"0"')
    assert (moved.status_code, moved["ETag"]) == (200, '"1"')
    assert (moved.json()["start"], moved.json()["rooms"]) == (LATER["start"], ["higashi/band"])
    assert Booking.objects.get(state=State.BOOKED).start == Session.objects.get().start
    late = post(as_desk, move, {**DATE, "why": "館の行事"}, If_Match='"0"')
    assert (late.status_code, late.json()["code"]) == (412, "precondition_failed")


def test_a_date_that_was_called_off_does_not_move(as_desk: Client, at: str, date: dict[str, Any]) -> None:
    post(as_desk, f"{at}{date['id']}/cancel/")
    answer = post(as_desk, f"{at}{date['id']}/move/", LATER)
    assert (answer.status_code, answer.json()["code"]) == (409, "refused")
    assert [one["code"] for one in answer.json()["reasons"]] == ["PAST"]


def test_a_date_that_is_called_off_gives_its_room_back_and_once(
    as_desk: Client, at: str, date: dict[str, Any]
) -> None:
    off = f"{at}{date['id']}/cancel/"
    without = as_desk.post(f"/api/v1/{off}", "{}", "application/json")
    assert (without.status_code, without.json()["code"]) == (428, "version_missing")
    assert post(as_desk, off, If_Match='"7"').status_code == 412
    for _ in range(2):  # the second has not seen what the first did, and wanted the same
        told = post(as_desk, off, {"why": "台風のため"}, If_Match='"0"').json()
        # The desk still reads where it was to be.
        assert (told["cancelled"], told["rooms"], told["version"]) == (True, ["higashi/band"], 1)
    assert Booking.objects.get().state == State.CANCELLED


def test_who_came_is_counted_and_what_is_left_out_nobody_has_said(
    as_desk: Client, at: str, date: dict[str, Any]
) -> None:
    Session.objects.update(start=NOW - 7200, end=NOW - 3600)
    counts = {"part": {"elementary": 3}, "help": {"adult": 0}}
    told = post(as_desk, f"{at}{date['id']}/count/", {"counts": counts})
    assert (told.status_code, told.json()["counts"]) == (200, counts)
    count = f"{at}{date['id']}/count/"
    again = post(as_desk, count, {"counts": {"part": {"elementary": 4}}}, If_Match='"1"')
    assert (again.json()["counts"], again["ETag"]) == ({"part": {"elementary": 4}}, '"2"')
    late = post(as_desk, count, {"counts": {"part": {"elementary": 5}}}, If_Match='"1"')
    assert (late.status_code, late.json()["code"]) == (412, "precondition_failed")
    without = as_desk.post(f"/api/v1/{count}", json.dumps({"counts": {}}), "application/json")
    assert (without.status_code, without.json()["code"]) == (428, "version_missing")


def test_nobody_is_counted_before_it_begins(as_desk: Client, at: str, date: dict[str, Any]) -> None:
    answer = post(as_desk, f"{at}{date['id']}/count/", {"counts": {"part": {"elementary": 3}}})
    assert (answer.status_code, answer.json()["code"]) == (409, "not_yet")
    assert answer.json()["detail"] == "人数は、始まってから入れられます。"


@pytest.mark.parametrize(
    ("counts", "named"),
    [
        ({"part": {"elementary": 10_001}}, "counts.part.elementary"),
        ({"part": {"elementary": -1}}, "counts.part.elementary"),
        ({"part": {"baby": 1}}, "counts.part.baby"),
        ({"watch": {"adult": 1}}, "counts.watch"),
    ],
)
def test_a_count_that_is_none_is_named(
    as_desk: Client, at: str, date: dict[str, Any], counts: Any, named: str
) -> None:
    Session.objects.update(start=NOW - 7200, end=NOW - 3600)
    answer = post(as_desk, f"{at}{date['id']}/count/", {"counts": counts})
    assert (answer.status_code, list(answer.json()["errors"])) == (400, [named])
    assert get(as_desk, f"{at}{date['id']}/").json()["counts"] == {}


def test_dates_of_another_hall_or_programme_are_not_there(
    as_desk: Client, elsewhere: Client, as_teen: Client, hall: Facility, desk: Person, date: dict[str, Any]
) -> None:
    other = a_programme(hall, desk, About(name="ほかの会"))
    theirs = Programme.objects.exclude(pk=other.pk).get()
    for client, hall_slug, programme in (
        (as_desk, "higashi", other),
        (elsewhere, "nishi", theirs),
        (elsewhere, "higashi", theirs),
        (as_teen, "higashi", theirs),
    ):
        one = f"desk/{hall_slug}/programmes/{programme.public_id}/sessions/{date['id']}/"
        for answer in (
            get(client, one),
            post(client, f"{one}move/", LATER),
            post(client, f"{one}cancel/"),
            post(client, f"{one}count/", {"counts": {}}),
        ):
            assert (answer.status_code, answer["Content-Type"]) == (404, PROBLEM)
    assert Session.objects.get().cancelled_at is None

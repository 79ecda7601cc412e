"""What the hall has displaced, by the API: why, what is held for it, and one request that takes it."""

import pytest
from django.test import Client

from booking.actions.closures import OneClosure, close
from booking.models import Booking, Displacement, Person
from booking.queries.nearby import Near
from booking.rules.displacing import Answer
from facilities.models import Facility, Room
from tests.booking.api.callers import PROBLEM, get, post, signed_in
from tests.factories import NOW, a_booking, a_facility, span, the_room
from tests.people import staff

USE = span("2026-12-18", "17:00", "19:00")


@pytest.fixture
def booking(hall: Facility, room: Room, teen: Person) -> Booking:
    """In the music room, which is closed; the craft room is held for it."""
    made = a_booking(room, USE, teen)
    made.people.set([teen])
    wanted = OneClosure(span("2026-12-18", "17:00", "21:00"), ("band",), "照明の工事のため", "Lighting works")
    offers = {made.public_id: Near(the_room(hall, "craft"), USE)}
    close(facility=hall, closures=[wanted], offers=offers, actor=staff(hall), now=NOW)
    made.refresh_from_db()
    return made


@pytest.fixture
def at(booking: Booking) -> str:
    return f"bookings/{booking.public_id}/displacement/"


def test_it_tells_why_what_is_held_until_when_and_what_else_there_is(
    as_teen: Client, booking: Booking, at: str
) -> None:
    answer = get(as_teen, at)
    told = answer.json()
    assert (told["displaced"], told["why"]) == (True, "照明の工事のため")
    assert (told["held"]["room"], told["held"]["start"]) == ("higashi/craft", "2026-12-18T17:00:00+09:00")
    assert told["held"]["until"] > "2026-12-02"
    gone = ("higashi/band", "2026-12-18T17:00:00+09:00")
    assert told["instead"]
    assert gone not in [(one["room"], one["start"]) for one in told["instead"]]
    assert answer["ETag"] == f'"{booking.sequence}"'


def test_of_what_nothing_has_displaced_it_says_so(as_teen: Client, room: Room, teen: Person) -> None:
    made = a_booking(room, USE, teen)
    told = get(as_teen, f"bookings/{made.public_id}/displacement/").json()
    assert told == {"displaced": False, "why": "", "held": None, "instead": []}


def test_what_is_held_is_taken_by_whoever_has_seen_this_version(
    as_teen: Client, booking: Booking, at: str
) -> None:
    unsaid = as_teen.post(f"/api/v1/{at}accept/", {}, "application/json")
    assert (unsaid.status_code, unsaid.json()["code"]) == (428, "version_missing")
    stale = post(as_teen, f"{at}accept/", If_Match='"77"')
    assert (stale.status_code, stale.json()["code"]) == (412, "precondition_failed")
    taken = post(as_teen, f"{at}accept/", If_Match=get(as_teen, at)["ETag"])
    assert (taken.status_code, taken.json()["room"]) == (200, "higashi/craft")
    assert Displacement.objects.get().state == Answer.ACCEPTED
    assert get(as_teen, at).json()["displaced"] is False


def test_what_is_held_no_more_is_refused_and_not_told(as_teen: Client, at: str) -> None:
    offer = Displacement.objects.get().offer
    assert offer is not None
    Booking.objects.filter(pk=offer.pk).update(lapses_at=NOW)
    assert get(as_teen, at).json()["held"] is None
    late = post(as_teen, f"{at}accept/")
    assert (late.status_code, late["Content-Type"]) == (409, PROBLEM)
    assert {one["code"] for one in late.json()["reasons"]} == {"PAST"}


def test_another_place_is_chosen_by_moving_there(as_teen: Client, booking: Booking, at: str) -> None:
    other = get(as_teen, at).json()["instead"][0]
    assert post(as_teen, f"bookings/{booking.public_id}/move/", other).status_code == 200
    assert Displacement.objects.get().state == Answer.CHOSEN


def test_others_find_nothing(as_other: Client, at: str) -> None:
    for client in (as_other, signed_in(staff(a_facility("nishi")))):
        assert get(client, at).status_code == 404
        assert post(client, f"{at}accept/").status_code == 404
    assert Displacement.objects.get().state == Answer.OPEN


def test_what_is_displaced_is_not_kept_by_a_change_that_leaves_it_there(
    as_teen: Client, booking: Booking
) -> None:
    at = f"bookings/{booking.public_id}/"
    there = {"start": "2026-12-18T17:00:00+09:00", "end": "2026-12-18T19:00:00+09:00"}
    assert post(as_teen, f"{at}accept/").status_code == 404, "nothing was offered to somebody in line"
    for change, body in (
        ("extend/", {"until": "2026-12-18T19:00:00+09:00"}),
        ("extend/", {"until": "2026-12-18T21:00:00+09:00"}),
        ("move/", there),
    ):
        answer = post(as_teen, at + change, body)
        assert (answer.status_code, answer["Content-Type"]) == (409, PROBLEM), change
        assert "CLOSED" in {one["code"] for one in answer.json()["reasons"]}
    booking.refresh_from_db()
    assert Displacement.objects.get().state == Answer.OPEN


def test_the_desk_may_let_them_stay_with_a_reason(hall: Facility, booking: Booking) -> None:
    desk, at = signed_in(staff(hall)), f"bookings/{booking.public_id}/extend/"
    asked = {"until": "2026-12-18T19:00:00+09:00"}
    assert post(desk, at, asked).status_code == 409
    assert post(desk, at, {**asked, "why": "工事は21時からになりました"}).status_code == 200

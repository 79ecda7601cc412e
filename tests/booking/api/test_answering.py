"""The desk answers for a move, a longer stay and another party by the API, on record; nobody else does."""

from typing import Any

import pytest
from django.test import Client

from booking.models import Act, Booking, Person
from booking.rules.staff import Role
from facilities.models import Facility, Room
from tests.booking.api.callers import PROBLEM, post, signed_in
from tests.factories import a_booking, a_facility, span
from tests.people import a_high_schooler, staff

WHY = {"why": "館長がよいと言ったため"}
# The house closes at 21:00, and lets no children in on a Friday evening.
MOVED = {"start": "2026-12-04T20:00:00+09:00", "end": "2026-12-04T22:00:00+09:00"}
LONGER = {"until": "2026-12-04T22:00:00+09:00"}
KIDS = {"counted": {"elementary": 3}}
VERBS = [("move", MOVED), ("extend", LONGER), ("change", KIDS)]


@pytest.fixture
def as_desk(desk: Person) -> Client:
    return signed_in(desk)


@pytest.fixture
def elsewhere() -> Client:
    """Whoever may do everything, at another hall."""
    return signed_in(staff(a_facility("nishi"), role=Role.MANAGER))


def aside() -> list[str]:
    return list(Act.objects.filter(verb="overrule").values_list("why", flat=True))


@pytest.mark.parametrize(("verb", "sent"), VERBS)
def test_what_the_judge_refuses_is_done_for_a_reason_that_stays_on_record(
    as_desk: Client, desk: Person, booking: Booking, verb: str, sent: dict[str, Any]
) -> None:
    at = f"bookings/{booking.public_id}/{verb}/"
    refused = post(as_desk, at, sent)
    assert (refused.status_code, refused["Content-Type"], aside()) == (409, PROBLEM, [])
    assert {one["finding"] for one in refused.json()["reasons"]} & {"broken"}
    done = post(as_desk, at, {**sent, **WHY})
    assert (done.status_code, aside()) == (200, [WHY["why"]])
    act = Act.objects.get(verb="overrule")
    assert (act.actor, act.subject_id) == (desk, booking.public_id)


@pytest.mark.parametrize(("verb", "sent"), VERBS)
def test_a_reason_of_those_who_have_it_sets_nothing_aside_and_they_are_told_why_not(
    as_teen: Client, booking: Booking, verb: str, sent: dict[str, Any]
) -> None:
    answer = post(as_teen, f"bookings/{booking.public_id}/{verb}/", {**sent, **WHY, "seen": ["ages"]})
    assert (answer.status_code, answer.json()["code"], aside()) == (409, "refused", [])


@pytest.mark.parametrize(("verb", "sent"), VERBS)
def test_who_serves_without_the_right_and_who_serves_elsewhere_find_nothing(
    hall: Facility, booking: Booking, elsewhere: Client, verb: str, sent: dict[str, Any]
) -> None:
    at = f"bookings/{booking.public_id}/{verb}/"
    for client in (signed_in(staff(hall, role=Role.CONTRACTOR)), elsewhere):
        assert post(client, at, {**sent, **WHY}).status_code == 404
    assert aside() == []


@pytest.mark.parametrize(("verb", "sent"), VERBS)
def test_which_version_was_seen_is_asked_before_anything_is_set_aside(
    as_desk: Client, booking: Booking, verb: str, sent: dict[str, Any]
) -> None:
    at = f"bookings/{booking.public_id}/{verb}/"
    unsaid = as_desk.post(f"/api/v1/{at}", {**sent, **WHY}, "application/json")
    assert (unsaid.status_code, unsaid.json()["code"]) == (428, "version_missing")
    stale = post(as_desk, at, {**sent, **WHY}, If_Match='"7"')
    assert (stale.status_code, stale.json()["code"], aside()) == (412, "precondition_failed", [])


def test_what_others_have_no_reason_sets_aside(as_desk: Client, room: Room, booking: Booking) -> None:
    a_booking(room, span("2026-12-04", "19:00", "21:00"), a_high_schooler())
    for verb, sent in VERBS[:2]:
        answer = post(as_desk, f"bookings/{booking.public_id}/{verb}/", {**sent, **WHY})
        assert "TAKEN" in {one["code"] for one in answer.json()["reasons"]}, verb
    assert aside() == []


@pytest.mark.parametrize(
    ("wrong", "status", "named"),
    [
        ({"why": "あ" * 301}, 400, "why"),
        ({"why": "a\nb"}, 422, "why"),
        ({"seen": ["x"] * 31}, 400, "seen"),
        ({"reason": "a"}, 400, "reason"),
    ],
)
def test_a_reason_that_cannot_be_kept_is_named(
    as_desk: Client, booking: Booking, wrong: dict[str, Any], status: int, named: str
) -> None:
    answer = post(as_desk, f"bookings/{booking.public_id}/move/", {**MOVED, **wrong})
    assert (answer.status_code, list(answer.json()["errors"])) == (status, [named])


def test_the_desk_keeps_those_who_come_by_the_ids_that_it_has_read(
    as_desk: Client, booking: Booking, teen: Person
) -> None:
    """They are nobody's mates at the desk, which can name no others."""
    told = as_desk.get(f"/api/v1/desk/higashi/bookings/{booking.public_id}/").json()["people"]
    assert told == [{"id": teen.public_id, "name": str(teen)}]
    at = f"bookings/{booking.public_id}/change/"
    done = post(as_desk, at, {"people": [told[0]["id"]], "counted": {"high_school": 2}})
    assert (done.status_code, done.json()["headcount"]) == (200, 3)
    assert list(booking.people.all()) == [teen]
    stranger = post(as_desk, at, {"people": [a_high_schooler().public_id]})
    assert (stranger.status_code, list(stranger.json()["errors"])) == (422, ["people"])

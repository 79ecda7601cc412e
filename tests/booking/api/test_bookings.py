"""Booking through the API: the whole of the main job, who may see what, and one answer for one key."""

import json

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from booking.models import Act, Answer, Booking, Claim, Person
from facilities.models import Room
from tests.booking.api.callers import FRIDAY, PROBLEM, get, post, signed_in
from tests.factories import a_booking, a_facility, span
from tests.people import a_band, a_high_schooler, a_junior_high_student, staff


def test_the_whole_job_from_finding_the_room_to_giving_it_back(as_teen: Client, room: Room) -> None:
    rooms = get(as_teen, "halls/higashi/rooms/").json()["results"]
    music = next(found for found in rooms if found["loud"])
    friday = {"from": "2026-12-04", "to": "2026-12-04"}
    slots = get(as_teen, f"rooms/{music['id']}/slots/", **friday).json()["days"][0]["slots"]
    evening = next(slot for slot in slots if slot["state"] == "free" and slot["start"][11:16] == "17:00")
    wish = {"room": music["id"], **evening["offer"]}
    assert post(as_teen, "check/", wish).json()["outcome"] == "allow"

    made = post(as_teen, "bookings/", wish)
    assert made.status_code == 201
    booking = made.json()
    assert made["Location"] == f"/api/v1/bookings/{booking['id']}/"
    assert (booking["room"], booking["state"], booking["headcount"]) == ("higashi/band", "booked", 1)
    assert (booking["start"], booking["end"]) == (wish["start"], wish["end"])
    assert [mine["id"] for mine in get(as_teen, "bookings/").json()["results"]] == [booking["id"]]
    assert get(as_teen, f"bookings/{booking['id']}/").json() == booking
    slots = get(as_teen, f"rooms/{music['id']}/slots/", **friday).json()["days"][0]["slots"]
    assert next(slot["state"] for slot in slots if slot["start"] == wish["start"]) == "taken"

    given_back = post(as_teen, f"bookings/{booking['id']}/cancel/", {"why": "かぜをひいた"})
    assert (given_back.status_code, given_back.json()["state"]) == (200, "cancelled")
    assert given_back.json()["version"] > booking["version"]
    assert not Claim.objects.exists()


def test_a_cancelling_can_be_taken_back(as_teen: Client, room: Room) -> None:
    booking = post(as_teen, "bookings/", FRIDAY).json()
    post(as_teen, f"bookings/{booking['id']}/cancel/")
    answer = post(as_teen, f"bookings/{booking['id']}/restore/")
    assert (answer.status_code, answer.json()["state"]) == (200, "booked")
    assert Claim.objects.count() == 1


def test_a_booking_moves_in_one_step_or_stays_where_it_was(as_teen: Client, room: Room) -> None:
    booking = post(as_teen, "bookings/", FRIDAY).json()
    later = {**FRIDAY, "start": "2026-12-04T19:00:00+09:00", "end": "2026-12-04T21:00:00+09:00"}
    moved = post(as_teen, f"bookings/{booking['id']}/move/", later)
    assert (moved.status_code, moved.json()["start"]) == (200, later["start"])
    off_slot = {**later, "start": "2026-12-04T18:00:00+09:00"}
    refused = post(as_teen, f"bookings/{booking['id']}/move/", off_slot)
    assert refused.status_code == 409
    assert get(as_teen, f"bookings/{booking['id']}/").json()["start"] == later["start"]


def test_a_booking_that_moves_without_a_room_stays_in_its_own(as_teen: Client, room: Room) -> None:
    booking = post(as_teen, "bookings/", FRIDAY).json()
    later = {"start": "2026-12-04T19:00:00+09:00", "end": "2026-12-04T21:00:00+09:00"}
    moved = post(as_teen, f"bookings/{booking['id']}/move/", later).json()
    assert (moved["room"], moved["start"]) == ("higashi/band", later["start"])


def test_a_move_without_a_time_is_asked_for_it(as_teen: Client, room: Room) -> None:
    booking = post(as_teen, "bookings/", FRIDAY).json()
    answer = post(as_teen, f"bookings/{booking['id']}/move/", {"room": "higashi/band"})
    assert (answer.status_code, answer.json()["errors"].keys()) == (400, {"start", "end"})


def test_a_group_goes_in_by_its_id_and_comes_out_with_its_name(teen: Person, room: Room) -> None:
    band = a_band(teen)
    client, told = signed_in(teen), {"id": band.public_id, "name": "よるかぜ"}
    assert post(client, "bookings/", {**FRIDAY, "group": band.public_id}).json()["group"] == told
    answer = post(client, "bookings/", {**FRIDAY, "group": told})
    assert (answer.status_code, answer.json()["errors"].keys()) == (400, {"group"})
    assert "id だけを書いてください" in answer.json()["detail"]


def test_a_refusal_names_every_clause_and_writes_nothing(room: Room) -> None:
    a_booking(room, span("2026-12-04", "19:00", "21:00"))
    late = {**FRIDAY, "start": "2026-12-04T19:00:00+09:00", "end": "2026-12-04T21:00:00+09:00"}
    answer = post(signed_in(a_junior_high_student()), "bookings/", late)
    assert (answer.status_code, answer["Content-Type"]) == (409, PROBLEM)
    problem = answer.json()
    assert (problem["status"], problem["code"]) == (409, "refused")
    reasons = {reason["code"]: reason for reason in problem["reasons"]}
    assert reasons.keys() == {"LEAVE_BY", "TAKEN"}
    leave_by = reasons["LEAVE_BY"]
    assert (leave_by["clause"], leave_by["finding"]) == ("W3", "broken")
    assert leave_by["values"]["until_at"] == "2026-12-04T20:00:00+09:00"
    assert "20:00" in leave_by["sentence"]
    assert problem["detail"] == problem["reasons"][0]["sentence"]
    assert (Booking.objects.count(), Act.objects.count()) == (1, 0)


def test_without_signing_in_nothing_of_anybody_is_told(nobody: Client, room: Room) -> None:
    booking = a_booking(room, span("2026-12-04", "17:00", "19:00"), a_high_schooler())
    addresses = ["bookings/", *(f"bookings/{booking.public_id}/{verb}" for verb in ("cancel/", "move/"))]
    answers = [get(nobody, "bookings/"), get(nobody, f"bookings/{booking.public_id}/")]
    answers += [post(nobody, address, FRIDAY) for address in addresses]
    assert [answer.status_code for answer in answers] == [401] * 5
    assert {answer.json()["code"] for answer in answers} == {"not_authenticated"}
    assert answers[0]["WWW-Authenticate"] == "Session"


@pytest.mark.parametrize("verb", ["", "cancel/", "restore/", "move/"])
def test_a_foreign_booking_and_an_absent_one_answer_alike(
    as_other: Client, teen: Person, room: Room, verb: str
) -> None:
    booking = a_booking(room, span("2026-12-04", "17:00", "19:00"), teen)
    ask = (
        (lambda at: post(as_other, at, FRIDAY if verb == "move/" else {}))
        if verb
        else (lambda at: get(as_other, at))
    )
    foreign, absent = ask(f"bookings/{booking.public_id}/{verb}"), ask(f"bookings/zzzzzzzzzzzzzzzz/{verb}")
    assert (foreign.status_code, foreign.content) == (404, absent.content)
    assert foreign.json()["code"] == "not_found"
    booking.refresh_from_db()
    assert booking.state == "booked"


def test_staff_see_and_change_a_members_booking(as_staff: Client, teen: Person, room: Room) -> None:
    booking = a_booking(room, span("2026-12-04", "17:00", "19:00"), teen)
    assert get(as_staff, f"bookings/{booking.public_id}/").status_code == 200
    assert get(as_staff, "bookings/").json()["results"] == []
    assert post(as_staff, f"bookings/{booking.public_id}/cancel/").json()["state"] == "cancelled"


MOVED = {**FRIDAY, "start": "2026-12-03T13:00:00+09:00", "end": "2026-12-03T15:00:00+09:00"}


@pytest.mark.parametrize(("verb", "body"), [("cancel", {}), ("move", MOVED)])
def test_a_change_carries_the_version_that_it_saw(
    as_teen: Client, teen: Person, room: Room, verb: str, body: dict[str, str]
) -> None:
    booking = a_booking(room, span("2026-12-04", "17:00", "19:00"), teen, sequence=3)
    booking.people.add(teen)
    address = f"bookings/{booking.public_id}/"
    assert get(as_teen, address)["ETag"] == '"3"'
    late = post(as_teen, f"{address}{verb}/", body, If_Match='"2"')
    assert (late.status_code, late.json()["code"]) == (412, "precondition_failed")
    booking.refresh_from_db()
    assert booking.sequence == 3
    done = post(as_teen, f"{address}{verb}/", body, If_Match='"3"')
    assert (done.status_code, done["ETag"]) == (200, '"4"')


@pytest.mark.parametrize("told", ["3", 'W/"3"', '"x"', "", '"3", "4"', '"99999999999999999999"'])
def test_a_version_that_is_none_of_ours_is_told_by_its_header(
    as_teen: Client, teen: Person, room: Room, told: str
) -> None:
    booking = a_booking(room, span("2026-12-04", "17:00", "19:00"), teen, sequence=3)
    answer = post(as_teen, f"bookings/{booking.public_id}/cancel/", If_Match=told)
    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["If-Match"])


def test_staff_of_another_hall_are_strangers_here(teen: Person, room: Room) -> None:
    booking = a_booking(room, span("2026-12-04", "17:00", "19:00"), teen)
    for client in (signed_in(staff(a_facility("honcho"))), signed_in(staff())):
        assert get(client, f"bookings/{booking.public_id}/").status_code == 404
        assert post(client, f"bookings/{booking.public_id}/cancel/").status_code == 404


def test_a_member_of_the_band_sees_its_booking_and_leaves_it_alone(teen: Person, room: Room) -> None:
    drummer, stranger = a_high_schooler(), a_high_schooler()
    band = a_band(teen, drummer)
    sent = {**FRIDAY, "group": band.public_id, "people": ["me", drummer.public_id]}
    made = post(signed_in(teen), "bookings/", sent).json()
    assert (made["group"], made["headcount"]) == ({"id": band.public_id, "name": "よるかぜ"}, 2)
    address = f"bookings/{made['id']}/"
    assert get(signed_in(drummer), address).status_code == 200
    assert post(signed_in(drummer), f"{address}cancel/").status_code == 404
    assert get(signed_in(stranger), address).status_code == 404


def test_strangers_are_counted_by_band(as_teen: Client, room: Room) -> None:
    sent = {**FRIDAY, "people": ["me"], "counted": {"high_school": 2, "adult": 0}}
    made = post(as_teen, "bookings/", sent).json()
    assert (made["counted"], made["headcount"]) == ({"high_school": 2}, 3)


def test_what_the_room_asks_is_told_and_another_answer_is_another_request(
    as_teen: Client, room: Room
) -> None:
    sent = {**FRIDAY, "told": {"instruments": ["drums"], "proofs": [], "at_school": True}}
    assert post(as_teen, "bookings/", sent, Idempotency_Key="k-1").status_code == 201
    assert Booking.objects.get().told == sent["told"]
    answer = post(as_teen, "bookings/", {**sent, "told": {"instruments": []}}, Idempotency_Key="k-1")
    assert (answer.status_code, answer.json()["code"]) == (422, "key_reused")


def test_an_answer_that_is_no_key_names_its_field(as_teen: Client, room: Room) -> None:
    answer = post(as_teen, "bookings/", {**FRIDAY, "told": {"instruments": "drums"}})
    assert (answer.status_code, "told" in answer.content.decode()) == (400, True)


def test_the_same_key_gets_the_same_answer(as_teen: Client, room: Room) -> None:
    first = post(as_teen, "bookings/", FRIDAY, Idempotency_Key="k-1")
    again = post(as_teen, "bookings/", FRIDAY, Idempotency_Key="k-1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.content == again.content
    assert Booking.objects.count() == 1


def test_the_same_key_with_another_body_is_refused(as_teen: Client, room: Room) -> None:
    post(as_teen, "bookings/", FRIDAY, Idempotency_Key="k-1")
    answer = post(as_teen, "bookings/", {**FRIDAY, "purpose": "録音"}, Idempotency_Key="k-1")
    assert (answer.status_code, answer.json()["code"]) == (422, "key_reused")
    assert Booking.objects.count() == 1


def test_another_persons_key_is_another_key(as_teen: Client, as_other: Client, room: Room) -> None:
    post(as_teen, "bookings/", FRIDAY, Idempotency_Key="k-1")
    later = {**FRIDAY, "start": "2026-12-04T19:00:00+09:00", "end": "2026-12-04T21:00:00+09:00"}
    assert post(as_other, "bookings/", later, Idempotency_Key="k-1").status_code == 201


def test_a_refusal_is_not_kept_under_its_key(as_teen: Client, teen: Person, room: Room) -> None:
    rival = a_booking(room, span("2026-12-04", "17:00", "19:00"), a_high_schooler())
    assert post(as_teen, "bookings/", FRIDAY, Idempotency_Key="k-1").status_code == 409
    assert not Answer.objects.exists()
    rival.claims.all().delete()
    assert post(as_teen, "bookings/", FRIDAY, Idempotency_Key="k-1").status_code == 201


@pytest.mark.parametrize("key", ["x" * 101, "a\x7fb", "a b", " a", "\xe9"])
def test_a_key_that_cannot_be_kept_is_refused_by_name(as_teen: Client, room: Room, key: str) -> None:
    answer = post(as_teen, "bookings/", FRIDAY, Idempotency_Key=key)
    assert answer.status_code == 400
    assert answer.json()["errors"].keys() == {"Idempotency-Key"}


def test_the_list_has_the_latest_first_and_goes_on(as_teen: Client, teen: Person, room: Room) -> None:
    for day in range(1, 29):
        for start in (10, 13, 15):
            a_booking(room, span(f"2026-10-{day:02}", f"{start}:00", f"{start + 1}:00"), teen)
    first = get(as_teen, "bookings/").json()
    second = as_teen.get(first["next"]).json()
    starts = [booking["start"] for page in (first, second) for booking in page["results"]]
    assert (len(first["results"]), len(starts), second["next"]) == (50, 84, None)
    assert starts == sorted(starts, reverse=True)


def test_a_change_that_does_not_say_what_it_saw_is_asked_for_it(
    as_teen: Client, teen: Person, room: Room
) -> None:
    booking = a_booking(room, span("2026-12-04", "17:00", "19:00"), teen)
    for verb, body in (("cancel", {}), ("restore", {}), ("move", MOVED), ("change", {}), ("hand-back", {})):
        answer = as_teen.post(
            f"/api/v1/bookings/{booking.public_id}/{verb}/", json.dumps(body), "application/json"
        )
        assert (answer.status_code, answer.json()["code"]) == (428, "version_missing"), verb
    booking.refresh_from_db()
    assert booking.sequence == 0


def test_the_list_is_narrowed_by_day_state_hall_and_room_and_ordered(
    as_teen: Client, teen: Person, room: Room
) -> None:
    for day in ("2026-12-03", "2026-12-04", "2026-12-05"):
        a_booking(room, span(day, "13:00", "15:00"), teen)
    a_booking(room, span("2026-12-06", "13:00", "15:00"), teen, state="cancelled")

    def days(**asked: str) -> list[str]:
        return [one["start"][8:10] for one in get(as_teen, "bookings/", **asked).json()["results"]]

    assert days() == ["06", "05", "04", "03"]
    assert days(ordering="start") == ["03", "04", "05", "06"]
    assert days(**{"from": "2026-12-04", "to": "2026-12-05"}) == ["05", "04"]
    assert days(state="cancelled") == ["06"]
    assert days(hall="higashi", room="band", state="booked") == ["05", "04", "03"]
    assert days(hall="honcho") == days(room="craft") == days(group="zzzz") == []


@pytest.mark.parametrize(
    ("asked", "field", "status"),
    [
        ({"from": "2026-12-01", "to": "2027-03-03"}, "to", 400),
        ({"from": "2026-12-05", "to": "2026-12-04"}, "to", 422),
        ({"to": ""}, "to", 400),
        ({"from": "tomorrow"}, "from", 400),
        ({"state": "lost"}, "state", 400),
        ({"ordering": "person__name"}, "ordering", 400),
    ],
)
def test_what_a_list_cannot_be_narrowed_by_is_named(
    as_teen: Client, asked: dict[str, str], field: str, status: int
) -> None:
    answer = get(as_teen, "bookings/", **asked)
    assert (answer.status_code, list(answer.json()["errors"])) == (status, [field])


def test_fifty_bookings_cost_the_queries_of_ten(
    as_teen: Client, teen: Person, room: Room, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for day in range(1, 11):
        a_booking(room, span(f"2026-10-{day:02}", "10:00", "12:00"), teen)
    with django_assert_max_num_queries(12) as ten:
        get(as_teen, "bookings/")
    for day in range(1, 31):
        a_booking(room, span(f"2026-09-{day:02}", "10:00", "12:00"), teen)
        if day > 20:
            a_booking(room, span(f"2026-09-{day:02}", "13:00", "15:00"), teen)
    with django_assert_max_num_queries(12) as fifty:
        assert len(get(as_teen, "bookings/").json()["results"]) == 50
    assert len(fifty) == len(ten)


def test_ones_own_things_are_for_no_cache(as_teen: Client, room: Room) -> None:
    made = post(as_teen, "bookings/", FRIDAY)
    answers = [
        made,
        get(as_teen, "bookings/"),
        get(as_teen, "bookings/zzzz/"),
        post(as_teen, "bookings/", FRIDAY),
    ]
    assert {answer["Cache-Control"] for answer in answers} == {"private, no-store"}


def test_a_change_from_another_site_is_refused(teen: Person, room: Room) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(teen)
    answer = post(strict, "bookings/", FRIDAY)
    assert (answer.status_code, answer.json()["code"]) == (403, "csrf_failed")
    strict.get("/api/docs/")
    token = strict.cookies["csrftoken"].value
    assert post(strict, "bookings/", FRIDAY, X_CSRFToken=token).status_code == 201


def test_of_two_who_send_at_once_the_second_hears_that_it_is_taken(
    as_teen: Client, as_other: Client, room: Room
) -> None:
    assert post(as_teen, "bookings/", FRIDAY).status_code == 201
    answer = post(as_other, "bookings/", FRIDAY)
    assert [reason["code"] for reason in answer.json()["reasons"]] == ["TAKEN"]


@pytest.mark.parametrize(
    ("said", "kept"),
    [({}, "hall"), ({"cause": None}, "hall"), ({"cause": "hall"}, "hall"), ({"cause": ""}, "")],
)
def test_the_desk_says_for_whose_sake_it_cancels(
    booking: Booking, desk: Person, said: dict[str, str | None], kept: str
) -> None:
    answer = post(signed_in(desk), f"bookings/{booking.public_id}/cancel/", {"why": "電話", **said})
    assert (answer.status_code, answer.json()["state"]) == (200, "cancelled")
    booking.refresh_from_db()
    assert booking.cause == kept


def test_what_those_who_booked_say_of_it_is_passed_over(as_teen: Client, booking: Booking) -> None:
    assert post(as_teen, f"bookings/{booking.public_id}/cancel/", {"cause": "hall"}).status_code == 200
    booking.refresh_from_db()
    assert booking.cause == ""


def test_a_cause_that_no_clause_names_is_named_and_nothing_is_cancelled(
    booking: Booking, desk: Person
) -> None:
    answer = post(signed_in(desk), f"bookings/{booking.public_id}/cancel/", {"cause": "rain"})
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["cause"])
    booking.refresh_from_db()
    assert booking.state == "booked"

"""Asking the judge through the API."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from booking.models import Act, Answer, Booking, Claim, Person
from facilities.models import Room
from tests.booking.api.callers import FRIDAY, post, signed_in
from tests.factories import a_booking, span
from tests.people import a_band, a_high_schooler, a_junior_high_student

LATE = {
    "room": "higashi/band",
    "start": "2026-12-04T19:00:00+09:00",
    "end": "2026-12-04T21:00:00+09:00",
}


def test_what_may_be_booked_is_allowed_and_says_which_clauses_were_asked(as_teen: Client, room: Room) -> None:
    answer = post(as_teen, "check/", FRIDAY).json()
    assert (answer["outcome"], answer["reasons"], answer["lacking"]) == ("allow", [], [])
    assert {"W1", "W2", "O1", "Q1"} <= set(answer["holds"])
    assert answer["possible"] == []


def test_a_junior_high_student_hears_which_clause_says_no_and_what_would_be_possible(room: Room) -> None:
    answer = post(signed_in(a_junior_high_student()), "check/", LATE).json()
    assert answer["outcome"] == "refuse"
    assert [(reason["code"], reason["clause"]) for reason in answer["reasons"]] == [("LEAVE_BY", "W3")]
    assert "W3" not in answer["holds"]
    assert {near["room"] for near in answer["possible"]} == {"higashi/band"}
    assert answer["possible"][0]["end"] <= "2026-12-04T20:00:00+09:00"


def test_whatever_is_possible_can_be_booked(room: Room) -> None:
    client = signed_in(a_junior_high_student())
    possible = post(client, "check/", LATE).json()["possible"]
    assert possible
    for near in possible[:2]:
        assert post(client, "bookings/", near).status_code == 201


def test_all_that_speaks_against_it_is_said_at_once(as_teen: Client, room: Room) -> None:
    a_booking(room, span("2026-12-04", "19:00", "21:00"))
    crowd = {**LATE, "end": "2026-12-04T20:30:00+09:00", "counted": {"elementary": 9}}
    reasons = post(as_teen, "check/", crowd).json()["reasons"]
    assert {reason["code"] for reason in reasons} == {
        "AGE_MIN",
        "AGE_EVENING",
        "CAPACITY",
        "OFF_SLOT",
        "TAKEN",
    }
    assert all(reason["sentence"] for reason in reasons)


def test_a_stranger_may_ask_for_the_ages_they_count(nobody: Client, room: Room) -> None:
    teens = post(nobody, "check/", {**FRIDAY, "counted": {"high_school": 2}}).json()
    children = post(nobody, "check/", {**FRIDAY, "counted": {"elementary": 2}}).json()
    assert (teens["outcome"], children["outcome"]) == ("allow", "refuse")


def test_a_stranger_who_says_nothing_hears_what_the_judge_would_need(nobody: Client, room: Room) -> None:
    answer = post(nobody, "check/", FRIDAY).json()
    assert answer["outcome"] == "allow"
    assert answer["lacking"]


def test_asking_stores_nothing(as_teen: Client, room: Room) -> None:
    post(as_teen, "check/", FRIDAY, Idempotency_Key="k-1")
    assert not any(model.objects.exists() for model in (Booking, Claim, Act, Answer))


def test_staff_are_told_as_the_judge_sees_them(as_staff: Client, room: Room) -> None:
    answer = post(as_staff, "check/", FRIDAY).json()
    assert {reason["code"] for reason in answer["reasons"]} == {"AGE_EVENING"}


@pytest.mark.parametrize("field", ["group", "people"])
def test_what_is_on_record_about_others_cannot_be_asked(
    as_other: Client, teen: Person, room: Room, field: str
) -> None:
    band = a_band(teen)
    theirs = {"group": band.public_id, "people": [teen.public_id]}[field]
    none = {"group": "zzzzzzzzzzzzzzzz", "people": ["zzzzzzzzzzzzzzzz"]}[field]
    foreign = post(as_other, "check/", {**FRIDAY, field: theirs})
    absent = post(as_other, "check/", {**FRIDAY, field: none})
    assert (foreign.status_code, foreign.content) == (422, absent.content)
    assert foreign.json()["errors"].keys() == {field}


def test_a_stranger_names_neither_groups_nor_people(nobody: Client, teen: Person, room: Room) -> None:
    band = a_band(teen)
    for field, value in (("group", band.public_id), ("people", ["me"])):
        answer = post(nobody, "check/", {**FRIDAY, field: value})
        assert answer.json()["errors"].keys() == {field}


def test_asking_for_fifty_people_costs_the_queries_of_ten(
    teen: Person, as_teen: Client, room: Room, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    mates = [a_high_schooler() for _ in range(50)]
    band = a_band(teen, *mates)
    post(as_teen, "check/", FRIDAY)
    for crowd in (mates[:10], mates):
        asked = {**FRIDAY, "group": band.public_id, "people": ["me", *(mate.public_id for mate in crowd)]}
        with django_assert_num_queries(16):
            assert post(as_teen, "check/", asked).json()["outcome"] == "refuse"

"""Courses by the API: a date is set, those who came are noted, and somebody who had no seat."""

from typing import Any

import pytest
from django.test import Client

from booking.models import Act, CourseDate, Induction, Person, Seat
from booking.rules.staff import Role
from facilities.models import Facility
from tests.booking.api.callers import get, post, signed_in
from tests.factories import DEMANDING, NOW, a_facility, span
from tests.people import a_high_schooler, staff

HALL = DEMANDING.replace('course = "band-room"', 'course = "band-room"\n  valid_months = 12')
AT = "desk/higashi/courses/"
NOTED = "desk/higashi/inductions/"
SATURDAY = {
    "course": "band-room",
    "start": "2026-12-12T10:00:00+09:00",
    "end": "2026-12-12T11:00:00+09:00",
    "places": 8,
}


@pytest.fixture
def instructor(hall: Facility) -> Client:
    return signed_in(staff(hall, role=Role.INSTRUCTOR))


def given(hall: Facility, day: str, *people: Person) -> CourseDate:
    when = span(day, "15:00", "16:00")
    made = CourseDate.objects.create(
        facility=hall, course="band-room", start=when.start, end=when.end, places=8
    )
    for one in people:
        Seat.objects.create(date=made, person=one, taken_at=NOW)
    return made


def test_an_instructor_sets_a_date_that_the_public_then_sees(instructor: Client, nobody: Client) -> None:
    made = post(instructor, AT, SATURDAY)
    assert made.status_code == 201
    told = made.json()
    assert (told["places"], told["taken"], told["months"], told["seats"]) == (8, 0, 12, [])
    assert [one["id"] for one in get(instructor, AT).json()["results"]] == [told["id"]]
    assert [one["id"] for one in get(nobody, "halls/higashi/courses/").json()["results"]] == [told["id"]]


def test_the_same_key_sets_one_date_and_without_one_there_are_two(instructor: Client) -> None:
    for _ in range(2):
        post(instructor, AT, SATURDAY, Idempotency_Key="k")
    assert CourseDate.objects.count() == 1
    post(instructor, AT, SATURDAY)
    assert CourseDate.objects.count() == 2


@pytest.mark.parametrize(
    ("wrong", "named", "status"),
    [
        ({"course": "flying"}, "course", 422),
        ({"start": "2026-12-02T16:10:00+09:00"}, "start", 422),
        ({"end": "2026-12-12T10:00:00+09:00"}, "end", 422),
        ({"places": 0}, "places", 400),
        ({"places": 201}, "places", 400),
        ({"places": "8"}, "places", 400),
        ({"seats": 8}, "seats", 400),
    ],
)
def test_a_date_that_cannot_be_is_named_and_not_set(
    instructor: Client, wrong: dict[str, Any], named: str, status: int
) -> None:
    answer = post(instructor, AT, {**SATURDAY, **wrong})
    assert (answer.status_code, list(answer.json()["errors"])) == (status, [named])
    assert not CourseDate.objects.exists()


def test_those_who_came_are_noted_and_the_others_are_not(instructor: Client, hall: Facility) -> None:
    came, stayed_away = a_high_schooler(), a_high_schooler()
    date = given(hall, "2026-12-02", came, stayed_away)
    sent = {"whom": [f"p-{came.public_id}"]}
    told = post(instructor, f"{AT}{date.public_id}/taken/", sent).json()
    assert {one["whom"]: one["noted"] for one in told["seats"]} == {
        f"p-{came.public_id}": True,
        f"p-{stayed_away.public_id}": False,
    }
    # Noted a second time they are noted once, and nobody who was noted is taken off by being left out.
    assert post(instructor, f"{AT}{date.public_id}/taken/", sent).json() == told
    assert post(instructor, f"{AT}{date.public_id}/taken/", {"whom": []}).json() == told
    assert Act.objects.filter(verb="note_induction").count() == 1


def test_with_somebody_who_has_no_seat_nobody_is_noted(instructor: Client, hall: Facility) -> None:
    came = a_high_schooler()
    date = given(hall, "2026-12-02", came)
    sent = {"whom": [f"p-{came.public_id}", f"p-{a_high_schooler().public_id}"]}
    answer = post(instructor, f"{AT}{date.public_id}/taken/", sent)
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["whom"])
    assert not Induction.objects.exists()


def test_nobody_has_taken_what_is_to_come(instructor: Client, hall: Facility) -> None:
    keen = a_high_schooler()
    date = given(hall, "2026-12-03", keen)
    answers = [
        post(instructor, f"{AT}{date.public_id}/taken/", {"whom": [f"p-{keen.public_id}"]}),
        post(
            instructor,
            NOTED,
            {"whom": f"p-{keen.public_id}", "course": "band-room", "on": "2026-12-03"},
        ),
    ]
    assert {(one.status_code, one.json()["code"]) for one in answers} == {(409, "not_yet")}
    assert not Induction.objects.exists()


def test_who_had_no_seat_is_noted_until_the_day_that_the_rules_say(
    instructor: Client, hall: Facility
) -> None:
    known = a_high_schooler()
    given(hall, "2026-11-01", known)
    sent = {"whom": f"p-{known.public_id}", "course": "band-room"}
    told = post(instructor, NOTED, sent)
    assert told.status_code == 200
    assert told.json() == {**sent, "on": "2026-12-02", "valid_until": "2027-12-02"}
    assert post(instructor, NOTED, sent).json() == told.json()
    assert Induction.objects.count() == 1


@pytest.mark.parametrize("whom", ["p-nobodynobody", "g-nobodynobody", "nobody"])
def test_whom_the_hall_does_not_know_is_not_noted(instructor: Client, whom: str) -> None:
    answer = post(instructor, NOTED, {"whom": whom, "course": "band-room"})
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["whom"])


def test_a_stranger_to_the_hall_is_as_absent_as_nobody(instructor: Client) -> None:
    sent = {"whom": f"p-{a_high_schooler().public_id}", "course": "band-room"}
    assert post(instructor, NOTED, sent).status_code == 422


def test_another_halls_date_is_not_there(instructor: Client, hall: Facility) -> None:
    other = given(a_facility("nishi"), "2026-12-12")
    for answer in (
        get(instructor, f"{AT}{other.public_id}/"),
        post(instructor, f"{AT}{other.public_id}/taken/", {"whom": []}),
    ):
        assert answer.status_code == 404


def test_dates_are_listed_from_today_or_from_the_day_one_asks_for(instructor: Client, hall: Facility) -> None:
    days = ["2026-12-01", "2026-12-02", "2026-12-31"]
    ids = [given(hall, day).public_id for day in days]

    def listed(**asked: str) -> list[str]:
        return [one["id"] for one in get(instructor, AT, **asked).json()["results"]]

    assert listed() == ids[1:]
    assert listed(**{"from": "2026-12-01", "to": "2026-12-01"}) == ids[:1]
    assert get(instructor, AT, **{"from": "2026-12-01", "to": "2027-03-03"}).status_code == 400


def test_a_course_that_no_clause_asks_for_any_more_is_still_listed(
    instructor: Client, hall: Facility
) -> None:
    date = given(hall, "2026-12-12")
    CourseDate.objects.update(course="old")
    told = get(instructor, f"{AT}{date.public_id}/").json()
    assert (told["course"], told["name"], told["months"]) == ("old", None, None)

"""What a department does by the API: days confirmed, lectures answered, articles read, groups and grants."""

from typing import Any

import pytest
from django.test import Client

from booking.models import ActivityDay, Article, Grant, LectureRequest, Person
from booking.rules.activities import State
from tests.booking.activities import asked, department_of, sent, the_office
from tests.booking.api.callers import get, post, signed_in
from tests.booking.lectures import a_lecture, a_request
from tests.booking.news import EDITORS, an_editor
from tests.booking.news import sent as written
from tests.booking.supporting import asks
from tests.people import a_band, a_group, a_high_schooler, a_senior

HERE = "offices/child-rearing/"
APPLIED: dict[str, Any] = {
    "scheme": "青少年健全育成事業補助金",
    "body": "さくら町子ども会",
    "plan": "",
    "day": "2026-09-01",
    "yen": 60_000,
}


@pytest.fixture
def office() -> Person:
    return the_office("child-rearing")


@pytest.fixture
def as_office(office: Person) -> Client:
    return signed_in(office)


def test_days_are_confirmed_as_they_were_read(office: Person, as_office: Client) -> None:
    [made] = sent(asked(office)[1])
    [waiting] = get(as_office, f"{HERE}activity-days/").json()["results"]
    assert (waiting["reporter"], waiting["counts"]) == ("さくら保育園", {"help": {"junior_high": 3}})
    old = {"days": [{"id": made.public_id, "version": waiting["version"] + 1}]}
    assert post(as_office, f"{HERE}activity-days/confirm/", old).json() == {"confirmed": 0, "left": 1}
    seen = {"days": [{"id": made.public_id, "version": waiting["version"]}]}
    assert post(as_office, f"{HERE}activity-days/confirm/", seen).json() == {"confirmed": 1, "left": 0}
    [decided] = get(as_office, f"{HERE}activity-days/decided/", year="2026").json()["results"]
    assert decided["state"] == "confirmed"
    assert get(as_office, f"{HERE}activity-days/decided/", year="2025").json()["results"] == []


def test_a_day_is_returned_for_a_reason_and_taken_up_again(office: Person, as_office: Client) -> None:
    [made] = sent(asked(office)[1])
    at = f"{HERE}activity-days/{made.public_id}/"
    assert post(as_office, f"{at}return/", {"why": " "}).status_code == 422
    assert post(as_office, f"{at}return/", {"why": "どこですか"}, If_Match='"9"').status_code == 412
    assert post(as_office, f"{at}return/", {"why": "どこですか"}).json()["why"] == "どこですか"
    assert post(as_office, f"{at}reopen/").json()["state"] == "sent"
    assert ActivityDay.objects.get().state == State.SENT


def test_a_lecture_is_agreed_called_off_and_counted(settings: Any) -> None:
    speaker = the_office("lifelong-learning")
    teen, client, here = a_high_schooler(), signed_in(speaker), "offices/lifelong-learning/lecture-requests/"
    made = a_request(a_lecture(department_of(speaker)), teen, a_band(teen))
    [waiting] = get(client, here).json()["results"]
    at = f"{here}{made.public_id}/"
    taken = {"date": waiting["dates"][0]["id"]}
    assert post(client, f"{at}take/", taken, If_Match='"9"').status_code == 412
    assert post(client, f"{at}take/", {"date": "2" * 13}).status_code == 404
    assert post(client, f"{at}count/", {"counts": {}}).json()["code"] == "not_found", "nothing is agreed"
    agreed = post(client, f"{at}take/", taken).json()
    assert (agreed["state"], agreed["start"]) == ("agreed", waiting["dates"][0]["start"])
    counts = {"counts": {"part": {"adult": 12}}}
    assert post(client, f"{at}count/", counts).json()["code"] == "not_yet"
    settings.CLOCK = "2026-12-18T15:30:00+09:00"
    assert post(client, f"{at}count/", counts).json()["counts"] == {"part": {"adult": 12}}
    assert post(client, f"{at}call-off/", {"why": "雪"}).status_code == 409, "it has begun"


def test_a_lecture_is_proposed_declined_and_thought_over() -> None:
    speaker = the_office("lifelong-learning")
    teen, client = a_high_schooler(), signed_in(speaker)
    made = a_request(a_lecture(department_of(speaker)), teen, a_band(teen))
    at = f"offices/lifelong-learning/lecture-requests/{made.public_id}/"
    proposed = post(client, f"{at}propose/", {"start": "2027-01-15T14:00:00+09:00"}).json()
    assert (proposed["state"], proposed["end"]) == ("proposed", "2027-01-15T15:00:00+09:00")
    assert post(client, f"{at}reopen/").json()["state"] == "asked"
    assert post(client, f"{at}decline/", {"why": "人が足りません"}).json()["state"] == "declined"
    [answered] = get(client, "offices/lifelong-learning/lecture-requests/answered/").json()["results"]
    assert answered["why"] == "人が足りません"
    assert LectureRequest.objects.get().state == "declined"


def test_an_article_is_read_asked_about_accepted_and_read_again() -> None:
    client, here = signed_in(an_editor()), f"offices/{EDITORS}/articles/"
    made, _code = written()
    [waiting] = get(client, here).json()["results"]
    assert (waiting["id"], waiting["state"]) == (made.public_id, "sent")
    at = f"{here}{made.public_id}/"
    asked_about = post(client, f"{at}ask/", {"question": "だれの絵ですか"}, If_Match='"0"')
    assert asked_about.json()["said"] == "だれの絵ですか"
    assert post(client, f"{at}accept/", If_Match='"0"').status_code == 412
    assert post(client, f"{at}accept/", If_Match=asked_about.headers["ETag"]).json()["state"] == "accepted"
    assert post(client, f"{at}reopen/").json()["state"] == "sent"
    assert post(client, f"{at}decline/", {"reason": "nothing"}).status_code == 400
    assert post(client, f"{at}decline/", {"reason": "full"}).json()["said"] == "full"
    assert Article.objects.get().state == "declined"


def test_a_group_is_confirmed_or_returned_as_it_was_read(as_office: Client) -> None:
    leader = a_senior()
    group = a_group("circle", leader, a_senior(), name="ぽかぽか")
    asks(group, leader)
    [asking] = get(as_office, f"{HERE}supported-groups/").json()["results"]
    at = f"{HERE}supported-groups/{group.public_id}/"
    assert asking["id"] == group.public_id
    assert post(as_office, f"{at}confirm/", If_Match='"9"').status_code == 412
    assert post(as_office, f"{at}confirm/").json()["state"] == "stands"
    [stands] = get(as_office, f"{HERE}supported-groups/confirmed/").json()["results"]
    assert stands["group"] == "ぽかぽか"
    assert post(as_office, f"{at}return/", {"why": ""}).status_code == 422
    assert post(as_office, f"{at}return/", {"why": "場所を書いてください"}).json()["state"] == "returned"


def test_a_grant_takes_its_steps_in_their_order(as_office: Client) -> None:
    first, again = (post(as_office, f"{HERE}grants/", APPLIED, Idempotency_Key="g") for _ in range(2))
    assert (first.status_code, first.json()) == (201, again.json())
    at, seen = f"{HERE}grants/{first.json()['id']}/", first.headers["ETag"]
    early = post(as_office, f"{at}steps/", {"step": "paid", "day": "2026-09-20", "yen": 1})
    assert (early.status_code, early.json()["code"]) == (409, "untimely")
    decided = {"step": "decided", "day": "2026-09-20", "yen": 50_000}
    told = post(as_office, f"{at}steps/", decided, If_Match=seen)
    assert told.json()["next"] == "paid"
    assert post(as_office, f"{at}steps/", decided, If_Match=seen).status_code == 412
    more = post(as_office, f"{at}steps/", {"step": "paid", "day": "2026-10-01", "yen": 50_001})
    assert (more.status_code, list(more.json()["errors"])) == (422, ["yen"])
    corrected = post(as_office, f"{at}steps/correct/", {**decided, "yen": 40_000}).json()
    assert corrected["steps"][-1] == {**decided, "yen": 40_000}
    assert post(as_office, f"{at}steps/back/", {"step": "decided"}).json()["next"] == "decided"
    [listed] = get(as_office, f"{HERE}grants/").json()["results"]
    assert listed["id"] == first.json()["id"]
    assert get(as_office, at).json() == listed
    assert Grant.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "status", "field"),
    [({"day": "2027-01-01"}, 422, "day"), ({"yen": 0}, 422, "yen"), ({"body": ""}, 422, "body")],
)
def test_an_application_that_cannot_be_is_named(
    as_office: Client, wrong: dict[str, Any], status: int, field: str
) -> None:
    answer = post(as_office, f"{HERE}grants/", {**APPLIED, **wrong})
    assert (answer.status_code, list(answer.json()["errors"])) == (status, [field])
    assert not Grant.objects.exists()

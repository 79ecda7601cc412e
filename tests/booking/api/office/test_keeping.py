"""What a department keeps, by the API: whom families turn to, lectures, who reports, meetings, talents."""

from typing import Any

import pytest
from django.test import Client

from booking.actions.plans import import_plan
from booking.models import Act, Lecture, NetworkBody, Person, Reporter, Talent
from booking.rules.talents import ListState
from tests.booking.activities import the_office
from tests.booking.api.callers import get, post, signed_in
from tests.booking.programmes import the_plan_of_the_city
from tests.booking.talents import an_office, offered
from tests.factories import NOW
from tests.people import a_senior

HERE = "offices/child-rearing/"
LIST = "offices/lifelong-learning/"
BODY = {"name_ja": "保健センター", "about_ja": "赤ちゃんの相談です。", "phone": "000-000-0103"}
LECTURE = {"name_ja": "木の話", "about_ja": "通学路の木を見ます。", "minutes": 60}
MEETING = {"sort": "meeting/", "start": "2026-12-04T14:00:00+09:00", "end": "2026-12-04T16:00:00+09:00"}


@pytest.fixture
def as_office() -> Client:
    return signed_in(the_office("child-rearing"))


@pytest.mark.parametrize(
    ("at", "told", "model"), [("network/", BODY, NetworkBody), ("catalogue/", LECTURE, Lecture)]
)
def test_what_is_kept_is_added_changed_taken_down_and_put_up(
    as_office: Client, at: str, told: dict[str, Any], model: Any
) -> None:
    sent = [post(as_office, f"{HERE}{at}", told, Idempotency_Key="k") for _ in range(2)]
    assert [one.status_code for one in sent] == [201, 201]
    one = f"{HERE}{at}{model.objects.get().public_id}/"
    changed = post(as_office, f"{one}change/", {**told, "name_en": "A name"}, If_Match=sent[0]["ETag"])
    assert changed.json()["name_en"] == "A name"
    assert post(as_office, f"{one}change/", told, If_Match=sent[0]["ETag"]).status_code == 412
    empty = post(as_office, f"{one}change/", {**told, "about_ja": " "})
    assert (empty.status_code, list(empty.json()["errors"])) == (422, ["about_ja"])
    assert post(as_office, f"{one}down/").json()["shown"] is False
    assert post(as_office, f"{one}up/").json()["shown"] is True
    assert [row["id"] for row in get(as_office, f"{HERE}{at}").json()["results"]] == [sent[0].json()["id"]]


def test_the_centre_without_a_number_is_refused(as_office: Client) -> None:
    answer = post(as_office, f"{HERE}network/", {**BODY, "phone": "", "centre": True})
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["phone"])


def test_a_reporter_is_asked_by_a_link_that_is_told_once(as_office: Client) -> None:
    import_plan(plan=the_plan_of_the_city(), actor=None, now=NOW)
    who = {"name": "さくら保育園", "kind": "nursery", "plans": ["B1"]}
    wrong = post(as_office, f"{HERE}reporters/", {**who, "plans": ["Z9"]})
    assert (wrong.status_code, list(wrong.json()["errors"])) == (422, ["plans"])
    first, again = (post(as_office, f"{HERE}reporters/", who, Idempotency_Key="r") for _ in range(2))
    assert "/reporter/" in first.json()["link"]
    assert again.json() == {**first.json(), "link": None}
    twice = post(as_office, f"{HERE}reporters/", who, Idempotency_Key="s")
    assert (twice.status_code, list(twice.json()["errors"])) == (422, ["name"])
    at = f"{HERE}reporters/{Reporter.objects.get().public_id}/"
    renewed = post(as_office, f"{at}renew/", Idempotency_Key="t").json()
    assert renewed["link"] not in (None, first.json()["link"])
    named = post(as_office, f"{at}change/", {**who, "name": "さくら第二保育園"})
    assert named.json()["name"] == "さくら第二保育園"
    assert [one["answer"] for one in get(as_office, f"{HERE}reporters/answers/").json()["results"]] == [
        "none"
    ]
    assert post(as_office, f"{at}revoke/").json()["asked"] is False


def test_a_meeting_is_entered_and_a_case_conference_is_the_departments_to_enter(as_office: Client) -> None:
    import_plan(plan=the_plan_of_the_city(), actor=None, now=NOW)
    sorts = [one["sort"] for one in get(as_office, f"{HERE}meetings/sorts/").json()["results"]]
    assert "meeting/case" in sorts
    made = post(as_office, f"{HERE}meetings/", {**MEETING, "sort": "meeting/case", "headcount": 6})
    at = f"{HERE}meetings/{made.json()['id']}/"
    assert (
        post(as_office, f"{at}change/", {**MEETING, "headcount": 7}, If_Match=made["ETag"]).status_code == 200
    )
    assert post(as_office, f"{at}change/", MEETING, If_Match=made["ETag"]).status_code == 412
    assert post(as_office, f"{at}cancel/").json()["cancelled"] is True
    assert post(as_office, f"{at}restore/").json()["cancelled"] is False
    assert [one["headcount"] for one in get(as_office, f"{HERE}meetings/").json()["results"]] == [7]
    assert get(as_office, f"{HERE}meetings/", year="2025").json()["results"] == []
    late = {**MEETING, "end": MEETING["start"]}
    assert post(as_office, f"{HERE}meetings/", late).status_code == 422


def test_who_offers_something_is_verified_listed_and_introduced() -> None:
    client, made = signed_in(an_office()), offered(a_senior())
    [waiting] = get(client, f"{LIST}talents/waiting/").json()["results"]
    assert (waiting["id"], waiting["verified"]) == (made.public_id, False)
    assert "phone" not in waiting
    at = f"{LIST}talents/{made.public_id}/"
    early = post(client, f"{at}lists/", {"lists": [""]})
    assert (early.status_code, early.json()["code"]) == (409, "untimely")
    assert post(client, f"{at}verify/", If_Match='"9"').status_code == 412
    assert post(client, f"{at}verify/").json()["verified"] is True
    assert post(client, f"{at}lists/", {"lists": [""]}).json()["lists"] == [""]
    assert post(client, f"{at}contact/").json()["phone"] == "042-000-0101"
    assert Act.objects.filter(verb="see_number", subject_id=made.public_id).count() == 1
    told = post(client, f"{at}introduce/", {"to": "さくら学童"}, Idempotency_Key="i")
    one = f"{LIST}introductions/{told.json()['id']}/"
    soon = post(client, f"{one}users/", {"users": 12})
    assert (soon.status_code, soon.json()["code"]) == (409, "not_yet")
    accepted = post(client, f"{one}answer/", {"answer": "accepted"}, If_Match=told["ETag"])
    assert accepted.json()["answer"] == "accepted"
    assert post(client, f"{one}answer/", {"answer": "declined"}, If_Match=told["ETag"]).status_code == 412
    assert post(client, f"{one}users/", {"users": 12}).json()["users"] == 12
    assert len(get(client, f"{LIST}introductions/").json()["results"]) == 1
    assert post(client, f"{one}take-back/").status_code == 204
    assert get(client, f"{LIST}introductions/").json()["results"] == []


def test_whom_the_office_knows_is_written_down_corrected_and_erased() -> None:
    client = signed_in(an_office())
    who = {"name": "野原 てつ", "skills": ["nature"], "bands": ["elementary"], "phone": "042-000-0103"}
    made = post(client, f"{LIST}talents/", {**who, "consented_on": "2026-11-20"}, Idempotency_Key="w")
    assert (made.status_code, made.json()["written"], made.json()["consented_on"]) == (
        201,
        True,
        "2026-11-20",
    )
    at = f"{LIST}talents/{made.json()['id']}/"
    tomorrow = post(client, f"{at}correct/", {**who, "consented_on": "2026-12-03"})
    assert (tomorrow.status_code, list(tomorrow.json()["errors"])) == (422, ["consented_on"])
    assert post(client, f"{at}correct/", {**who, "hours": "土曜"}).json()["hours"] == "土曜"
    assert post(client, f"{at}erase/").status_code == 204
    assert not Talent.objects.exists()


def test_a_list_that_is_not_carried_out_holds_nobody() -> None:
    client = signed_in(an_office("children", ListState.NOT_RUN))
    made = offered(a_senior())
    here = "offices/children/talents/"
    assert [get(client, at).status_code for at in (here, f"{here}{made.public_id}/")] == [404, 404]
    assert post(client, f"{here}state/set/", {"state": "considered"}).json()["state"] == "considered"
    assert get(client, here).status_code == 200
    states = [one["state"] for one in get(client, f"{here}state/").json()["results"]]
    assert states == ["considered", "not_run"]


def test_what_is_another_departments_is_not_there(as_office: Client) -> None:
    other: Person = an_office()
    made = post(signed_in(other), f"{LIST}network/", BODY).json()["id"]
    assert post(as_office, f"{HERE}network/{made}/down/").status_code == 404
    assert get(as_office, f"{LIST}network/").status_code == 404

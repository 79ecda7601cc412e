"""Activity days by the API, by a link that stands in no address: sent, corrected, withdrawn, none at all."""

from typing import Any

import pytest
from django.test import Client

from booking.models import ActivityDay, Person
from booking.rules.activities import State
from tests.booking.activities import asked, confirmed, sent, the_office
from tests.booking.api.callers import post
from tests.factories import at

DAY: dict[str, Any] = {
    "day": "2026-11-12",
    "place": "園庭",
    "plan": "B1",
    "counts": {"help": {"junior_high": 3}},
}


@pytest.fixture
def office() -> Person:
    return the_office()


@pytest.fixture
def link(office: Person) -> str:
    return asked(office, now=at("2026-09-20 10:00"))[1]


def test_a_day_that_is_sent_twice_is_reported_once(nobody: Client, link: str) -> None:
    for _ in range(2):
        told = post(nobody, "reporter/days/", {"link": link, "days": [DAY]}).json()
    [day] = told["days"]
    assert {name: day[name] for name in DAY} == DAY
    assert day["state"] == "sent"
    assert ActivityDay.objects.count() == 1
    assert post(nobody, "reporter/", {"link": link}).json() == told


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"day": "2026-12-03"}, "day"), ({"day": "2026-03-31"}, "day"), ({"place": ""}, "place")],
)
def test_of_days_that_cannot_be_none_is_kept(
    nobody: Client, link: str, wrong: dict[str, str], field: str
) -> None:
    answer = post(nobody, "reporter/days/", {"link": link, "days": [DAY, {**DAY, "place": "a", **wrong}]})
    assert answer.status_code == 422
    assert field in next(iter(answer.json()["errors"]))
    assert not ActivityDay.objects.exists()


def test_a_day_is_corrected_as_it_was_read(nobody: Client, link: str) -> None:
    [made] = sent(link)
    wish = {"link": link, "id": made.public_id, **DAY, "place": "公園"}
    seen = f'"{made.revision}"'
    told = post(nobody, "reporter/days/correct/", wish, If_Match=seen).json()
    assert told["days"][0]["place"] == "公園"
    stale = post(nobody, "reporter/days/correct/", wish, If_Match=seen)
    assert (stale.status_code, stale.json()["code"]) == (412, "precondition_failed")
    assert nobody.post("/api/v1/reporter/days/correct/", wish, "application/json").status_code == 428


def test_a_day_is_withdrawn_and_sent_again(nobody: Client, link: str) -> None:
    [made] = sent(link)
    wish = {"link": link, "id": made.public_id}
    assert post(nobody, "reporter/days/withdraw/", wish).json()["days"][0]["state"] == "withdrawn"
    assert post(nobody, "reporter/days/again/", wish).json()["days"][0]["state"] == "sent"


def test_what_is_confirmed_stays_as_it_is(nobody: Client, link: str, office: Person) -> None:
    [made] = sent(link)
    confirmed(office, made)
    answer = post(nobody, "reporter/days/withdraw/", {"link": link, "id": made.public_id})
    assert (answer.status_code, answer.json()["code"]) == (409, "too_late")
    assert ActivityDay.objects.get().state == State.CONFIRMED


def test_that_there_was_nothing_is_an_answer(nobody: Client, link: str) -> None:
    owed = post(nobody, "reporter/", {"link": link}).json()["owed"]
    assert "2026-11-01" in [one["first"] for one in owed]
    told = post(nobody, "reporter/nothing/", {"link": link, "first": "2026-11-01"}).json()
    assert "2026-11-01" not in [one["first"] for one in told["owed"]]
    sent(link)
    answer = post(nobody, "reporter/nothing/", {"link": link, "first": "2026-11-01"})
    assert (answer.status_code, answer.json()["code"]) == (409, "untimely")


@pytest.mark.parametrize("verb", ["", "days/", "days/correct/", "days/withdraw/", "days/again/", "nothing/"])
def test_a_link_that_opens_nothing_is_not_found(nobody: Client, link: str, verb: str) -> None:
    body: dict[str, Any] = {"link": "4" * 40}
    body |= {"days": [DAY]} if verb == "days/" else {}
    body |= {"id": "2" * 16} if verb.count("/") == 2 else {}
    body |= DAY if verb == "days/correct/" else {}
    body |= {"first": "2026-11-01"} if verb == "nothing/" else {}
    assert post(nobody, f"reporter/{verb}", body).status_code == 404


def test_a_link_that_has_run_out_is_explained(nobody: Client, link: str, settings: Any) -> None:
    settings.CLOCK = "2027-06-01T09:00:00+09:00"
    answer = post(nobody, "reporter/", {"link": link})
    assert (answer.status_code, answer.json()["code"]) == (409, "too_late")

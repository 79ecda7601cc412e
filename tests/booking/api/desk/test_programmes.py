"""Programmes by the API at the desk: made, changed, shown, called off; another hall's are not there."""

import json
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from booking.models import Booking, Person, Programme, Session
from booking.rules.lifecycle import State
from facilities.models import Facility
from tests.booking.api.callers import PROBLEM, get, post
from tests.booking.programmes import FILE, a_department
from tests.people import a_high_schooler

AT = "desk/higashi/programmes/"
PLACES = [{"band": "elementary", "count": 3}, {"band": "elementary", "grade": 6, "count": 20}]
TOLD = {
    "name": "むかしの歌を、バンドで。",
    "bring": "飲み物",
    "fee": 100,
    "bands_wanted": 2,
    "places": PLACES,
}
DATE = {"start": "2026-12-12T14:00:00+09:00", "end": "2026-12-12T16:00:00+09:00"}


@pytest.fixture(autouse=True)
def _office(hall: Facility) -> None:
    a_department(hall)


@pytest.fixture
def made(as_desk: Client) -> dict[str, Any]:
    """As it was told when it was made."""
    told: dict[str, Any] = post(as_desk, AT, TOLD).json()
    return told


def test_a_new_programme_is_seen_by_nobody_until_it_is_published(as_desk: Client, nobody: Client) -> None:
    answer = post(as_desk, AT, TOLD)
    told = answer.json()
    assert (answer.status_code, told["state"], answer["ETag"]) == (201, "draft", f'"{told["version"]}"')
    assert {name: told[name] for name in ("name", "bring", "fee", "bands_wanted")} == {
        name: TOLD[name] for name in ("name", "bring", "fee", "bands_wanted")
    }
    assert told["places"] == [{"grade": None, **PLACES[0]}, PLACES[1]]
    at = f"programmes/{told['id']}/"
    assert get(nobody, at).status_code == 404
    for _ in range(2):  # what is public stays so
        assert post(as_desk, f"desk/higashi/{at}publish/").json()["state"] == "open"
    assert get(nobody, at).json()["state"] == "open"


def test_the_same_key_makes_one_and_without_a_key_there_are_two(as_desk: Client) -> None:
    for _ in range(2):
        assert post(as_desk, AT, TOLD, Idempotency_Key="k").status_code == 201
    assert Programme.objects.count() == 1
    post(as_desk, AT, TOLD)
    assert Programme.objects.count() == 2


@pytest.mark.parametrize(
    ("wrong", "named", "status"),
    [
        ({"name": ""}, "name", 422),
        ({"name": "\u3164"}, "name", 422),  # a letter without a shape
        ({"name": "あ" * 101}, "name", 400),
        ({"about": "\u202e"}, "about", 422),
        ({"fee": 100_001}, "fee", 400),
        ({"fee": "100"}, "fee", 400),
        ({"plan": "Z9"}, "plan", 422),
        ({"bands_wanted": 7}, "bands_wanted", 400),
        ({"places": [{"band": "elementary", "count": 1000}]}, "places.0.count", 400),
        ({"places": [{"band": "elementary", "grade": 7, "count": 1}]}, "places.0.grade", 422),
        ({"places": [PLACES[0], PLACES[0]]}, "places", 422),
        ({"state": "open"}, "state", 400),
    ],
)
def test_what_cannot_be_is_named_and_nothing_is_made(
    as_desk: Client, wrong: dict[str, Any], named: str, status: int
) -> None:
    answer = post(as_desk, AT, {**TOLD, **wrong})
    assert (answer.status_code, answer["Content-Type"]) == (status, PROBLEM)
    assert list(answer.json()["errors"]) == [named]
    assert not Programme.objects.exists()


def test_it_belongs_to_a_row_of_the_plan_and_to_one_of_its_figures(as_desk: Client) -> None:
    call_command("import_plan", FILE, stdout=None)
    told = post(as_desk, AT, {**TOLD, "plan": "B1", "of": "honcho"}).json()
    assert (told["plan"], told["of"]) == ("B1", "honcho")
    assert post(as_desk, AT, {**TOLD, "plan": "B1", "of": "nothing"}).status_code == 422


def test_a_change_says_what_it_has_seen(as_desk: Client, made: dict[str, Any]) -> None:
    at, sent = f"{AT}{made['id']}/change/", {"name": "あたらしい名前"}
    without = as_desk.post(f"/api/v1/{at}", json.dumps(sent), "application/json")
    assert (without.status_code, without.json()["code"]) == (428, "version_missing")
    seen = f'"{made["version"]}"'
    told = post(as_desk, at, sent, If_Match=seen)
    assert (told.status_code, told.json()["name"], told.json()["places"]) == (200, "あたらしい名前", [])
    late = post(as_desk, at, {"name": "おそい名前"}, If_Match=seen)
    assert (late.status_code, late.json()["code"]) == (412, "precondition_failed")
    assert Programme.objects.get().name_ja == "あたらしい名前"


@pytest.mark.parametrize("verb", ["publish", "cancel"])
def test_what_becomes_of_it_says_what_it_has_seen(as_desk: Client, made: dict[str, Any], verb: str) -> None:
    at, seen = f"{AT}{made['id']}/", f'"{made["version"]}"'
    without = as_desk.post(f"/api/v1/{at}{verb}/", "{}", "application/json")
    assert (without.status_code, without.json()["code"]) == (428, "version_missing")
    post(as_desk, f"{at}change/", {"name": "あたらしい名前"})
    late = post(as_desk, f"{at}{verb}/", If_Match=seen)
    assert (late.status_code, late.json()["code"]) == (412, "precondition_failed")
    assert Programme.objects.get().state == "draft"


def test_what_is_called_off_gives_its_rooms_back_and_once(as_desk: Client, made: dict[str, Any]) -> None:
    at = f"{AT}{made['id']}/"
    assert post(as_desk, f"{at}sessions/", {**DATE, "rooms": ["band"], "why": "館の行事"}).status_code == 201
    for _ in range(2):
        told = post(as_desk, f"{at}cancel/", {"why": "台風のため"}).json()
        assert (told["state"], told["sessions"][0]["cancelled"]) == ("cancelled", True)
    assert Booking.objects.get().state == State.CANCELLED
    assert Session.objects.get().sequence == 1


def test_the_newest_is_listed_first_with_those_that_nobody_sees(
    as_desk: Client, made: dict[str, Any]
) -> None:
    later = post(as_desk, AT, {"name": "つぎの会"}).json()
    assert [one["id"] for one in get(as_desk, AT).json()["results"]] == [later["id"], made["id"]]


def test_another_halls_programme_is_not_there(
    as_desk: Client, elsewhere: Client, as_teen: Client, made: dict[str, Any]
) -> None:
    """Neither to whoever serves elsewhere, at either address, nor to a member."""
    for client, hall in ((elsewhere, "higashi"), (elsewhere, "nishi"), (as_teen, "higashi")):
        at = f"desk/{hall}/programmes/{made['id']}/"
        for answer in (
            get(client, at),
            post(client, f"{at}change/", {"name": "a"}),
            post(client, f"{at}publish/"),
            post(client, f"{at}cancel/"),
            post(client, f"{at}sessions/", {**DATE, "elsewhere": "公園"}),
        ):
            assert (answer.status_code, answer["Content-Type"]) == (404, PROBLEM)
    found = Programme.objects.get()
    assert (found.state, found.sessions.count()) == (Programme.State.DRAFT, 0)


def test_a_hall_of_no_office_makes_none(as_desk: Client, hall: Facility) -> None:
    hall.department = None
    hall.save(update_fields=["department"])
    assert post(as_desk, AT, TOLD).status_code == 404
    assert not Programme.objects.exists()


def test_who_waits_is_a_number_and_nobodys_name(as_desk: Client, made: dict[str, Any]) -> None:
    at = f"{AT}{made['id']}/"
    post(as_desk, f"{at}publish/")
    date = post(as_desk, f"{at}sessions/", {**DATE, "elsewhere": "公園"}).json()
    member: Person = a_high_schooler(name="みずの はるか")
    for somebody, count in ((a_high_schooler(), 3), (member, 1)):  # one more than there are places
        client = Client()
        client.force_login(somebody)
        sent = {"dates": [date["id"]], "party": [{"band": "elementary", "count": count}]}
        assert post(client, f"programmes/{made['id']}/sign-ups/", sent).status_code == 201
    answer = get(as_desk, at)
    assert [one["waiting"] for one in answer.json()["sessions"]] == [1]
    assert "はるか" not in answer.content.decode()

"""A department's year by the API: its own words, its targets, closing it, and what was corrected since."""

from typing import Any

import pytest
from django.test import Client

from booking.actions.programmes import count_session
from booking.models import Person, Session
from facilities.models import Department, Facility
from tests.booking.api.callers import get, post, signed_in
from tests.booking.years import NINE, children, of_office, two_dates
from tests.factories import NOW

HERE = "offices/children/years/2025/"
AIMS = "offices/children/aims/children/"


@pytest.fixture
def department(hall: Facility) -> Department:
    return children(hall)


@pytest.fixture
def dates(department: Department, hall: Facility, desk: Person) -> list[Session]:
    return two_dates(hall, desk)


@pytest.fixture
def client(department: Department) -> Client:
    return signed_in(of_office(department))


def b1(client: Client) -> dict[str, Any]:
    rows = get(client, HERE).json()["rows"]
    found: dict[str, Any] = next(one for one in rows if one["programme"] == "B1")
    return found


def figures(client: Client) -> list[dict[str, Any]]:
    """Those of the exchange that the fixtures count, by how many records."""
    found: list[dict[str, Any]] = [one for one in b1(client)["figures"] if one["records"]]
    return found


def test_a_closed_year_keeps_its_figure_and_says_what_was_corrected(
    client: Client, dates: list[Session], desk: Person
) -> None:
    assert get(client, f"{HERE}closings/").json()["results"] == [{"row": "children", "closed": False}]
    assert post(client, f"{HERE}children/close/").json()["closed"] is True
    [figure] = [one for one in figures(client) if one["missing"]]
    at = f"{HERE}children/corrections/{figure['frozen']}/"
    none = post(client, at, {"why": "まちがい"}, Idempotency_Key="a")
    assert (none.status_code, none.json()["code"]) == (409, "untimely")
    count_session(session=dates[1], counts=NINE, actor=desk, now=NOW)
    assert post(client, at, {"why": " "}, Idempotency_Key="b").status_code == 422
    assert post(client, at, {"why": "あとで数えた"}, Idempotency_Key="c").status_code == 201
    after = next(one for one in figures(client) if one["frozen"] == figure["frozen"])
    assert (after["value"], after["corrected"]) == (figure["value"], True)
    assert post(client, f"{HERE}children/reopen/").json()["closed"] is False


def test_a_year_that_runs_is_not_closed_and_another_departments_row_is_not_there(client: Client) -> None:
    runs = post(client, "offices/children/years/2026/children/close/")
    assert (runs.status_code, runs.json()["code"]) == (409, "not_yet")
    assert post(client, f"{HERE}child-rearing/close/").status_code == 404
    assert get(client, "offices/children/years/2027/").status_code == 404


@pytest.mark.usefixtures("dates")
def test_words_are_written_by_their_version(client: Client) -> None:
    at, said = f"{HERE}children/words/B1/", {"results": "2回しました。"}
    assert post(client, at, said, If_Match='"3"').status_code == 412
    written = post(client, at, said, If_Match='"0"')
    assert (written.json()["results"], written["ETag"]) == (said["results"], '"1"')
    assert b1(client)["words"] == {"issues": "", "plans": "", **said}
    assert post(client, at, {"results": ""}).json()["results"] == ""


def test_a_target_stands_so_from_a_day_on_until_that_is_struck(client: Client) -> None:
    tomorrow = post(client, f"{AIMS}say/B7/", {"stand": "considered", "on": "2026-12-03"})
    assert (tomorrow.status_code, list(tomorrow.json()["errors"])) == (422, ["on"])
    said = post(client, f"{AIMS}say/B7/", {"stand": "considered", "on": "2026-11-01"})
    assert (said.status_code, said.json()["stand"]) == (200, "considered")
    assert get(client, AIMS).json()["results"] == [said.json()]
    assert post(client, f"{AIMS}say/B7/", {"stand": "reached", "on": "2026-11-01"}).status_code == 404
    assert post(client, f"{AIMS}{said.json()['id']}/strike/").status_code == 204
    assert get(client, AIMS).json()["results"] == []

"""A NUL in a text is refused, on every database alike: PostgreSQL can store none, and SQLite would.

Walked over the description, so that a new field of a body is in it without a word."""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.test import Client
from pytest_django.fixtures import Settings

from booking.models import Person, Post
from booking.rules.staff import Role
from facilities.models import Facility, Room
from tests.booking.programmes import a_department
from tests.people import a_manager

pytestmark = [pytest.mark.django_db, pytest.mark.both]
DESCRIBED = yaml.safe_load((Path(__file__).parents[2] / "docs" / "openapi.yaml").read_text())
IDS = {"hall": "higashi", "room": "band", "department": "children", "number": "1", "day": "2027-04-01"}
NUL = "a\x00b"


def examples() -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in sorted(DESCRIBED["paths"].items()):
        taken = methods.get("post", {}).get("requestBody", {}).get("content", {}).get("application/json", {})
        for one in taken.get("examples", {}).values():
            yield path, one["value"]


def with_nul(body: Any) -> Iterator[Any]:
    """The same body as often as it holds a text, each time with a NUL in another one."""
    if isinstance(body, str):
        yield NUL
    parts = body.items() if isinstance(body, dict) else enumerate(body) if isinstance(body, list) else ()
    for key, inner in list(parts):
        for changed in with_nul(inner):
            whole = copy.deepcopy(body)
            whole[key] = changed
            yield whole


@pytest.fixture
def as_everybody(settings: Settings, hall: Facility, room: Room) -> Client:
    """Whoever may do everything at the hall and at its department."""
    settings.CLOCK = "2026-12-02T16:10:00+09:00"
    settings.API_REQUESTS_A_MINUTE = {"person": 10**6, "address": 10**6}
    person: Person = a_manager(hall)
    Post.objects.create(person=person, department=a_department(hall), role=Role.OFFICE)
    client = Client(raise_request_exception=False)
    client.force_login(person)
    return client


def test_a_nul_in_any_text_of_a_body_is_refused_by_every_operation(as_everybody: Client) -> None:
    wrong = []
    for path, body in examples():
        address = path
        for part in [one for one in path.split("/") if one.startswith("{")]:
            address = address.replace(part, IDS.get(part[1:-1], "nothingnothing"), 1)
        for sent in with_nul(body):
            answer = as_everybody.post(
                address, json.dumps(sent), "application/json", headers={"If-Match": "*"}
            )
            # What is looked up first is not there, whatever is sent; and a body is read before it is done.
            if answer.status_code not in (400, 404, 422, 429):
                wrong.append((path, sent, answer.status_code))
    assert wrong == []


@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("/who/", "as"),
        ("/lectures/asked/nothingnothing/withdraw/", "withdraw"),
        ("/office/lectures/children/catalogue/", "speakers"),
        ("/write/", "text"),
        ("/me/registration/", "registry"),
        ("/me/notices/mail/", "mail"),
        ("/me/guardians/ask/", "purpose"),
        ("/me/talent/", "skill"),
    ],
)
def test_a_nul_in_a_field_of_a_page_breaks_nothing(as_everybody: Client, address: str, field: str) -> None:
    assert as_everybody.post(address, {field: NUL}).status_code < 500
    assert as_everybody.get(address, {field: NUL}).status_code < 500

"""The description put to the test: what it allows and what it forbids is sent, by nobody, a teen and staff,
and each answer is one that it names. How often one may ask has a test of its own (test_throttles)."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import schemathesis
import yaml
from django.db import transaction
from django.test.client import ClientHandler
from hypothesis import HealthCheck, Phase, settings
from pytest_django.fixtures import Settings
from schemathesis.config import SchemathesisConfig
from schemathesis.config._checks import (
    MISSING_REQUIRED_HEADER_EXPECTED_STATUSES,
    NEGATIVE_DATA_REJECTION_EXPECTED_STATUSES,
    POSITIVE_DATA_ACCEPTANCE_EXPECTED_STATUSES,
)

from booking.actions.programmes import About, publish_programme
from booking.actions.tokens import make_token
from booking.models import ApiToken, Person, Post
from booking.models.keys import fingerprint
from booking.rules.scopes import OF_DESK, Scope
from booking.rules.staff import Role
from facilities.models import Department, Facility, Room
from tests.booking.programmes import a_department, a_programme, held
from tests.factories import NOW, a_booking, span
from tests.people import a_band, a_manager

SLUG = re.compile(r"[-a-zA-Z0-9_]+", re.ASCII)
TOKEN = "7" * 40  # the same in every test: schemathesis keeps the one that it was given
# What a description cannot know: who is in the way, and in which version of what.
STATES = [409, 412, 422, 428, 429]
CONFIG = {
    "checks": {
        "positive_data_acceptance": {
            "expected-statuses": [*POSITIVE_DATA_ACCEPTANCE_EXPECTED_STATUSES, *STATES]
        },
        "negative_data_rejection": {
            "expected-statuses": [*NEGATIVE_DATA_REJECTION_EXPECTED_STATUSES, *STATES]
        },
        "missing_required_header": {
            "expected-statuses": [*MISSING_REQUIRED_HEADER_EXPECTED_STATUSES, *STATES]
        },
    },
}


@schemathesis.hook
def map_query(_context: Any, query: Any) -> Any:
    """OpenAPI has no words for one parameter beside another: `to` is at most 92 days after `from`."""
    if query and "to" in query:
        query["from"] = query["to"]
    return query


@schemathesis.hook
def map_path_parameters(_context: Any, given: Any) -> Any:
    """A hall, or a department, that is well written is the one that there is: of others nothing but their
    absence is told.
    What was made to be no name stays so."""
    if given and SLUG.fullmatch(str(given.get("hall", ""))):
        given["hall"] = "higashi"
    if given and SLUG.fullmatch(str(given.get("department", ""))):
        given["department"] = "children"
    return given


class RolledBack:
    """The service, which forgets what each request has changed: every case finds the same city."""

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        # The test client's handler leaves the test's own connection open, as the real one would not.
        with transaction.atomic():
            answer = ClientHandler(enforce_csrf_checks=True)(environ)
            # What is sent piece by piece is read here, while the city is still as the request found it.
            body = b"".join(answer)
            transaction.set_rollback(True)
        start(f"{answer.status_code} {answer.reason_phrase}", list(answer.items()))
        return [body]


described = yaml.safe_load((Path(__file__).parents[3] / "docs" / "openapi.yaml").read_text())
schema = schemathesis.openapi.from_dict(described, config=SchemathesisConfig.from_dict(CONFIG))
schema.app = RolledBack()


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("CRITICAL")


@pytest.fixture(autouse=True)
def _a_city(settings: Settings, room: Room, teen: Person) -> None:
    settings.API_REQUESTS_A_MINUTE = {"person": 10**6, "address": 10**6}
    a_booking(room, span("2026-12-04", "17:00", "19:00"), teen, group=a_band(teen))
    a_department(room.facility)
    lead = a_manager(room.facility)
    songs = a_programme(room.facility, lead, About(name="歌の会", places={("high_school", None): 3}))
    held(publish_programme(programme=songs, actor=lead, now=NOW), lead, span("2026-12-12", "14:00", "16:00"))


few = settings(
    max_examples=6,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def sign_in(person: Person) -> None:
    scopes = [scope for scope in Scope if scope not in OF_DESK or person.is_staff]
    made = make_token(person=person, name="a program", scopes=scopes, now=NOW)
    ApiToken.objects.filter(pk=made.one.pk).update(token_hash=fingerprint(TOKEN))


class Token:
    """Who asks, told as schemathesis wants it: it also asks without, and with another, and expects a no."""

    def get(self, case: Any, context: Any) -> str:
        return TOKEN

    def set(self, case: Any, data: str, context: Any) -> None:
        case.headers["Authorization"] = f"Bearer {data}"


@schema.parametrize()
@few
def test_nobody(case: Any) -> None:
    case.call_and_validate()


@pytest.fixture
def as_a_teen(teen: Person) -> None:
    sign_in(teen)


@pytest.fixture
def as_staff(hall: Facility) -> None:
    """Whoever may do everything there: of what one has no right to, nothing is told but its absence."""
    person = a_manager(hall)
    Post.objects.create(person=person, department=Department.objects.get(slug="children"), role=Role.OFFICE)
    sign_in(person)


@schema.parametrize()
@schema.auth(Token)
@few
@pytest.mark.usefixtures("as_a_teen")
def test_a_teen(case: Any) -> None:
    case.call_and_validate()


@schema.parametrize()
@schema.auth(Token)
@few
@pytest.mark.usefixtures("as_staff")
def test_staff(case: Any) -> None:
    case.call_and_validate()

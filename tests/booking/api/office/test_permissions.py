"""The doors of the offices' operations: by a post at the department itself, and by no other; with the second
factor, and by a token that has the desk's scopes."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import resolve, reverse

from booking.actions.tokens import make_token
from booking.api.office.urls import urlpatterns
from booking.models import Person
from booking.rules.scopes import Scope
from booking.rules.staff import RIGHTS, Right, Role
from tests.booking.activities import department_of, the_office
from tests.booking.api.callers import get, signed_in
from tests.booking.talents import an_office
from tests.factories import NOW, a_hall
from tests.people import a_high_schooler, a_manager

OF_NO_DEPARTMENT = {"api-offices"}
GIVEN: dict[str, Any] = {
    "id": "nothingnothing",
    "year": 2025,
    "row": "no-such-row",
    "programme": "B1",
    "figure": "nothingnothing",
}


def addresses(department: str, *, whole: bool = False) -> list[str]:
    """Of every operation; of those that need nothing but their department, where they are to be `whole`."""
    found = []
    for one in urlpatterns:
        keys = set(one.pattern.converters) - {"department"}
        if one.name not in OF_NO_DEPARTMENT and not (whole and keys):
            given = {"department": department, **{key: GIVEN[key] for key in keys}}
            found.append(reverse(one.name, kwargs=given))
    return found


def answers(client: Client, at: str, **headers: str) -> list[Any]:
    sent = {"If-Match": "*", **headers}
    return [
        client.get(at, headers=headers),
        client.post(at, json.dumps({}), "application/json", headers=sent),
    ]


def opened(client: Client, department: str, **headers: str) -> list[str]:
    """Where somebody comes in, whatever they are told then; of what has no id there is something."""
    found = addresses(department, whole=True)
    return [at for at in found if {one.status_code for one in answers(client, at, **headers)} - {404, 405}]


@pytest.mark.parametrize("role", [Role.OFFICE, Role.AUDITOR, Role.MANAGER])
def test_a_post_at_the_department_opens_what_its_role_has_a_right_to(role: Role) -> None:
    person = the_office("child-rearing", role)
    # Where a list is not carried out nobody stands on it, and it is not there.
    an_office("child-rearing")
    may = Right.PROGRAMMES in RIGHTS[role]
    whole = addresses("child-rearing", whole=True)
    assert opened(signed_in(person), "child-rearing") == (whole if may else [])
    assert opened(signed_in(person), "lifelong-learning") == [], "another department"


def test_the_figures_of_a_year_ask_for_the_right_to_figures() -> None:
    views = {str(one.name): resolve(_address(one)).func.view_class for one in urlpatterns}  # type: ignore[attr-defined]
    of_figures = {name for name, view in views.items() if getattr(view, "right", None) is Right.FIGURES}
    years = {"year", "closings", "year-close", "year-reopen", "year-correction", "words"}
    assert of_figures == {f"api-office-{one}" for one in (*years, "aims", "aim-say", "aim-strike")}


def _address(one: Any) -> str:
    given = {key: GIVEN.get(key, "child-rearing") for key in one.pattern.converters}
    return reverse(one.name, kwargs=given)


def test_whoever_serves_at_a_hall_and_whoever_serves_nowhere_finds_nothing() -> None:
    the_office("child-rearing")
    hall = a_hall()
    for person in (a_manager(hall), a_high_schooler()):
        assert opened(signed_in(person), "child-rearing") == []
        assert get(signed_in(person), "offices/").json()["results"] == []
    for at in addresses("child-rearing"):
        assert {one.status_code for one in answers(Client(), at)} <= {401, 405}


def test_what_is_another_departments_is_not_there() -> None:
    client = signed_in(the_office("child-rearing"))
    for at in addresses("child-rearing"):
        if GIVEN["id"] in at or GIVEN["row"] in at:
            assert {one.status_code for one in answers(client, at)} <= {400, 404, 405, 422}, at


def test_one_reads_for_which_departments_one_answers() -> None:
    person = the_office("child-rearing")
    [told] = get(signed_in(person), "offices/").json()["results"]
    assert told["department"] == department_of(person).slug


@pytest.mark.parametrize(
    ("scopes", "reads", "writes"),
    [([Scope.READ, Scope.ME], 403, 403), ([Scope.DESK_READ], 200, 403), ([Scope.DESK], 200, 400)],
)
def test_a_token_needs_the_desks_scope(scopes: list[Scope], reads: int, writes: int) -> None:
    person: Person = the_office("child-rearing")
    made = make_token(person=person, name="a program", scopes=scopes, now=NOW)
    at = "/api/v1/offices/child-rearing/grants/"
    said = answers(Client(), at, Authorization=f"Bearer {made.token}")
    assert [one.status_code for one in said] == [reads, writes]

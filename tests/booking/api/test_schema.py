"""The API's description of itself, and the page that shows it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import Client

from booking.api.kinds import KINDS
from booking.api.urls import urlpatterns as booking_urls
from booking.models import Person, Session
from facilities.api.urls import urlpatterns as facilities_urls
from facilities.models import Room
from tests.booking.api.callers import FRIDAY, get, post
from tests.factories import a_booking, span

DOCS = Path(__file__).parents[3] / "docs"


@pytest.fixture
def described(nobody: Client) -> dict[str, Any]:
    description: dict[str, Any] = nobody.get("/api/schema/").json()
    return description


def test_the_description_is_valid_and_made_without_a_warning(tmp_path: Path) -> None:
    call_command("spectacular", "--validate", "--fail-on-warn", "--file", str(tmp_path / "schema.yaml"))


def test_every_address_is_described(described: dict[str, Any]) -> None:
    names = {
        str(one.pattern)
        for one in (*booking_urls, *facilities_urls)
        if "v1/" in str(one.pattern) or one in facilities_urls
    }
    told = {path.removeprefix("/api/").removeprefix("v1/") for path in described["paths"]}
    assert told == {re.sub(r"<\w+:(\w+)>", r"{\1}", name).removeprefix("v1/") for name in names}


def test_what_is_committed_is_what_is_served(nobody: Client) -> None:
    """Whoever builds on it reads what has changed in the difference of this file: write it anew by
    `manage.py spectacular --file docs/openapi.yaml`."""
    served = yaml.safe_load(nobody.get("/api/schema/").content)
    assert yaml.safe_load((DOCS / "openapi.yaml").read_text()) == served


def texts(told: dict[str, Any], described: dict[str, Any], at: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every text of what a body may be, with where it stands."""
    if name := told.get("$ref", "").rpartition("/")[2]:
        yield from texts(described["components"]["schemas"][name], described, name)
    if "string" in told.get("type", ()):
        yield at, told
    inner = {**told.get("properties", {}), **({"[]": told["items"]} if "items" in told else {})}
    for name, one in inner.items():
        yield from texts(one, described, f"{at}.{name}")
    for one in (one for how in ("oneOf", "anyOf", "allOf") for one in told.get(how, ())):
        yield from texts(one, described, at)


def test_every_text_that_is_sent_says_which_letters_it_may_have(described: dict[str, Any]) -> None:
    sent = [
        (f"{method} {path}", body["schema"])
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
        for kind, body in operation.get("requestBody", {}).get("content", {}).items()
        if kind == "application/json"
    ]
    found = {at: told for where, body in sent for at, told in texts(body, described, where)}
    assert len(found) > 300
    silent = [at for at, told in found.items() if not told.keys() & {"pattern", "format", "enum"}]
    assert [at for at in silent if found[at].get("maxLength") != 0] == []


def test_every_operation_says_who_may_what_it_takes_and_what_can_go_wrong(described: dict[str, Any]) -> None:
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            who, answers = operation.get("security", []), operation["responses"]
            assert operation["summary"], (path, method)
            assert {"429", "503"} <= set(answers), (path, method)
            assert {} in who or {"session": []} in who, (path, method)
            if {} not in who:
                assert "401" in answers, (path, method)
                assert any(one.get("token") for one in who), (path, method)


def test_booking_names_every_problem_that_it_may_answer_with(described: dict[str, Any]) -> None:
    responses = described["paths"]["/api/v1/bookings/"]["post"]["responses"]
    refused = {"400", "401", "403", "404", "406", "409", "413", "415", "422", "429", "503"}
    assert set(responses) == {"201", *refused}
    assert "application/problem+json" in answered(described, "/api/v1/bookings/", "post", 409)["content"]


def answered(described: dict[str, Any], path: str, method: str, status: int | str) -> dict[str, Any]:
    """What an operation answers with, also where that stands once for all."""
    told: dict[str, Any] = described["paths"][path][method]["responses"][str(status)]
    name = told.get("$ref", "").rpartition("/")[2]
    return dict(described["components"]["responses"][name]) if name else told


def test_each_problem_has_an_example_and_every_answer_a_word(described: dict[str, Any]) -> None:
    problem = {**described["components"]["schemas"]["ProblemOut"], "components": described["components"]}
    for status in {kind.status for kind in KINDS.values()}:
        told = described["components"]["responses"][f"Problem{status}"]
        example = told["content"]["application/problem+json"]["example"]
        jsonschema.validate(example, problem, cls=jsonschema.Draft202012Validator)
        assert example["status"] == status
        assert ("Retry-After" in told.get("headers", {})) == (status in {429, 503})
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            for status in operation["responses"]:
                assert answered(described, path, method, status)["description"], (path, method, status)


def test_a_change_tells_the_version_by_which_one_goes_on(described: dict[str, Any]) -> None:
    assert "ETag" in answered(described, "/api/v1/bookings/{id}/cancel/", "post", 200)["headers"]


def check(described: dict[str, Any], path: str, method: str, answer: Any) -> None:
    """Whether an answer is as it was described."""
    (content,) = answered(described, path, method, answer.status_code)["content"].values()
    schema = {**content["schema"], "components": described["components"]}
    jsonschema.validate(answer.json(), schema, cls=jsonschema.Draft202012Validator)


def test_answers_are_as_they_are_described(
    described: dict[str, Any], as_teen: Client, teen: Person, room: Room
) -> None:
    a_booking(room, span("2026-12-09", "17:00", "19:00"), teen)
    for path in ("halls/", "halls/{hall}/", "halls/{hall}/rooms/", "halls/{hall}/rules/"):
        check(described, f"/api/v1/{path}", "get", get(as_teen, path.format(hall="higashi")))
    for path in ("rooms/{hall}/{room}/", "rooms/{hall}/{room}/slots/"):
        check(described, f"/api/v1/{path}", "get", get(as_teen, path.format(hall="higashi", room="band")))
    check(described, "/api/v1/check/", "post", post(as_teen, "check/", {**FRIDAY, "counted": {"adult": 1}}))
    made = post(as_teen, "bookings/", FRIDAY)
    check(described, "/api/v1/bookings/", "post", made)
    check(described, "/api/v1/bookings/", "post", post(as_teen, "bookings/", FRIDAY))
    check(described, "/api/v1/bookings/", "post", post(as_teen, "bookings/", {}))
    check(described, "/api/v1/bookings/", "get", get(as_teen, "bookings/"))
    booking = made.json()["id"]
    check(described, "/api/v1/bookings/{id}/", "get", get(as_teen, f"bookings/{booking}/"))
    for verb in ("cancel", "restore"):
        address = "/api/v1/bookings/{id}/" + verb + "/"
        check(described, address, "post", post(as_teen, f"bookings/{booking}/{verb}/"))


def test_programmes_are_told_as_they_are_described(
    described: dict[str, Any], as_teen: Client, as_staff: Client, song_day: Session
) -> None:
    programme, desk = song_day.programme.public_id, "/api/v1/desk/{hall}/programmes/"
    sent = {"dates": [song_day.public_id], "party": [{"band": "high_school", "grade": 11, "count": 1}]}
    made = post(as_teen, f"programmes/{programme}/sign-ups/", sent)
    check(described, "/api/v1/programmes/{id}/sign-ups/", "post", made)
    signed_up = made.json()["id"]
    for path, answer in (
        ("/api/v1/programmes/", get(as_teen, "programmes/")),
        ("/api/v1/programmes/{id}/", get(as_teen, f"programmes/{programme}/")),
        ("/api/v1/sign-ups/", get(as_teen, "sign-ups/")),
        ("/api/v1/sign-ups/{id}/", get(as_teen, f"sign-ups/{signed_up}/")),
        (desk, get(as_staff, "desk/higashi/programmes/")),
        (f"{desk}{{id}}/", get(as_staff, f"desk/higashi/programmes/{programme}/")),
    ):
        assert answer.status_code == 200, path
        check(described, path, "get", answer)
    at = f"desk/higashi/programmes/{programme}/sessions/{song_day.public_id}/"
    check(described, f"{desk}{{id}}/sessions/{{session}}/", "get", get(as_staff, at))
    for verb in ("change", "publish"):
        answer = post(as_staff, f"desk/higashi/programmes/{programme}/{verb}/", {})
        check(described, f"{desk}{{id}}/{verb}/", "post", answer)


def bodies(described: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What each operation takes as JSON, by its address."""
    posts = {path: methods["post"] for path, methods in described["paths"].items() if "post" in methods}
    taken = {path: post["requestBody"] for path, post in posts.items() if "requestBody" in post}
    json = {path: body["content"].get("application/json") for path, body in taken.items()}
    return {path: content for path, content in json.items() if content}


def test_every_body_with_fields_is_shown_by_an_example(described: dict[str, Any]) -> None:
    for path, content in bodies(described).items():
        schema = described["components"]["schemas"][content["schema"]["$ref"].rpartition("/")[2]]
        told = {**schema, "components": described["components"]}
        assert content.get("examples") or not schema.get("properties"), path
        for example in content.get("examples", {}).values():
            jsonschema.validate(example["value"], told, cls=jsonschema.Draft202012Validator)


@pytest.mark.parametrize(
    ("language", "summary", "title"),
    [("ja", "部屋を予約する", "この予約はできません"), ("en", "Book a room", "This booking is not possible")],
)
def test_operations_and_problems_are_told_in_the_readers_language(
    nobody: Client, language: str, summary: str, title: str
) -> None:
    nobody.cookies["look"] = f"language-{language}"
    told = nobody.get("/api/schema/").json()
    assert told["paths"]["/api/v1/bookings/"]["post"]["summary"] == summary
    assert title in answered(told, "/api/v1/bookings/", "post", 409)["description"]
    page = nobody.get("/api/docs/").content.decode()
    assert f'<html lang="{language}">' in page
    assert title in page


def test_the_page_leads_home_and_is_as_light_or_dark_as_the_reader_chose(nobody: Client) -> None:
    nobody.cookies["look"] = "theme-dark"
    page = nobody.get("/api/docs/").content.decode()
    assert '<a href="/">まどあかり</a>' in page
    assert 'data-theme="dark"' in page


def test_the_page_takes_nothing_from_elsewhere_and_runs_nothing_inline(nobody: Client) -> None:
    answer = nobody.get("/api/docs/")
    page = answer.content.decode()
    assert "unsafe-inline" not in re.sub(r"style-src-attr [^;]*", "", answer["Content-Security-Policy"])
    assert re.findall(r"<script(?! src=)|<style|https?://| on\w+=", page) == []
    sources = re.findall(r'(?:src|href)="/static/([^"]+)"', page)
    assert len(sources) == 4
    assert all(finders.find(source) for source in sources)


def test_the_page_explains_every_code_of_a_problem(nobody: Client) -> None:
    page = nobody.get("/api/docs/").content.decode()
    assert all(f'id="{code}"' in page for code in KINDS)

"""What cannot be answered is said calmly, in the form that the address calls for."""

import json
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, DataError, IntegrityError, InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, include, path

from config.urls import handler400, handler403, handler404, handler500
from tests.people import a_high_schooler

__all__ = ["handler400", "handler403", "handler404", "handler500"]

ERRORS: dict[str, Exception] = {
    "locked": OperationalError("database is locked"),
    "gone": InterfaceError("connection already closed"),
    "full": OperationalError("database or disk is full"),
    "corrupt": DatabaseError("database disk image is malformed"),
    "far": OverflowError("Python int too large to convert to SQLite INTEGER"),
    "out": DataError("bigint out of range"),
    "forbidden": PermissionDenied(),
    "bug": ZeroDivisionError(),
    "twice": IntegrityError("UNIQUE constraint failed"),
}


def raising(request: HttpRequest, name: str) -> HttpResponse:
    raise ERRORS[name]


def body(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(len(request.body)))


def choosing(request: HttpRequest) -> HttpResponse:
    request.session["company"] = {}
    return HttpResponse("kept")


urlpatterns: list[URLPattern | URLResolver] = [
    path("raising/<name>/", raising),
    path("api/raising/<name>/", raising),
    path("choosing/", choosing),
    path("body/", body),
    path("api/body/", body),
    path("", include("config.urls")),
]
pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]


@pytest.mark.parametrize("name", ["locked", "gone", "full", "corrupt"])
def test_a_database_that_does_not_answer_is_503_with_a_time_to_come_back(client: Client, name: str) -> None:
    answer = client.get(f"/raising/{name}/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert "ただいま混み合っています" in answer.content.decode()


def test_under_the_api_it_is_a_problem(client: Client) -> None:
    answer = client.get("/api/raising/locked/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert answer["Content-Type"] == "application/problem+json"
    assert json.loads(answer.content) == {
        "type": "/api/docs/#unavailable",
        "status": 503,
        "title": "ただいま混み合っています",
        "detail": "少し待ってから、もう一度お試しください。",
        "code": "unavailable",
    }


@pytest.mark.parametrize("name", ["far", "out"])
def test_a_number_that_nothing_holds_is_a_bad_request(client: Client, name: str) -> None:
    assert client.get(f"/raising/{name}/").status_code == 400
    assert client.get(f"/api/raising/{name}/").json()["code"] == "malformed"


def test_a_mistake_of_ours_stays_a_500(client: Client) -> None:
    client.raise_request_exception = False
    for name in ("bug", "twice"):
        answer = client.get(f"/raising/{name}/")
        assert answer.status_code == 500
        assert "うまく動きませんでした" in answer.content.decode()


@pytest.mark.parametrize(("address", "status"), [("/raising/forbidden/", 403), ("/no/such/page/", 404)])
def test_no_and_nothing_there_are_pages_of_their_own(client: Client, address: str, status: int) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert "<h1>" in answer.content.decode()
    assert client.get(f"/api{address}").json()["status"] == status


def test_an_address_that_only_a_button_leads_to_says_so(client: Client) -> None:
    client.force_login(a_high_schooler())
    answer = client.get("/me/notices/read/")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert "ここは、ボタンをおして来るところです" in answer.content.decode()


@pytest.mark.parametrize("address", ["/body/", "/api/body/"])
def test_a_body_of_a_megabyte_is_read_and_one_byte_more_is_not(client: Client, address: str) -> None:
    text = "application/octet-stream"
    assert client.post(address, b"x" * 1024 * 1024, content_type=text).content == b"1048576"
    assert client.post(address, b"x" * (1024 * 1024 + 1), content_type=text).status_code == 413


@pytest.mark.parametrize("address", ["/?from=%00", "/h/%00/", "/api/v1/halls/?q=a%00b"])
def test_a_nul_in_the_address_is_a_bad_request(client: Client, address: str) -> None:
    assert client.get(address).status_code == 400


def test_a_nul_is_answered_by_its_name_in_the_callers_language(client: Client) -> None:
    answer = client.get("/api/v1/halls/?q=a%00b", headers={"accept-language": "en"})
    assert answer["Content-Language"] == "en"
    assert answer.json()["errors"] == {
        "q": ["It has characters that cannot be used (U+0000). Remove them and send it again."]
    }


@pytest.mark.parametrize("address", ["/body/", "/api/body/"])
def test_a_body_that_ends_early_is_not_taken_for_the_whole(client: Client, address: str) -> None:
    half = {"CONTENT_LENGTH": "500", "wsgi.input": BytesIO(b"why=n")}
    answer = client.generic("POST", address, **half, headers={"accept-language": "en"})
    assert (answer.status_code, answer["Content-Language"]) == (408, "en")
    assert client.post(address, b"why=nothing", content_type="text/plain").content == b"11"


def test_a_session_that_a_database_will_not_keep_is_not_the_callers_mistake(client: Client) -> None:
    client.force_login(a_high_schooler())
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = 1")
        answer = client.post("/choosing/")
        cursor.execute("PRAGMA query_only = 0")
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")


def test_a_nul_in_a_cookie_is_a_bad_request(client: Client) -> None:
    assert client.get("/healthz", headers={"cookie": 'sessionid="a\\000b"'}).status_code == 400

"""Each request has a number and one line in the log, and neither tells whose it was."""

import json
import logging

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from config.logs import REQUEST, Discreet, Json, Line, logging_of
from config.observing import Observed
from tests.people import a_high_schooler

pytestmark = pytest.mark.django_db


@pytest.fixture
def noted(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.INFO, "madoakari.requests")
    return caplog


def test_every_answer_has_a_number_of_its_own_also_when_it_is_no_page() -> None:
    numbers = [Client().get(path).headers["X-Request-ID"] for path in ("/", "/nothing-here/", "/healthz")]
    assert len(set(numbers)) == 3
    assert {len(number) for number in numbers} == {16}


def test_what_django_says_of_a_request_has_its_number(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "django.request"):
        number = Client().get("/nothing-here/").headers["X-Request-ID"]
    (said,) = [one for one in caplog.records if one.name == "django.request"]
    assert Discreet().filter(said)
    assert said.request == number  # type: ignore[attr-defined]


def test_a_number_that_the_caller_sends_is_not_taken() -> None:
    answer = Client().get("/healthz", headers={"X-Request-ID": "another's"})
    assert answer.headers["X-Request-ID"] != "another's"


def test_the_line_names_the_pattern_and_not_the_address(noted: pytest.LogCaptureFixture) -> None:
    Client().get("/feeds/member/s3cr3t-t0ken.ics?lang=en")
    (line,) = [one.getMessage() for one in noted.records if one.name == "madoakari.requests"]
    assert line.startswith("GET /feeds/member/<")
    assert "404" in line
    assert "s3cr3t" not in noted.text


def test_who_asks_is_not_in_it(noted: pytest.LogCaptureFixture) -> None:
    member, client = a_high_schooler(), Client(REMOTE_ADDR="192.0.2.7")
    client.force_login(member)
    client.get("/me/")
    assert "/me/ 200" in noted.text
    assert member.card_number not in noted.text
    assert "192.0.2.7" not in noted.text


def test_an_address_that_leads_nowhere_and_a_verb_that_is_none_are_not_kept_apart(
    noted: pytest.LogCaptureFixture,
) -> None:
    Client().generic("BREW", "/no/such/place/")
    assert "other unknown 404" in noted.text


def test_the_number_is_on_what_is_logged_meanwhile_and_on_nothing_after() -> None:
    seen = []

    def answer(request: object) -> HttpResponse:
        seen.append(REQUEST.get())
        return HttpResponse()

    response = Observed(answer)(RequestFactory().get("/"))
    assert seen == [response.headers["X-Request-ID"]]
    assert REQUEST.get() == ""


def test_a_request_that_breaks_leaves_its_number_to_no_other() -> None:
    def answer(request: object) -> HttpResponse:
        raise MemoryError

    with pytest.raises(MemoryError):
        Observed(answer)(RequestFactory().get("/"))
    assert REQUEST.get() == ""


def record(error: BaseException | None = None) -> logging.LogRecord:
    info = (type(error), error, None) if error else None
    made = logging.LogRecord("booking", logging.ERROR, "", 0, "%s は動きません", ("mail",), info)
    Discreet().filter(made)
    return made


def test_a_line_for_programs_is_one_object() -> None:
    told = logging_of("json", "INFO")["formatters"]["json"]
    form = Json(told.pop("format"), **{key: value for key, value in told.items() if key != "()"})
    said = form.format(record(ValueError("first\nsecond")))
    assert "\n" not in said
    told = json.loads(said)
    assert (told["level"], told["request"], told["message"]) == ("ERROR", "-", "mail は動きません")
    assert told["exc_info"].endswith("ValueError: first\nsecond")


@pytest.mark.parametrize("form", [Line("%(message)s"), Json("%(message)s")])
def test_what_the_database_quotes_of_a_row_is_not_in_it(form: logging.Formatter) -> None:
    refused = RuntimeError(
        'duplicate key value violates "person_email"\nDETAIL:  Key (email)=(haruka@example.com)\n\nexists.'
    )
    said = form.format(record(refused))
    assert "duplicate key value" in said
    assert "haruka" not in said
    assert "exists" not in said


def test_only_what_it_quotes_is_cut_and_the_next_of_the_chain_is_told() -> None:
    text = (
        "Error: no\nDETAIL:  Key (a)=(b)\n\nDuring handling of the above exception, another occurred:\n\nOops"
    )

    class Told(RuntimeError):
        def __str__(self) -> str:
            return text

    said = Line("%(message)s").format(record(Told()))
    assert "(a)=(b)" not in said
    assert said.endswith("another occurred:\n\nOops")


def test_a_key_in_an_address_that_an_exception_repeats_is_cut_out() -> None:
    assert "s3cr3t" not in Line("%(message)s").format(record(LookupError("/guardian/s3cr3t/")))

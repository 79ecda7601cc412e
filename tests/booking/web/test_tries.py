"""Signing in: wrong passwords delay whoever types them and nobody else; there is no page too many."""

import re
from typing import Any, ClassVar

import pytest
from django.core import signing
from django.core.mail import EmailMessage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from booking.actions.tries import seconds_to_wait, was_right
from booking.models import Person
from booking.rules.tries import LONGEST
from booking.web.browsers import COOKIE, SALT
from facilities.clock import machine_time
from tests.booking.web.conftest import text_of
from tests.hashers import QuickArgon2
from tests.people import a_high_schooler

pytestmark = pytest.mark.django_db
PASSWORD = "yoru-no-mado-7"
SCHOOL, HOME = "203.0.113.7", "198.51.100.20"
NOW = 1_800_000_000


class Counting(QuickArgon2):
    hashed: ClassVar[list[str]] = []

    def encode(self, password: str, salt: str) -> str:
        self.hashed.append(salt)
        return str(super().encode(password, salt))

    def verify(self, password: str, encoded: str) -> bool:
        self.hashed.append(encoded)
        return bool(super().verify(password, encoded))


def with_card(number: str, password: str = "", **fields: Any) -> Person:
    person = a_high_schooler(**fields)
    person.card_number = number
    if password:
        person.set_password(password)
    person.save()
    return person


def haruka() -> Person:
    return with_card("100004", PASSWORD, email="haruka@example.org")


def sign_in(client: Client, login: str = "100004", password: str = PASSWORD, where: str = SCHOOL) -> bool:
    """Whether it let them in."""
    answer = client.post("/in/login/", {"login": login, "password": password}, REMOTE_ADDR=where)
    return bool(answer.status_code == 302)


def tried_for_an_hour(source: str, login: str = "100004") -> None:
    """Wrong tries from there, the last of them just now: the next one waits for two minutes."""
    for ago in range(11, -1, -1):
        assert seconds_to_wait(login, source, machine_time() - ago * LONGEST) == 0


def test_a_card_number_and_an_address_in_whatever_case_let_their_owner_in() -> None:
    haruka()
    for login in ("100004", " 100004 ", "haruka@example.org", "Haruka@Example.org"):
        assert sign_in(Client(), login)


def test_a_pupil_is_let_in_however_often_somebody_elsewhere_tried_their_card() -> None:
    haruka()
    tried_for_an_hour(HOME)
    assert not sign_in(Client(), where=HOME)
    assert sign_in(Client(), where=SCHOOL)


def test_a_pupil_is_let_in_beside_a_class_that_mistypes_at_the_same_address() -> None:
    haruka()
    assert not any(sign_in(Client(), f"2000{n:02}", "wrong") for n in range(40))
    assert sign_in(Client())


def test_a_browser_that_its_owner_has_used_is_not_held_up_by_what_others_try_beside_it() -> None:
    haruka()
    own = Client()
    assert sign_in(own)
    own.post("/in/logout/")
    tried_for_an_hour(SCHOOL)
    assert not sign_in(Client())
    assert sign_in(own)
    own.post("/in/logout/")
    assert sign_in(own, "haruka@example.org")


def test_a_known_browser_is_slowed_down_by_what_is_tried_in_it() -> None:
    haruka()
    own = Client()
    assert sign_in(own)
    own.post("/in/logout/")
    tried_for_an_hour(signing.loads(own.cookies[COOKIE].value, salt=SALT)[0])
    assert not sign_in(own)
    assert sign_in(Client())


@pytest.mark.parametrize(
    "told",
    ["", "x", signing.dumps(["n", ["f"]], salt="another"), "a" * 5000],
    ids=["nothing", "no signature", "for another use", "much"],
)
def test_a_browser_that_tells_stories_is_a_strange_one(told: str) -> None:
    haruka()
    client = Client()
    client.cookies[COOKIE] = told
    tried_for_an_hour(SCHOOL)
    assert not sign_in(client)


def test_what_a_browser_keeps_names_nobody() -> None:
    haruka()
    client = Client()
    sign_in(client)
    kept = client.cookies[COOKIE]
    assert "100004" not in repr(signing.loads(kept.value, salt=SALT))
    assert (kept["httponly"], kept["samesite"]) == (True, "Lax")


def test_an_unknown_card_and_a_wrong_password_look_alike_and_wait_alike() -> None:
    haruka()
    said = []
    for login in ("100004", "999999"):
        wrong = _said_to(login)
        tried_for_an_hour(SCHOOL, login)
        said.append((wrong, _said_to(login)))
    assert said[0] == said[1]
    assert "待ってから、もう一度お試しください" in said[0][1]
    assert "待ってから" not in said[0][0]


def _said_to(login: str) -> str:
    answer = Client().post("/in/login/", {"login": login, "password": "no"}, REMOTE_ADDR=SCHOOL)
    return re.sub(r"\d+秒", "n秒", text_of(answer.content.decode()))


@pytest.mark.parametrize(
    ("login", "password"),
    [
        ("100004", "wrong"),
        ("999999", "wrong"),
        ("haruka@example.org", "wrong"),
        ("nobody@example.org", "wrong"),
        ("100005", "wrong"),
        ("100006", PASSWORD),
    ],
    ids=["a wrong password", "an unknown card", "an address", "an unknown address", "no password", "closed"],
)
def test_whoever_is_not_let_in_costs_one_look_up_and_one_hash(
    login: str, password: str, settings: Any
) -> None:
    settings.PASSWORD_HASHERS = [f"{__name__}.Counting"]
    haruka()
    with_card("100005")
    with_card("100006", PASSWORD, is_active=False)
    Counting.hashed.clear()
    with CaptureQueriesContext(connection) as asked:
        assert not sign_in(Client(), login, password)
    assert len([query for query in asked if "booking_person" in query["sql"]]) == 1
    assert len(Counting.hashed) == 1


def test_a_wait_ends_and_the_right_password_ends_the_counting() -> None:
    for _ in range(5):
        assert seconds_to_wait("100004", SCHOOL, NOW) == 0
    assert seconds_to_wait("100004", SCHOOL, NOW) == 1
    assert seconds_to_wait("100004", SCHOOL, NOW + 1) == 0
    was_right("100004", SCHOOL, NOW + 1)
    assert [seconds_to_wait("100004", SCHOOL, NOW + 1) for _ in range(5)] == [0] * 5


def test_an_endless_login_gets_a_clear_error() -> None:
    answer = Client().post("/in/login/", {"login": "1" * 900_000, "password": "no"})
    assert answer.status_code == 200
    assert "254" in text_of(answer.content.decode())


def test_signing_in_leaves_no_messages_behind() -> None:
    haruka()
    client = Client()
    assert sign_in(client)
    assert set(client.cookies) == {"sessionid", "csrftoken", COOKIE}


@pytest.mark.parametrize(
    "address",
    [
        "email/",
        "confirm-email/",
        "confirm-email/key/",
        "inactive/",
        "3rdparty/",
        "sessions/",
    ],
)
def test_a_page_that_nobody_has_thought_through_is_not_there(address: str) -> None:
    client = Client()
    client.force_login(haruka())
    assert client.get(f"/in/{address}").status_code == 404
    assert client.post(f"/in/{address}", {"email": "a@example.org", "action_add": ""}).status_code == 404


@pytest.mark.parametrize("address", ["/in/password/reset/", "/in/login/code/"])
def test_mail_goes_to_an_address_that_somebody_gave_us_and_to_no_other(
    address: str, mailoutbox: list[EmailMessage]
) -> None:
    haruka()
    Client().post(address, {"email": "stranger@example.org"})
    Client().post(address, {"email": "haruka@example.org"})
    assert [mail.to for mail in mailoutbox] == [["haruka@example.org"]]


def test_a_password_is_changed_by_whoever_knows_the_one_before() -> None:
    person = haruka()
    client = Client()
    assert sign_in(client)
    new = {"password1": "asa-no-mado-8", "password2": "asa-no-mado-8"}
    assert client.post("/in/password/change/", {"oldpassword": "wrong", **new}).status_code == 200
    answer = client.post("/in/password/change/", {"oldpassword": PASSWORD, **new})
    assert answer["Location"] == "/me/"
    person.refresh_from_db()
    assert person.check_password("asa-no-mado-8")


def test_whoever_has_no_password_is_led_to_getting_one_by_mail() -> None:
    person = a_high_schooler(email="haruka@example.org")
    person.set_unusable_password()
    person.save()
    client = Client()
    client.force_login(person)
    answer = client.get("/in/password/change/", follow=True)
    assert answer.redirect_chain[-1][0] == "/in/password/reset/"

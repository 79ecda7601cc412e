"""Becoming a member by the API, as /join/ does it, and the first password of a card from the desk."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from booking.actions.particulars import Newcomer, Particulars
from booking.actions.people import register_at_desk
from booking.models import Act, Person
from facilities.models import Room
from tests.booking.api.callers import PROBLEM, post
from tests.factories import NOW

PASSWORD = "a band room on fridays"
SORA = {
    "name": "水木 空",
    "reading": "みずき そら",
    "call_name": "そら",
    "birth_date": "2010-05-11",
    "ties": ["lives"],
    "phone": "042-000-0000",
    "password": PASSWORD,
    "rules": True,
}


@pytest.fixture(autouse=True)
def _nobody_has_tried(room: Room) -> None:
    cache.clear()


def test_whoever_joins_has_a_card_and_signs_in_with_their_password(nobody: Client) -> None:
    answer = post(nobody, "members/", SORA)
    assert (answer.status_code, list(answer.json())) == (201, ["card"])
    person = Person.objects.get(card_number=answer.json()["card"])
    assert (person.name, str(person), str(person.birth_date)) == ("水木 空", "そら", "2010-05-11")
    assert person.check_password(PASSWORD)
    assert [one.kind for one in person.ties.all()] == ["lives"]
    assert Act.objects.get(verb="register").after == {"channel": "web"}
    assert answer["Cache-Control"] == "private, no-store"


def test_the_same_key_registers_once_and_tells_nobody_else_of_it(nobody: Client) -> None:
    first, second = (post(nobody, "members/", SORA, Idempotency_Key="1").json() for _ in range(2))
    assert first == second
    other = post(
        nobody, "members/", {**SORA, "name": "森 遥", "password": "another one"}, Idempotency_Key="1"
    )
    assert other.json()["card"] != first["card"]
    assert Person.objects.count() == 2


@pytest.mark.parametrize(
    ("wrong", "named", "status"),
    [
        ({"name": ""}, "name", 422),
        ({"birth_date": "2026-12-03"}, "birth_date", 422),  # tomorrow
        ({"birth_date": "1880-01-01"}, "birth_date", 422),
        ({"birth_date": "11.5.2010"}, "birth_date", 400),
        ({"email": "sora"}, "email", 422),
        ({"phone": "zero"}, "phone", 422),
        ({"password": "short"}, "password", 422),
        ({"password": "12345678901"}, "password", 422),
        ({"password": "password1"}, "password", 422),
        ({"rules": False}, "rules", 422),
        ({"ties": ["likes"]}, "ties.0", 400),
        ({"card_number": "1"}, "card_number", 400),
    ],
)
def test_what_cannot_be_is_named_and_nobody_is_registered(
    nobody: Client, wrong: dict[str, Any], named: str, status: int
) -> None:
    answer = post(nobody, "members/", {**SORA, **wrong})
    assert (answer.status_code, answer["Content-Type"]) == (status, PROBLEM)
    assert list(answer.json()["errors"]) == [named]
    assert not Person.objects.exists()


def test_too_many_from_one_address_wait(nobody: Client) -> None:
    statuses, answer = set(), None
    for number in range(200):
        answer = post(nobody, "members/", {**SORA, "rules": True, "reading": str(number)})
        statuses.add(answer.status_code)
        if answer.status_code == 429:
            break
    assert statuses == {201, 429}
    assert int(answer["Retry-After"]) > 0  # type: ignore[index]


@pytest.fixture
def printed(desk: Person) -> tuple[str, str]:
    """A card and its code, as the desk hands them over."""
    given = {"seen": {}, "actor": desk, "now": NOW, "link": lambda token: token}
    newcomer = Newcomer(Particulars("水木 空"), desk.birth_date or pytest.fail("known"))
    made = register_at_desk(newcomer=newcomer, **given)
    return made.person.card_number, made.code


def test_the_printed_code_sets_the_password_once(nobody: Client, printed: tuple[str, str]) -> None:
    card, code = printed
    sent = {"card": card, "code": code, "password": PASSWORD}
    answer = post(nobody, "members/first-password/", sent)
    assert (answer.status_code, answer.json()) == (201, {"card": card})
    assert Person.objects.get(card_number=card).check_password(PASSWORD)
    again = post(nobody, "members/first-password/", {**sent, "password": "of somebody else"})
    assert (again.status_code, list(again.json()["errors"])) == (422, ["code"])
    assert Person.objects.get(card_number=card).check_password(PASSWORD)


def test_a_card_that_is_nobodys_and_a_code_that_is_wrong_are_told_alike(
    nobody: Client, printed: tuple[str, str]
) -> None:
    told = [
        post(nobody, "members/first-password/", {"card": card, "code": "wrong", "password": PASSWORD})
        for card in (printed[0], "00000000")
    ]
    assert [one.status_code for one in told] == [422, 422]
    assert told[0].content == told[1].content


def test_a_code_is_guessed_no_faster_than_a_password(nobody: Client, printed: tuple[str, str]) -> None:
    sent = {"card": printed[0], "code": "wrong", "password": PASSWORD}
    answers = [post(nobody, "members/first-password/", sent) for _ in range(30)]
    late = next(one for one in answers if one.status_code == 429)
    assert int(late["Retry-After"]) > 0
    assert late.json()["code"] == "too_many_requests"

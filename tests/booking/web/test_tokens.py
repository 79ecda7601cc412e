"""The page on which one makes a program's token: shown once, listed by name, stopped alone."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from booking.models import ApiToken, Person
from tests.people import a_high_schooler

pytestmark = pytest.mark.django_db
PAGE = "/me/tokens/"
TOKEN = re.compile(r'value="([0-9a-f]{40})"')


def test_a_stranger_is_asked_to_sign_in(client: Client) -> None:
    for address in (PAGE, f"{PAGE}zzzz/revoke/"):
        assert client.post(address).headers["Location"].startswith("/in/login/?next=")


def test_a_token_stands_in_the_answer_that_makes_it_and_nowhere_else(
    as_member: Callable[..., Client], teen: Person
) -> None:
    client = as_member(teen)
    made = client.post(PAGE, {"name": "サイト", "scope": ["read", "book"]})
    [token] = TOKEN.findall(made.content.decode())
    assert "no-store" in made["Cache-Control"]
    again = client.get(PAGE).content.decode()
    assert token not in again
    assert "サイト" in again
    assert ApiToken.objects.get().scopes == ["read", "book"]


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"name": "", "scope": ["read"]}, "名前を入れてください"),
        ({"name": "あ" * 51, "scope": ["read"]}, "50文字まで"),
        ({"name": "a\u202eb", "scope": ["read"]}, "使えない文字"),
        ({"name": "サイト"}, "1つはえらんでください"),
        ({"name": "サイト", "scope": ["everything"]}, "1つはえらんでください"),
        ({"name": "サイト", "scope": ["read", "desk"]}, "2つめの鍵"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(
    as_member: Callable[..., Client], teen: Person, sent: dict[str, object], words: str
) -> None:
    answer = as_member(teen).post(PAGE, sent)
    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert not ApiToken.objects.exists()


def test_the_desks_scope_is_shown_to_staff_and_needs_the_second_factor(
    as_member: Callable[..., Client], teen: Person, desk: Person, settings: Settings
) -> None:
    assert 'value="desk"' not in as_member(teen).get(PAGE).content.decode()
    settings.STAFF_SECOND_FACTOR = True
    client = as_member(desk)
    assert 'value="desk"' in client.get(PAGE).content.decode()
    assert client.post(PAGE, {"name": "a", "scope": ["desk"]}).status_code == 422
    settings.STAFF_SECOND_FACTOR = False
    assert client.post(PAGE, {"name": "a", "scope": ["desk"]}).status_code == 200


def test_only_its_owner_stops_a_token(as_member: Callable[..., Client], teen: Person) -> None:
    as_member(teen).post(PAGE, {"name": "サイト", "scope": ["read"]})
    address = f"{PAGE}{ApiToken.objects.get().public_id}/revoke/"
    assert as_member(a_high_schooler()).post(address).status_code == 404
    assert as_member(teen).get(address).status_code == 405
    assert as_member(teen).post(address).headers["Location"] == PAGE
    assert not ApiToken.objects.exists()


def test_one_finds_it_from_ones_own_record_and_the_staff_from_every_page_of_the_desk(
    as_member: Callable[..., Client], teen: Person, desk: Person
) -> None:
    link = f'href="{PAGE}"'
    member = as_member(teen)
    assert link in member.get("/me/data/").content.decode()
    # Most members make no program: it is no entry of their menu.
    assert link not in member.get("/me/").content.decode()
    assert link in as_member(desk).get("/desk/higashi/").content.decode()


def test_whoever_serves_is_offered_both_scopes_of_the_desk_and_nobody_else(
    as_member: Callable[..., Client], teen: Person, desk: Person
) -> None:
    scopes = re.compile(r'name="scope" value="([^"]+)"')
    own = ["read", "book", "groups", "me", "data"]
    assert scopes.findall(as_member(teen).get(PAGE).content.decode()) == own
    offered = scopes.findall(as_member(desk).get(PAGE).content.decode())
    assert offered == [*own, "desk:read", "desk"]

"""A program that asks with its owner's token: what that opens, and what stays shut."""

import pytest
from django.test import Client

from booking.actions.tokens import make_token
from booking.models import ApiToken, Person
from facilities.models import Room
from tests.booking.api.callers import FRIDAY, PROBLEM, get, post
from tests.factories import NOW, a_booking, span


def a_program(person: Person, *scopes: str) -> Client:
    made = make_token(person=person, name="-".join(scopes), scopes=scopes, now=NOW)
    return Client(headers={"Authorization": f"Bearer {made.token}"}, enforce_csrf_checks=True)


def test_a_program_books_moves_and_cancels_without_a_session_or_a_cookie(teen: Person, room: Room) -> None:
    program = a_program(teen, "book")
    made = post(program, "bookings/", FRIDAY)
    assert made.status_code == 201
    assert [one["id"] for one in get(program, "bookings/").json()["results"]] == [made.json()["id"]]
    gone = post(program, f"bookings/{made.json()['id']}/cancel/", If_Match=made["ETag"])
    assert (gone.status_code, gone.json()["state"]) == (200, "cancelled")


@pytest.mark.parametrize(
    ("scope", "address", "body"),
    [
        ("read", "bookings/", FRIDAY),
        ("groups", "bookings/", FRIDAY),
        ("book", "groups/", {"name": "よるかぜ", "kind": "band"}),
        ("groups", "subscriptions/", {"name": "スマホ"}),
    ],
)
def test_a_token_opens_no_more_than_its_scopes(
    teen: Person, room: Room, scope: str, address: str, body: dict[str, str]
) -> None:
    answer = post(a_program(teen, scope), address, body)
    assert (answer.status_code, answer["Content-Type"]) == (403, PROBLEM)
    assert answer.json()["code"] == "out_of_scope"


@pytest.mark.parametrize("sent", ["Bearer", "Bearer ", "Bearer x", f"Bearer {'0' * 40}", "bearer \xe9"])
def test_a_token_that_is_none_is_nobody(room: Room, sent: str) -> None:
    answer = Client(headers={"Authorization": sent}).get("/api/v1/bookings/")
    assert (answer.status_code, answer.json()["code"]) == (401, "not_authenticated")


def test_a_token_that_was_revoked_is_nobody_at_once(teen: Person) -> None:
    program = a_program(teen, "read")
    assert get(program, "bookings/").status_code == 200
    ApiToken.objects.all().delete()
    assert get(program, "bookings/").status_code == 401


def test_whoever_serves_acts_as_a_member_without_the_scope_of_the_desk(
    desk: Person, teen: Person, room: Room
) -> None:
    booking = a_booking(room, span("2026-12-04", "17:00", "19:00"), teen)
    assert get(a_program(desk, "read", "book"), f"bookings/{booking.public_id}/").status_code == 404
    assert get(a_program(desk, "read", "desk"), f"bookings/{booking.public_id}/").status_code == 200


def test_when_a_token_was_used_is_noted(teen: Person) -> None:
    program = a_program(teen, "read")
    get(program, "bookings/")
    assert ApiToken.objects.get().last_used_at is not None

"""Somebody's card by the API: what the counter reads of it and notes on it, with each look on record."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from booking.models import Act, Booking, Consent, Guardian, Person, Tie
from booking.rules.staff import Role
from facilities.models import Facility, Room
from tests.booking.api.callers import PROBLEM, get, post, signed_in
from tests.factories import CONSENTING, a_booking, span
from tests.people import a_band, a_guardian, a_high_schooler, consented, inducted, registered, staff, tied

HALL = CONSENTING
AGREED = {"purpose": "evening", "name": "森 葉子", "relation": "母", "way": "paper"}


@pytest.fixture
def child(room: Room, sora: Person) -> Person:
    """Still at junior high school; the hall knows them by a booking."""
    Person.objects.filter(pk=sora.pk).update(
        name="水木 空", call_name="そら", phone="090-0000-0001", card_number="T-1234"
    )
    a_booking(room, span("2026-11-04", "13:00", "15:00"), sora)
    sora.refresh_from_db()
    return sora


@pytest.fixture
def at(child: Person) -> str:
    return f"desk/higashi/people/p-{child.public_id}/"


def looks(person: Person) -> int:
    return Act.objects.filter(verb="look", subject="person", subject_id=person.public_id).count()


def test_a_card_tells_what_a_program_needs_and_the_look_is_kept(
    as_desk: Client, desk: Person, hall: Facility, child: Person, at: str
) -> None:
    tied(child, "studies", date(2027, 3, 31))
    registered(child, "higashi-rules", date(2026, 4, 1), date(2027, 3, 31))
    inducted(child, "studio", date(2026, 5, 1))
    yoko = a_guardian(child, name="森 葉子", phone="090-0000-0002")
    consented(child, hall, "craft", date(2026, 4, 1), date(2027, 3, 31), yoko)
    answer = get(as_desk, at)
    told = answer.json()
    assert (told["whom"], told["name"], told["closed"]) == (f"p-{child.public_id}", "そら", False)
    assert told["stage"] == "junior_high"
    assert [(one["kind"], one["valid_until"]) for one in told["ties"]] == [("studies", "2027-03-31")]
    assert [one["registry"] for one in told["registrations"]] == ["higashi-rules"]
    assert {one["purpose"] for one in told["asked"]} == {"evening", "craft"}
    assert [(one["purpose"], one["valid_until"]) for one in told["consents"]] == [("craft", "2027-03-31")]
    assert [one["name"] for one in told["guardians"]] == ["森 葉子"]
    assert [(one["course"], one["on"]) for one in told["courses"]] == [("studio", "2026-05-01")]
    look = Act.objects.get(verb="look", subject="person")
    assert (look.actor, look.subject_id, look.after) == (desk, child.public_id, {"hall": "higashi"})
    said = answer.content.decode()
    born = child.birth_date
    assert born is not None
    for hidden in ("水木", "T-1234", "090-", born.isoformat()):
        assert hidden not in said


def test_of_whom_nothing_is_known_nothing_is_asked(as_desk: Client, child: Person, at: str) -> None:
    Person.objects.filter(pk=child.pk).update(birth_date=None)
    told = get(as_desk, at).json()
    assert (told["stage"], told["asked"], told["ties"], told["courses"]) == (None, [], [], [])


def test_a_proof_that_was_seen_makes_a_tie_count_and_a_second_one_replaces_its_day(
    as_desk: Client, desk: Person, child: Person, at: str
) -> None:
    first = post(as_desk, f"{at}ties/", {"kind": "studies", "until": "2027-03-31"})
    assert (first.status_code, first.json()["ties"]) == (
        200,
        [{"kind": "studies", "verified_on": "2026-12-02", "valid_until": "2027-03-31"}],
    )
    second = post(as_desk, f"{at}ties/", {"kind": "studies"})
    assert [one["valid_until"] for one in second.json()["ties"]] == [None]
    assert Tie.objects.get().verified_by == desk
    assert Act.objects.filter(verb="verify_tie", actor=desk).count() == 2
    assert looks(child) == 2, "each answer is a look"


@pytest.mark.parametrize(
    ("wrong", "status", "named"),
    [
        ({}, 400, "kind"),
        ({"kind": "king"}, 400, "kind"),
        ({"kind": "lives", "until": "31.3."}, 400, "until"),
        ({"kind": "lives", "untill": "2027-03-31"}, 400, "untill"),
    ],
)
def test_a_tie_that_cannot_be_is_named(
    as_desk: Client, at: str, wrong: dict[str, Any], status: int, named: str
) -> None:
    answer = post(as_desk, f"{at}ties/", wrong)
    assert (answer.status_code, answer["Content-Type"]) == (status, PROBLEM)
    assert list(answer.json()["errors"]) == [named]
    assert not Tie.objects.exists()


def test_a_guardians_word_is_received_once_under_one_key(as_desk: Client, child: Person, at: str) -> None:
    for _ in range(2):
        answer = post(as_desk, f"{at}consents/", AGREED, Idempotency_Key="a")
        assert (answer.status_code, [one["purpose"] for one in answer.json()["consents"]]) == (
            201,
            ["evening"],
        )
    one = Consent.objects.get()
    assert (one.child, one.way, one.through_child) == (child, "paper", False)
    other = post(as_desk, f"{at}consents/", {**AGREED, "way": "call"}, Idempotency_Key="a")
    assert (other.status_code, other.json()["code"]) == (422, "key_reused")


@pytest.mark.parametrize(
    ("wrong", "status", "named"),
    [
        ({"purpose": "swimming"}, 422, "purpose"),
        ({"name": ""}, 422, "name"),
        ({"way": "link"}, 400, "way"),
        ({"mail": "a@example.org"}, 400, "mail"),
    ],
)
def test_a_consent_that_cannot_be_is_named(
    as_desk: Client, at: str, wrong: dict[str, str], status: int, named: str
) -> None:
    answer = post(as_desk, f"{at}consents/", {**AGREED, **wrong})
    assert (answer.status_code, list(answer.json()["errors"])) == (status, [named])
    assert not Consent.objects.exists()
    assert not Guardian.objects.exists()


def test_whom_the_hall_has_nothing_to_do_with_is_not_there(
    as_desk: Client, elsewhere: Client, child: Person, at: str
) -> None:
    band = a_band(child)
    stranger = a_high_schooler()
    there = [
        (as_desk, f"desk/higashi/people/p-{stranger.public_id}/"),
        (as_desk, f"desk/higashi/people/g-{band.public_id}/"),
        (elsewhere, at),
        (elsewhere, f"desk/nishi/people/p-{child.public_id}/"),
        (signed_in(child), at),
    ]
    for client, where in there:
        assert get(client, where).status_code == 404
        assert post(client, f"{where}ties/", {"kind": "lives"}).status_code == 404
        assert post(client, f"{where}consents/", AGREED).status_code == 404
    assert looks(child) == looks(stranger) == 0
    assert not Tie.objects.exists()


@pytest.mark.parametrize("role", [Role.EVENING, Role.CONTRACTOR, Role.AUDITOR])
def test_whoever_registers_nobody_reads_no_card(hall: Facility, child: Person, at: str, role: Role) -> None:
    client = signed_in(staff(hall, role=role))
    assert get(client, at).status_code == 404
    assert post(client, f"{at}ties/", {"kind": "lives"}).status_code == 404
    assert looks(child) == 0


def test_no_name_that_was_read_or_received_stands_in_an_act(
    as_desk: Client, child: Person, at: str, booking: Booking
) -> None:
    get(as_desk, at)
    post(as_desk, f"{at}consents/", AGREED)
    for act in Act.objects.all():
        assert "森" not in f"{act.before}{act.after}{act.why}"

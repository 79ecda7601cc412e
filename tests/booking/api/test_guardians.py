"""Guardians by the API: a child's own list of them, and what a guardian does by their link."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from booking.models import Act, Booking, Consent, Guardian, Person
from booking.models.keys import fingerprint
from booking.rules.lifecycle import State
from facilities.models import Room
from tests.booking.api.callers import get, post, signed_in
from tests.factories import CONSENTING, TODAY, a_booking, a_hall, span, the_room
from tests.people import a_guardian, a_junior_high_student, consented

TOKEN = "5" * 40
LINK = {"link": TOKEN}
MARCH = date(2027, 3, 31)


@pytest.fixture
def room() -> Room:
    return the_room(a_hall(CONSENTING), "band")


@pytest.fixture
def sora() -> Person:
    return a_junior_high_student(call_name="そら", name="木村そら")


@pytest.fixture
def yoko(sora: Person) -> Guardian:
    return a_guardian(sora, token_hash=fingerprint(TOKEN), mail="yoko@example.org", phone="090-0000-0000")


@pytest.fixture
def booking(sora: Person, room: Room) -> Booking:
    return a_booking(room, span("2026-12-04", "17:00", "19:00"), sora, code="0417")


def test_a_child_knows_who_sees_what_and_not_how_they_are_reached(sora: Person, yoko: Guardian) -> None:
    answer = get(signed_in(sora), "me/guardians/")
    assert answer.json()["results"] == [
        {
            "id": yoko.public_id,
            "name": yoko.name,
            "relation": yoko.relation,
            "sees_until": "2031-03-31",
            "may_see": True,
            "may_cancel": True,
        }
    ]
    assert "yoko@example.org" not in answer.content.decode()


def test_a_lost_link_is_sent_anew_by_the_child_alone(
    sora: Person, yoko: Guardian, nobody: Client, as_other: Client
) -> None:
    assert post(as_other, f"me/guardians/{yoko.public_id}/reach/").status_code == 404
    assert post(signed_in(sora), f"me/guardians/{yoko.public_id}/reach/").json() == {"link": None}
    assert post(nobody, "guardian/", LINK).status_code == 404


def test_of_a_guardian_without_mail_the_child_is_told_the_link(sora: Person, nobody: Client) -> None:
    shown = a_guardian(sora, token_hash=fingerprint(TOKEN), mail="", reached=Guardian.Reached.CHILD)
    link = post(signed_in(sora), f"me/guardians/{shown.public_id}/reach/").json()["link"]
    new = link.rstrip("/").rpartition("/")[2]
    assert post(nobody, "guardian/", {"link": new}).status_code == 200


def test_a_guardian_sees_the_childs_bookings_and_no_code(
    nobody: Client, yoko: Guardian, booking: Booking
) -> None:
    answer = post(nobody, "guardian/", LINK)
    [told] = answer.json()["bookings"]
    assert (told["id"], told["room"], told["may_cancel"]) == (booking.public_id, "higashi/band", True)
    assert "0417" not in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    assert Act.objects.filter(verb="look", subject="guardian").count() == 1


def test_a_booking_is_given_back_by_the_link_once(nobody: Client, yoko: Guardian, booking: Booking) -> None:
    wish = {**LINK, "id": booking.public_id}
    assert post(nobody, "guardian/cancel/", wish).json()["bookings"] == []
    assert Booking.objects.get().state == State.CANCELLED
    assert post(nobody, "guardian/cancel/", wish).status_code == 404


def test_a_consent_is_taken_back_and_stands_again(
    nobody: Client, yoko: Guardian, sora: Person, room: Room
) -> None:
    given = consented(sora, room.facility, "evening", TODAY, MARCH, guardian=yoko)
    wish = {**LINK, "id": given.public_id}
    gone = post(nobody, "guardian/revoke/", wish).json()
    assert (gone["consents"], [one["id"] for one in gone["taken_back"]]) == ([], [given.public_id])
    assert Consent.objects.get().revoked_at is not None
    back = post(nobody, "guardian/stand/", wish).json()
    assert ([one["id"] for one in back["consents"]], back["taken_back"]) == ([given.public_id], [])


def test_a_guardian_corrects_how_they_are_reached(nobody: Client, yoko: Guardian) -> None:
    told = post(nobody, "guardian/contact/", {**LINK, "mail": "y@example.org", "language": "en"}).json()
    assert (told["mail"], told["phone"], told["language"]) == ("y@example.org", "", "en")
    wrong = post(nobody, "guardian/contact/", {**LINK, "mail": "y"})
    assert (wrong.status_code, list(wrong.json()["errors"])) == (422, ["mail"])


@pytest.mark.parametrize("verb", ["", "cancel/", "revoke/", "stand/", "contact/"])
@pytest.mark.parametrize("state", ["unknown", "stopped", "closed"])
def test_links_that_open_nothing_answer_alike(
    nobody: Client, yoko: Guardian, sora: Person, verb: str, state: str
) -> None:
    if state == "stopped":
        Guardian.objects.update(stopped_at=1)
    if state == "closed":
        Person.objects.filter(pk=sora.pk).update(closed=True)
    sent: dict[str, Any] = {"link": "7" * 40 if state == "unknown" else TOKEN}
    if verb in ("cancel/", "revoke/", "stand/"):
        sent["id"] = "23456789abcdefgh"
    answer = post(nobody, f"guardian/{verb}", sent)
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")

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
from tests.people import a_band, a_guardian, a_high_schooler, a_junior_high_student, consented

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


@pytest.fixture
def practice(sora: Person, room: Room) -> Booking:
    """Of a group that another leads; the child is to come."""
    leader = a_high_schooler()
    made = a_booking(
        room, span("2026-12-04", "17:00", "19:00"), leader, group=a_band(leader, sora), headcount=2
    )
    made.people.set([leader, sora])
    return made


def test_of_a_groups_booking_the_guardian_may_say_that_the_child_stays_home(
    nobody: Client, yoko: Guardian, practice: Booking
) -> None:
    [told] = post(nobody, "guardian/", LINK).json()["bookings"]
    assert (told["may_cancel"], told["may_keep_home"]) == (False, True)
    wish = {**LINK, "id": practice.public_id}
    for _ in range(2):
        [after] = post(nobody, "guardian/keep-home/", wish).json()["bookings"]
        assert after["may_keep_home"] is False
    practice.refresh_from_db()
    assert (practice.state, practice.headcount) == (State.BOOKED, 1)
    assert Act.objects.filter(verb="keep_home", subject="guardian").count() == 1


def test_a_groups_booking_that_has_changed_since_is_looked_at_first(
    nobody: Client, yoko: Guardian, practice: Booking
) -> None:
    wish = {**LINK, "id": practice.public_id}
    other = f'"{practice.sequence + 1}"'
    stale = post(nobody, "guardian/keep-home/", wish, If_Match=other)
    assert (stale.status_code, stale.json()["code"]) == (412, "precondition_failed")
    unseen = nobody.post("/api/v1/guardian/keep-home/", wish, "application/json")
    assert (unseen.status_code, unseen.json()["code"]) == (428, "version_missing")
    assert practice.people.count() == 2
    seen = f'"{practice.sequence}"'
    assert post(nobody, "guardian/keep-home/", wish, If_Match=seen).status_code == 200


def test_what_the_child_has_booked_alone_is_cancelled_and_nobody_is_kept_home_from_it(
    nobody: Client, yoko: Guardian, booking: Booking
) -> None:
    [told] = post(nobody, "guardian/", LINK).json()["bookings"]
    assert told["may_keep_home"] is False
    wish = {**LINK, "id": booking.public_id}
    assert post(nobody, "guardian/keep-home/", wish).status_code == 404


CALENDARS = [f"calendars/{verb}" for verb in ("", "subscribe/", "rename/", "renew/", "revoke/")]


@pytest.mark.parametrize("verb", ["", "cancel/", "keep-home/", "revoke/", "stand/", "contact/", *CALENDARS])
@pytest.mark.parametrize("state", ["unknown", "stopped", "closed"])
def test_links_that_open_nothing_answer_alike(
    nobody: Client, yoko: Guardian, sora: Person, verb: str, state: str
) -> None:
    if state == "stopped":
        Guardian.objects.update(stopped_at=1)
    if state == "closed":
        Person.objects.filter(pk=sora.pk).update(closed=True)
    sent: dict[str, Any] = {"link": "7" * 40 if state == "unknown" else TOKEN}
    if verb in ("cancel/", "keep-home/", "revoke/", "stand/", *CALENDARS[2:]):
        sent["id"] = "23456789abcdefgh"
    if verb in CALENDARS[1:3]:
        sent["name"] = "スマホ"
    if verb == "calendars/renew/":
        sent["edition"] = "3f1c9a0b7d24"
    answer = post(nobody, f"guardian/{verb}", sent)
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")

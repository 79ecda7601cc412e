"""The panel of a booking and of a room, at 17:42 on Friday 4 December 2026; the board's own tests press its
buttons."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from booking.actions.attendance import check_in, undo_check_in
from booking.actions.handover import hand_key, note
from booking.models import Booking, Consent, KeyLoan, Loan, Person
from booking.rules.lifecycle import State
from facilities.models import Equipment, Facility
from tests.booking.web.conftest import text_of
from tests.booking.web.desk.conftest import at_desk
from tests.factories import ARRIVING, CONSENTING, SAMPLE, a_booking, a_hall, at, span, the_room
from tests.people import a_high_schooler, a_junior_high_student, consented

pytestmark = pytest.mark.django_db
BOARD = "/desk/higashi/"
NOW = at("2026-12-04 17:42")


@pytest.fixture
def hall(settings: Any) -> Facility:
    settings.CLOCK = "2026-12-04T17:42:00+09:00"
    return a_hall(SAMPLE + ARRIVING)


@pytest.fixture
def desk(client: Client, hall: Facility) -> Person:
    return at_desk(client, hall)


def booked(hall: Facility, start: str, end: str) -> Booking:
    return a_booking(the_room(hall, "band"), span("2026-12-04", start, end), a_high_schooler())


def panel(client: Client, booking: Booking) -> str:
    return client.get(f"{BOARD}?b={booking.public_id}").content.decode().partition('<aside class="pn"')[2]


def test_whoever_is_due_shows_what_the_rules_ask_for_and_gets_the_key(
    client: Client, hall: Facility, desk: Person
) -> None:
    told = panel(client, booked(hall, "17:00", "19:00"))
    assert "利用証を見せてください。" in told
    assert "鍵を渡す" in told
    assert "受付する" in told


def test_of_a_use_that_is_over_only_the_numbers_are_asked_for(
    client: Client, hall: Facility, desk: Person
) -> None:
    told = panel(client, booked(hall, "15:00", "17:00"))
    assert "来た人数を入れる" in told
    assert not [words for words in ("利用証", "鍵を渡す", "受付する") if words in told]


def test_numbers_that_come_after_the_use_hand_out_no_key(
    client: Client, hall: Facility, desk: Person
) -> None:
    """Not even for a panel that was opened while the use ran, and still has the key ticked."""
    booking = booked(hall, "15:00", "17:00")
    form = {"do": "check_in", "sequence": booking.sequence, "key": "1", "part-high_school": "3"}
    assert client.post(f"{BOARD}visit/{booking.public_id}/", form).status_code == 302
    assert Booking.objects.get(pk=booking.pk).state == State.USED
    assert not KeyLoan.objects.exists()


def test_what_was_left_for_the_whole_hall_is_said_before_the_lanes(
    client: Client, hall: Facility, desk: Person
) -> None:
    """A note about a room stands with the room: what is said of everything is said first."""
    assert 'href="#memos"' not in client.get(BOARD).content.decode()
    note(facility=hall, text="アンプBは修理中", room=the_room(hall, "band"), actor=desk, now=NOW)
    assert 'href="#memos"' not in client.get(BOARD).content.decode()
    note(facility=hall, text="20時に工事の人が来ます", actor=desk, now=NOW)
    page = client.get(BOARD).content.decode()
    assert "申し送り 1件 20時に工事の人が来ます" in text_of(page.partition('id="board"')[0])


def test_what_is_lent_is_handed_out_and_looked_for_when_they_go(
    client: Client, hall: Facility, desk: Person
) -> None:
    booking = booked(hall, "17:00", "19:00")
    drums = Equipment.objects.create(room=booking.room, slug="drums", name_ja="ドラム", stock=1)
    assert "渡すもの" not in panel(client, booking)
    Loan.objects.create(booking=booking, equipment=drums, count=1)
    told = panel(client, booking)
    assert "渡すもの: ドラム" in told
    assert "もどったもの" not in told
    check_in(booking=booking, counts={}, actor=desk, now=NOW)
    assert "もどったもの: ドラム" in panel(client, booking)


def test_a_key_that_is_out_already_is_not_handed_out_again(
    client: Client, hall: Facility, desk: Person
) -> None:
    """After an undone check-in it is still out with them: what is left to do is to take it back."""
    booking = booked(hall, "17:00", "19:00")
    check_in(booking=booking, counts={}, key=True, actor=desk, now=NOW)
    undo_check_in(booking=Booking.objects.get(pk=booking.pk), actor=desk, now=NOW + 60)
    told = panel(client, booking)
    assert "17:42に鍵を渡しました" in told
    assert "鍵がもどった" in told
    assert "鍵を渡す" not in told


def test_a_key_that_is_out_with_others_is_not_ticked_and_it_is_said_who_has_it(
    client: Client, hall: Facility, desk: Person
) -> None:
    evening = span("2026-12-03", "19:00", "21:00")
    before, booking = (
        a_booking(the_room(hall, "band"), evening, a_high_schooler()),
        booked(hall, "17:00", "19:00"),
    )
    assert 'name="key" value="1" checked' in panel(client, booking)
    hand_key(booking=before, actor=desk, now=at("2026-12-03 20:55"))
    told = panel(client, booking)
    assert "この部屋の鍵は、12月3日(木) 20:55に「" in told
    assert 'name="key" value="1" checked' not in told
    assert 'name="key" value="1"' in told, "a second key may be handed out"


def test_a_consent_that_was_taken_back_is_said_before_they_stand_there(client: Client, settings: Any) -> None:
    settings.CLOCK = "2026-12-04T16:30:00+09:00"
    hall = a_hall(CONSENTING)
    at_desk(client, hall)
    sora = a_junior_high_student()
    booking = a_booking(the_room(hall, "band"), span("2026-12-04", "17:00", "19:00"), sora)
    booking.people.set([sora])
    consent = consented(sora, hall, "evening", date(2026, 12, 1), date(2027, 3, 31))
    assert "申しこみ" not in text_of(panel(client, booking))
    Consent.objects.filter(pk=consent.pk).update(revoked_at=NOW)
    words = text_of(panel(client, booking))
    assert "17時からの音楽室には、保護者の方の申しこみがいります。館に届くと使えます。" in words
    assert "届くと予約できます" not in words

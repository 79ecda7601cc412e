"""A request that is sent twice gets one answer: a key belongs to a person and a body, and lives a day."""

from typing import Any

import pytest

from booking.actions.bookings import KeyReused, Refused, book, cancel
from booking.actions.wanted import Wanted
from booking.models import Answer, Booking, Person
from booking.rules.lifecycle import State
from facilities.models import Room
from tests.booking.written import everything
from tests.factories import NOW, a_booking, span
from tests.people import a_high_schooler, staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored_mail")]
SATURDAY = span("2026-12-05", "10:00", "12:00")
SUNDAY = span("2026-12-06", "13:00", "15:00")


def test_the_same_key_gives_the_same_booking_once(room: Room, haruka: Person) -> None:
    asked: dict[str, Any] = {"person": haruka, "wanted": Wanted(room, SATURDAY), "key": "k"}
    first = book(**asked, now=NOW)
    before = everything()
    assert book(**asked, now=NOW + 60) == first
    assert everything() == before


def test_another_body_under_the_same_key_is_refused(room: Room, haruka: Person) -> None:
    book(person=haruka, wanted=Wanted(room, SATURDAY), now=NOW, key="k")
    with pytest.raises(KeyReused):
        book(person=haruka, wanted=Wanted(room, SUNDAY), now=NOW, key="k")
    assert Booking.objects.count() == 1


def test_a_key_belongs_to_one_person(room: Room, haruka: Person) -> None:
    book(person=haruka, wanted=Wanted(room, SATURDAY), now=NOW, key="k")
    book(person=a_high_schooler(), wanted=Wanted(room, SUNDAY), now=NOW, key="k")
    assert Booking.objects.count() == 2


def test_a_refusal_is_not_kept_and_is_judged_anew(room: Room, haruka: Person) -> None:
    rival = a_booking(room, SATURDAY)
    asked: dict[str, Any] = {"person": haruka, "wanted": Wanted(room, SATURDAY), "key": "k", "now": NOW}
    with pytest.raises(Refused):
        book(**asked)
    cancel(booking=rival, actor=staff(room.facility), now=NOW)
    assert book(**asked).state == State.BOOKED


def test_a_key_lives_a_day(room: Room, haruka: Person) -> None:
    book(person=haruka, wanted=Wanted(room, SATURDAY), now=NOW, key="k")
    book(person=haruka, wanted=Wanted(room, SUNDAY), now=NOW + 24 * 3600, key="k")
    assert Booking.objects.count() == 2
    assert Answer.objects.count() == 1

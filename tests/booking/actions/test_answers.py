"""A request that is sent twice gets one answer: a key belongs to a person and a body, and lives a day."""

from typing import Any

import pytest

from booking.actions.answers import LIFETIME, LONGEST_KEY, Once
from booking.actions.bookings import Company, KeyReused, Refused, Unfit, book, cancel
from booking.actions.callers import Calling
from booking.actions.desk_bookings import book_for
from booking.actions.requests import request
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


def test_a_key_lives_to_its_last_second_and_no_longer(room: Room, haruka: Person) -> None:
    asked: dict[str, Any] = {"person": haruka, "wanted": Wanted(room, SATURDAY), "key": "k"}
    first = book(**asked, now=NOW)
    assert book(**asked, now=NOW + LIFETIME - 1) == first
    with pytest.raises(Refused):
        book(**asked, now=NOW + LIFETIME)


def test_without_a_key_every_request_is_one_of_its_own(room: Room, haruka: Person) -> None:
    book(person=haruka, wanted=Wanted(room, SATURDAY), now=NOW)
    assert not Answer.objects.exists()
    with pytest.raises(Refused):
        book(person=haruka, wanted=Wanted(room, SATURDAY), now=NOW)


@pytest.mark.parametrize("key", ["k" * (LONGEST_KEY + 1), "k\u202e"])
def test_a_key_that_cannot_be_kept_is_named_and_nothing_is_done(
    room: Room, haruka: Person, desk: Person, key: str
) -> None:
    for verb in (
        lambda: book(person=haruka, wanted=Wanted(room, SATURDAY), now=NOW, key=key),
        lambda: book_for(whom=haruka, wanted=Wanted(room, SATURDAY), actor=desk, now=NOW, key=key),
        lambda: request(person=haruka, wanted=Wanted(room, SATURDAY), said="お願いします", now=NOW, key=key),
    ):
        with pytest.raises(Unfit) as unfit:
            verb()
        assert unfit.value.field == "key"
    assert not Booking.objects.exists()


def test_whoever_books_at_another_desk_with_a_members_key_finds_what_was_booked(
    room: Room, haruka: Person, desk: Person
) -> None:
    asked: dict[str, Any] = {"whom": haruka, "wanted": Wanted(room, SATURDAY), "key": "k", "now": NOW}
    assert book_for(**asked, actor=desk) == book_for(**asked, actor=staff(room.facility))


def test_of_callers_a_key_is_the_desks_own(room: Room, desk: Person) -> None:
    three = Company(counted={"high_school": 3})
    asked: dict[str, Any] = {"whom": Calling("山田花子"), "key": "k", "now": NOW}
    book_for(**asked, wanted=Wanted(room, SATURDAY, three), actor=desk)
    book_for(**asked, wanted=Wanted(room, SUNDAY, three), actor=staff(room.facility))
    assert Booking.objects.count() == 2


def test_what_is_asked_of_the_hall_is_known_again_by_its_people_too(room: Room, haruka: Person) -> None:
    """The same words for others are another question."""
    one = Once.of(haruka, "request", "k", Wanted(room, SATURDAY).body)
    other = Once.of(haruka, "request", "k", Wanted(room, SATURDAY, Company(counted={"adult": 2})).body)
    assert one.body_hash != other.body_hash
    assert one == Once.of(haruka, "request", "k", dict(reversed(Wanted(room, SATURDAY).body.items())))

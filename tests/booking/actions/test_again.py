"""The same again is booked with all that went with it, and judged as anew."""

import pytest

from booking.actions.again import book_again
from booking.actions.bookings import Refused, cancel
from booking.models import Booking, Loan, Person
from booking.queries.bookings import Absent
from booking.rules.codes import Code
from booking.rules.lifecycle import State
from facilities.models import Equipment, Room
from tests.factories import NOW, a_booking, span
from tests.people import a_band, a_high_schooler

pytestmark = pytest.mark.django_db
LAST, NEXT = span("2026-11-27", "17:00", "19:00"), span("2026-12-04", "17:00", "19:00")


@pytest.fixture
def leader() -> Person:
    return a_high_schooler()


@pytest.fixture
def last(room: Room, leader: Person) -> Booking:
    """A band's, of last Friday, with drums and somebody who carries."""
    mate = a_high_schooler()
    band = a_band(leader, mate)
    told = {"purpose": "バンド練習", "help_wanted": "ドラムを運ぶ", "group": band}
    made = a_booking(room, LAST, leader, counted={"high_school": 2}, headcount=4, carers=1, **told)
    made.people.add(leader, mate)
    drums = Equipment.objects.create(room=room, slug="drums", name_ja="ドラム", stock=1)
    Loan.objects.create(booking=made, equipment=drums, count=1)
    return made


def test_it_has_the_same_people_purpose_help_and_things(last: Booking, leader: Person) -> None:
    made = book_again(booking=last, person=leader, span=NEXT, now=NOW)
    kept = ("room_id", "group_id", "counted", "headcount", "carers", "purpose", "help_wanted")
    assert {name: getattr(made, name) for name in kept} == {name: getattr(last, name) for name in kept}
    assert set(made.people.all()) == set(last.people.all())
    assert [(one.equipment.slug, one.count) for one in made.loans.all()] == [("drums", 1)]
    assert (made.start, made.end, made.person, made.made_at) == (NEXT.start, NEXT.end, leader, NOW)


def test_whoever_taps_twice_has_booked_once_and_may_again_once_it_is_undone(
    last: Booking, leader: Person
) -> None:
    made = [book_again(booking=last, person=leader, span=NEXT, now=NOW, key="tap").pk for _ in range(2)]
    assert made[0] == made[1]
    cancel(booking=Booking.objects.get(pk=made[0]), actor=leader, now=NOW + 60)
    assert book_again(booking=last, person=leader, span=NEXT, now=NOW + 61, key="other").pk != made[0]


def test_drums_that_others_have_then_are_named_and_nothing_is_booked(
    last: Booking, leader: Person, room: Room
) -> None:
    drums = Equipment.objects.get(slug="drums")
    elsewhere = a_booking(Room.objects.exclude(spaces__in=room.spaces.all())[0], NEXT)
    Loan.objects.create(booking=elsewhere, equipment=drums, count=1)
    with pytest.raises(Refused) as refused:
        book_again(booking=last, person=leader, span=NEXT, now=NOW)
    assert Code.EQUIPMENT in {reason.code for reason in refused.value.verdict.reasons}
    assert not Booking.objects.filter(group=last.group, start=NEXT.start).exists()


def test_what_was_cancelled_can_be_had_again_elsewhen_and_stays_cancelled(
    last: Booking, leader: Person
) -> None:
    Booking.objects.filter(pk=last.pk).update(state=State.CANCELLED)
    book_again(booking=last, person=leader, span=NEXT, now=NOW)
    last.refresh_from_db()
    assert last.state == State.CANCELLED


def test_whoever_is_no_more_in_the_group_books_nothing_in_its_name(last: Booking, leader: Person) -> None:
    assert last.group is not None
    last.group.memberships.filter(person=leader).delete()
    with pytest.raises(Absent):
        book_again(booking=last, person=leader, span=NEXT, now=NOW)

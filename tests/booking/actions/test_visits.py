"""Several rooms for one occasion, and things that go with a booking."""

from typing import Any

import pytest

from booking.actions.bookings import Refused, book, cancel, move, restore
from booking.actions.visits import add_room, cancel_all
from booking.actions.wanted import Wanted
from booking.models import Booking, Loan
from booking.queries.bookings import Absent
from booking.queries.visits import rooms_beside, together
from booking.rules.lifecycle import State
from facilities.models import Equipment, Facility, Room
from tests.booking.refusals import codes
from tests.factories import NOW, a_booking, span, the_room
from tests.people import a_high_schooler

pytestmark = pytest.mark.django_db
NOON = span("2026-12-04", "13:00", "15:00")
LATER = span("2026-12-04", "15:00", "17:00")


@pytest.fixture
def craft(hall: Facility) -> Room:
    return the_room(hall, "craft")


def projectors(room: Room, stock: int, *others: Room) -> Equipment:
    thing = Equipment.objects.create(
        room=room, slug="projector", name_ja="プロジェクター", name_en="Projector", stock=stock
    )
    thing.lent_in.set(others)
    return thing


def booked(room: Room, things: dict[int, int] | None = None) -> Booking:
    return book(person=a_high_schooler(), wanted=Wanted(room, NOON, things=things or {}), now=NOW)


def test_another_room_is_booked_for_the_same_people_and_seen_together(hall: Facility, craft: Room) -> None:
    first = booked(craft)
    assert first.person is not None
    second = add_room(booking=first, room=the_room(hall, "a"), actor=first.person, now=NOW)
    first.refresh_from_db()
    assert (second.start, second.end, second.person, second.visit) == (
        first.start,
        first.end,
        first.person,
        first.visit,
    )
    assert (together(first), together(second)) == ([second], [first])


def test_a_second_tap_finds_the_room_that_the_first_one_booked(hall: Facility, craft: Room) -> None:
    first = booked(craft)
    Booking.objects.filter(pk=first.pk).update(carers=1)
    assert first.person is not None
    told: dict[str, Any] = {"room": the_room(hall, "a"), "actor": first.person, "now": NOW}
    made = [add_room(booking=first, **told) for _ in range(2)]
    assert (made[0], Booking.objects.count()) == (made[1], 2)
    assert made[0].carers == 1, "whoever helps comes there, too"


def test_a_room_that_others_have_is_refused_and_nothing_is_written(hall: Facility, craft: Room) -> None:
    other = the_room(hall, "a")
    a_booking(other, NOON)
    first = booked(craft)
    assert first.person is not None
    with pytest.raises(Refused) as refused:
        add_room(booking=first, room=other, actor=first.person, now=NOW)
    assert codes(refused) == {"TAKEN"}
    first.refresh_from_db()
    assert first.visit == ""


def test_the_rooms_that_a_page_offers_are_those_that_can_be_had(hall: Facility, craft: Room) -> None:
    a_booking(the_room(hall, "a"), NOON)
    first = booked(craft)
    assert first.person is not None
    offered = {one.room.slug: one.possible for one in rooms_beside(first, NOW, first.person)}
    for slug, possible in offered.items():
        seen = Booking.objects.get(pk=first.pk)
        try:
            cancel(
                booking=add_room(booking=seen, room=the_room(hall, slug), actor=first.person, now=NOW),
                actor=first.person,
                now=NOW,
            )
        except Refused:
            assert not possible, slug
        else:
            assert possible, slug


def test_all_rooms_of_an_occasion_are_given_up_at_once(hall: Facility, craft: Room) -> None:
    first = booked(craft)
    assert first.person is not None
    add_room(booking=first, room=the_room(hall, "a"), actor=first.person, now=NOW)
    seen = Booking.objects.get(pk=first.pk)
    cancel_all(booking=seen, actor=first.person, now=NOW)
    assert set(Booking.objects.values_list("state", flat=True)) == {State.CANCELLED}


def test_strangers_add_nothing(hall: Facility, craft: Room) -> None:
    with pytest.raises(Absent):
        add_room(booking=booked(craft), room=the_room(hall, "a"), actor=a_high_schooler(), now=NOW)


def test_a_thing_is_lent_as_often_as_there_are_such_things(hall: Facility, craft: Room) -> None:
    other = the_room(hall, "a")
    thing = projectors(craft, 2, other)
    booked(craft, {thing.pk: 1})
    booked(other, {thing.pk: 1})
    with pytest.raises(Refused) as refused:
        booked(the_room(hall, "a"), {thing.pk: 1})
    assert "EQUIPMENT" in codes(refused)
    assert Loan.objects.count() == 2


def test_one_that_is_lent_in_another_room_is_counted_there(hall: Facility, craft: Room) -> None:
    other = the_room(hall, "a")
    thing = projectors(craft, 1, other)
    booked(craft, {thing.pk: 1})
    with pytest.raises(Refused) as refused:
        booked(other, {thing.pk: 1})
    [reason] = [one for one in refused.value.verdict.broken if one.code == "EQUIPMENT"]
    assert reason.values["things_ja"] == ["プロジェクター"]
    booked(other)


def test_at_another_time_it_is_free(hall: Facility, craft: Room) -> None:
    thing = projectors(craft, 1)
    booked(craft, {thing.pk: 1})
    made = book(person=a_high_schooler(), wanted=Wanted(craft, LATER, things={thing.pk: 1}), now=NOW)
    assert made.loans.get().count == 1


def test_a_booking_takes_its_things_along_or_does_not_move(hall: Facility, craft: Room) -> None:
    other = the_room(hall, "a")
    thing = projectors(craft, 1, other)
    mine = booked(craft, {thing.pk: 1})
    book(person=a_high_schooler(), wanted=Wanted(other, LATER, things={thing.pk: 1}), now=NOW)
    assert mine.person is not None
    with pytest.raises(Refused) as refused:
        move(booking=mine, actor=mine.person, room=craft, span=LATER, now=NOW)
    assert codes(refused) == {"EQUIPMENT"}
    mine.refresh_from_db()
    assert mine.start == NOON.start


def test_a_cancellation_is_not_taken_back_over_a_thing_that_others_have(hall: Facility, craft: Room) -> None:
    other = the_room(hall, "a")
    thing = projectors(craft, 1, other)
    mine = booked(craft, {thing.pk: 1})
    assert mine.person is not None
    gone = cancel(booking=mine, actor=mine.person, now=NOW)
    booked(other, {thing.pk: 1})
    with pytest.raises(Refused) as refused:
        restore(booking=gone, actor=mine.person, now=NOW)
    assert codes(refused) == {"EQUIPMENT"}


@pytest.mark.parametrize("count", [0, -1])
def test_nonsense_is_not_lent(hall: Facility, craft: Room, count: int) -> None:
    thing = projectors(craft, 1)
    with pytest.raises(Absent):
        booked(craft, {thing.pk: count})
    with pytest.raises(Absent):
        booked(the_room(hall, "a"), {thing.pk: 1})

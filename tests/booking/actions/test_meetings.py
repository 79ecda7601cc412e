"""Meetings: a room by the one way in, given back and taken again; of a case no word anywhere."""

import json

import pytest
from django.db import models

from booking.actions.changes import Stale
from booking.actions.meetings import (
    NotAtADesk,
    Told,
    TwoPlaces,
    cancel_meeting,
    change_meeting,
    hold_meeting,
    restore_meeting,
)
from booking.models import Act, Booking, Claim, Meeting, Person
from booking.queries.bookings import Absent
from booking.queries.meetings import meetings_at
from booking.rules.lifecycle import State
from booking.rules.staff import Role
from booking.rules.verdict import Refused
from facilities.models import Room
from facilities.rules.spans import Span
from tests.booking.activities import department_of, the_office
from tests.booking.centre import IN_BANDS, a_room_of_the_centre
from tests.booking.meetings import CASE, GUIDANCE, HELD, TO_COME, met
from tests.booking.network import a_body
from tests.factories import NOW, a_booking, a_hall, span
from tests.people import a_high_schooler, staff

pytestmark = pytest.mark.django_db
LATER = span("2026-12-11", "14:00", "16:00")


@pytest.fixture
def office() -> Person:
    return the_office("children")


@pytest.fixture
def room(office: Person) -> Room:
    """One of a hall that answers to the department."""
    return a_room_of_the_centre(department_of(office))


def test_a_meeting_holds_its_room_as_any_booking_does(office: Person, room: Room) -> None:
    made = met(office, when=TO_COME, rooms=[room], headcount=7)
    held = made.bookings.get()
    assert (held.room, held.start, held.end, held.headcount) == (room, TO_COME.start, TO_COME.end, 7)
    assert Claim.objects.filter(booking=held).exists()
    with pytest.raises(Refused):
        met(office, when=TO_COME, rooms=[room])
    assert Meeting.objects.count() == 1


def test_a_case_conference_holds_its_room_as_any_other_meeting_does(office: Person, room: Room) -> None:
    case, other = met(office, CASE, TO_COME, rooms=[room]), met(office, GUIDANCE, LATER, rooms=[room])
    assert case.bookings.get().purpose == other.bookings.get().purpose == "会議"


def test_of_a_room_that_is_lent_in_bands_a_meeting_takes_the_whole_band(office: Person) -> None:
    room = a_room_of_the_centre(department_of(office), IN_BANDS)
    made = met(office, when=TO_COME, rooms=[room])
    held = made.bookings.get()
    assert Span(held.start, held.end) == span("2026-12-04", "13:00", "17:00")
    assert made.start == TO_COME.start


def test_no_act_says_which_meeting_it_was(office: Person, room: Room) -> None:
    made = met(office, CASE, TO_COME, rooms=[room])
    change_meeting(meeting=made, told=Told(GUIDANCE, LATER, [room]), actor=office, now=NOW)
    cancel_meeting(meeting=Meeting.objects.get(), actor=office, now=NOW)
    written = json.dumps(list(Act.objects.values("verb", "subject", "before", "after", "why")))
    assert "hold_meeting" in written
    assert "case" not in written
    assert "guidance" not in written


def test_there_is_no_field_in_which_a_word_about_a_case_could_stand() -> None:
    texts = {
        one.name for one in Meeting._meta.get_fields() if isinstance(one, models.CharField | models.TextField)
    }
    assert texts == {"public_id", "kind", "of"}


def test_a_meeting_is_in_one_place(office: Person, room: Room) -> None:
    body = a_body(office)
    with pytest.raises(TwoPlaces):
        met(office, when=TO_COME, rooms=[room], held_at=body)
    assert met(office, held_at=body, bodies=[body]).bodies.get() == body


def test_a_room_of_a_hall_that_answers_to_another_department_is_not_there(office: Person) -> None:
    with pytest.raises(Absent):
        met(office, when=TO_COME, rooms=[a_room_of_the_centre()])
    assert not Meeting.objects.exists()


def test_a_meeting_that_moves_gives_its_room_back_and_holds_it_then(office: Person, room: Room) -> None:
    made = met(office, when=TO_COME, rooms=[room])
    change_meeting(meeting=made, told=Told(CASE, LATER, [room]), actor=office, now=NOW)
    claims = Claim.objects.values_list("start", flat=True)
    assert set(claims) == {LATER.start}
    assert Meeting.objects.get().of == "case"


def test_a_meeting_whose_other_time_is_taken_stays_where_it_was(office: Person, room: Room) -> None:
    made = met(office, when=TO_COME, rooms=[room])
    a_booking(room, LATER, a_high_schooler())
    with pytest.raises(Refused):
        change_meeting(meeting=made, told=Told(GUIDANCE, LATER, [room]), actor=office, now=NOW)
    assert Meeting.objects.get().start == TO_COME.start
    assert made.bookings.get().state == State.BOOKED


def test_who_came_is_said_afterwards_and_its_room_stays_as_it_was(office: Person, room: Room) -> None:
    body = a_body(office)
    made = met(office, when=TO_COME, rooms=[room])
    later = Told(GUIDANCE, TO_COME, [room], bodies=[body], headcount=9)
    changed = change_meeting(meeting=made, told=later, actor=office, now=TO_COME.end + 60)
    assert (changed.headcount, list(changed.bodies.all())) == (9, [body])
    assert Booking.objects.count() == 1


def test_of_two_who_change_a_meeting_the_second_is_told(office: Person) -> None:
    made = met(office)
    change_meeting(meeting=made, told=Told(GUIDANCE, HELD, headcount=5), actor=office, now=NOW)
    with pytest.raises(Stale):
        change_meeting(meeting=made, told=Told(GUIDANCE, HELD, headcount=6), actor=office, now=NOW)


def test_a_cancelled_meeting_gives_its_room_back_once_and_takes_it_again(office: Person, room: Room) -> None:
    made = met(office, when=TO_COME, rooms=[room])
    for _twice in range(2):
        cancel_meeting(meeting=made, actor=office, now=NOW + 60)
    assert not Claim.objects.exists()
    assert Act.objects.filter(verb="cancel_meeting").count() == 1
    for _twice in range(2):
        restore_meeting(meeting=made, actor=office, now=NOW + 120)
    assert Claim.objects.get().booking.room == room
    assert Meeting.objects.get().cancelled_at is None


def test_a_meeting_whose_room_is_taken_meanwhile_stays_cancelled(office: Person, room: Room) -> None:
    made = met(office, when=TO_COME, rooms=[room])
    cancel_meeting(meeting=made, actor=office, now=NOW + 60)
    a_booking(room, TO_COME, a_high_schooler())
    with pytest.raises(Refused):
        restore_meeting(meeting=made, actor=office, now=NOW + 120)
    assert Meeting.objects.get().cancelled_at == NOW + 60


def test_a_meeting_that_was_entered_by_a_slip_is_cancelled_after_it_was(office: Person) -> None:
    made = met(office)
    assert cancel_meeting(meeting=made, actor=office, now=NOW).cancelled_at == NOW


def test_only_the_department_itself_enters_changes_and_cancels_its_meetings(office: Person) -> None:
    made = met(office)
    hall = a_hall()
    hall.department = made.department
    hall.save()
    for stranger in (staff(hall, role=Role.MANAGER), the_office("welfare")):
        with pytest.raises(Absent):
            hold_meeting(department=made.department, told=Told(CASE, HELD), actor=stranger, now=NOW)
        with pytest.raises(Absent):
            change_meeting(meeting=made, told=Told(CASE, HELD), actor=stranger, now=NOW)
        with pytest.raises(Absent):
            cancel_meeting(meeting=made, actor=stranger, now=NOW)
        with pytest.raises(Absent):
            restore_meeting(meeting=made, actor=stranger, now=NOW)


def test_a_hall_enters_liaison_at_its_own_desk_for_its_department(office: Person, room: Room) -> None:
    hall = room.facility
    desk = staff(hall)
    told = Told(GUIDANCE, TO_COME, rooms=[room], headcount=4)
    made = hold_meeting(department=department_of(office), told=told, actor=desk, now=NOW, facility=hall)
    assert (made.facility, made.department) == (hall, department_of(office))
    changed = change_meeting(
        meeting=made, told=Told(GUIDANCE, TO_COME, rooms=[room], headcount=6), actor=desk, now=NOW
    )
    assert changed.headcount == 6
    cancel_meeting(meeting=changed, actor=desk, now=NOW)
    restore_meeting(meeting=changed, actor=desk, now=NOW)
    assert [act.actor for act in Act.objects.filter(subject="meeting")] == [desk] * 4


def test_no_hall_enters_a_case_conference_nor_touches_one_that_its_department_made_of_a_meeting(
    office: Person, room: Room
) -> None:
    hall, desk = room.facility, staff(room.facility)
    with pytest.raises(NotAtADesk):
        hold_meeting(
            department=department_of(office), told=Told(CASE, TO_COME), actor=desk, now=NOW, facility=hall
        )
    made = hold_meeting(
        department=department_of(office), told=Told(GUIDANCE, TO_COME), actor=desk, now=NOW, facility=hall
    )
    with pytest.raises(NotAtADesk):
        change_meeting(meeting=made, told=Told(CASE, TO_COME), actor=desk, now=NOW)
    change_meeting(meeting=made, told=Told(CASE, TO_COME), actor=office, now=NOW)
    made.refresh_from_db()
    assert meetings_at(hall, NOW) == []
    with pytest.raises(Absent):
        cancel_meeting(meeting=made, actor=desk, now=NOW)


def test_a_hall_enters_nothing_for_another_department(office: Person, room: Room) -> None:
    other = a_hall()
    with pytest.raises(Absent):
        hold_meeting(
            department=department_of(office),
            told=Told(GUIDANCE, TO_COME),
            actor=staff(other),
            now=NOW,
            facility=other,
        )

"""Tablets at doors: who makes them, and what somebody at a door can do, at 16:10 on 2 December 2026."""

import pytest

from booking.actions.handover import note, note_done
from booking.actions.kiosks import call_staff, check_in_at_door, make_kiosk, note_alive, revoke_kiosk
from booking.models import Act, Booking, HandoverNote, Headcount, Kiosk
from booking.queries.bookings import Absent
from booking.queries.doors import calls, kiosk_by
from booking.rules.lifecycle import State
from booking.rules.staff import Role
from booking.rules.verdict import Refused
from facilities.models import Facility
from tests.factories import NOW, a_booking, a_facility, a_hall, span, the_room
from tests.people import a_high_schooler, a_manager, a_third_grader, staff

pytestmark = pytest.mark.django_db


def a_kiosk(hall: Facility, room: str = "band") -> tuple[Kiosk, str]:
    return make_kiosk(room=the_room(hall, room), name="入口", groups=False, actor=a_manager(hall), now=NOW)


def due(hall: Facility, **fields: object) -> Booking:
    when = span("2026-12-02", "16:00", "17:00")
    return a_booking(the_room(hall, "band"), when, a_high_schooler(), code="0427", **fields)


def test_a_key_opens_its_own_room_until_it_is_revoked() -> None:
    hall = a_hall()
    kiosk, key = a_kiosk(hall)
    assert kiosk_by("higashi", "band", key) == kiosk
    for where, room, tried in (
        ("higashi", "craft", key),
        ("higashi", "band", key[:-1]),
        ("x", "band", key),
    ):
        with pytest.raises(Absent):
            kiosk_by(where, room, tried)
    revoke_kiosk(kiosk=kiosk, actor=a_manager(hall), now=NOW)
    with pytest.raises(Absent):
        kiosk_by("higashi", "band", key)


def test_neither_the_tables_nor_the_log_know_the_key() -> None:
    kiosk, key = a_kiosk(a_hall())
    assert key not in str(Kiosk.objects.values().get(pk=kiosk.pk))
    assert key not in str(list(Act.objects.values()))


def test_whoever_does_not_keep_the_hours_makes_no_tablet() -> None:
    hall = a_hall()
    for actor in (staff(hall, role=Role.EVENING), staff(a_facility("nukui"), role=Role.MANAGER)):
        with pytest.raises(Absent):
            make_kiosk(room=the_room(hall, "band"), name="入口", groups=False, actor=actor, now=NOW)


def test_a_code_checks_in_without_saying_how_many_came() -> None:
    hall = a_hall()
    booking = due(hall)
    check_in_at_door(kiosk=a_kiosk(hall)[0], code="0427", now=NOW)
    booking.refresh_from_db()
    assert booking.state == State.IN_USE
    assert not Headcount.objects.exists()
    assert Act.objects.get(verb="check_in").actor is None


def test_a_code_of_another_room_of_an_hour_later_or_of_nobody_opens_nothing() -> None:
    hall = a_hall()
    due(hall)
    later = span("2026-12-02", "16:41", "17:00")
    a_booking(the_room(hall, "craft"), later, a_high_schooler(), code="1111")
    craft = a_kiosk(hall, "craft")[0]
    for code in ("0427", "1111", "", "0000"):
        with pytest.raises(Absent):
            check_in_at_door(kiosk=craft, code=code, now=NOW)


def test_whom_the_judge_does_not_let_in_the_door_does_not_either() -> None:
    hall = a_hall()
    child = a_third_grader()
    booking = a_booking(the_room(hall, "band"), span("2026-12-02", "16:00", "17:00"), child, code="0427")
    booking.people.add(child)
    with pytest.raises(Refused):
        check_in_at_door(kiosk=a_kiosk(hall)[0], code="0427", now=NOW)


def test_calling_the_staff_is_one_note_until_somebody_has_come() -> None:
    hall = a_hall()
    kiosk = a_kiosk(hall)[0]
    call_staff(kiosk=kiosk, now=NOW)
    call_staff(kiosk=kiosk, now=NOW + 5)
    note = HandoverNote.objects.get()
    assert (note.room_id, note.by) == (kiosk.room_id, None)
    note_done(note=note, actor=staff(hall), now=NOW + 60)
    call_staff(kiosk=kiosk, now=NOW + 90)
    assert HandoverNote.objects.filter(done_at=None).count() == 1


def test_a_note_whose_writer_has_left_is_no_call_from_the_door() -> None:
    """An account goes, and what it wrote for the next shift stays."""
    hall = a_hall()
    kiosk, writer = a_kiosk(hall)[0], staff(hall)
    note(facility=hall, text="アンプBは修理中", room=kiosk.room, actor=writer, now=NOW)
    HandoverNote.objects.update(by=None)
    assert not calls(kiosk.room).exists()
    call_staff(kiosk=kiosk, now=NOW)
    assert calls(kiosk.room).get().text != "アンプBは修理中"


def test_that_a_tablet_is_alive_is_noted_every_five_minutes() -> None:
    kiosk = a_kiosk(a_hall())[0]
    for now in (NOW, NOW + 30, NOW + 299):
        kiosk.refresh_from_db()
        note_alive(kiosk=kiosk, now=now)
    kiosk.refresh_from_db()
    assert kiosk.seen_at == NOW
    note_alive(kiosk=kiosk, now=NOW + 300)
    kiosk.refresh_from_db()
    assert kiosk.seen_at == NOW + 300

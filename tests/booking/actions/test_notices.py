"""Notices are read, chosen, reminded of and told by telephone."""

import pytest

from booking import notices
from booking.actions.bookings import cancel
from booking.actions.notices import choose, note_call, read_all, remind
from booking.models import Act, Booking, Notice, Person
from booking.queries.bookings import Absent
from booking.queries.notices import to_call, unread
from booking.rules.lifecycle import State
from booking.rules.notices import CHOSEN, Family
from facilities.models import Room
from tests.factories import NOW, a_band_room, a_booking, at, span
from tests.people import a_high_schooler, a_junior_high_student, staff

pytestmark = pytest.mark.django_db
FRIDAY = span("2026-12-04", "17:00", "19:00")
THE_DAY_BEFORE = at("2026-12-03 17:00")


def told(person: Person, *, made_at: int = NOW, urgent: bool = False, booking: Booking | None = None) -> None:
    notices.tell(
        [person], "closed", lambda: ("休館", "お休みです。"), now=made_at, urgent=urgent, booking=booking
    )


def called(room: Room) -> Notice:
    """An urgent notice to somebody without mail, about their booking of Friday."""
    booking = a_booking(room, FRIDAY, a_high_schooler())
    assert booking.person is not None
    told(booking.person, urgent=True, booking=booking)
    return Notice.objects.get()


def test_what_stands_there_has_been_read_and_what_comes_later_has_not() -> None:
    person, other = a_high_schooler(), a_high_schooler()
    for whose, made_at in ((person, NOW - 60), (person, NOW + 60), (other, NOW - 60)):
        told(whose, made_at=made_at)
    read_all(person=person, now=NOW)
    assert (unread(person), unread(other)) == (1, 1)


def test_of_what_is_given_back_nobody_is_told_how_to_change_it() -> None:
    booking = a_booking(a_band_room(), FRIDAY, a_high_schooler(), made_at=NOW)
    notices.booked(booking)
    assert booking.person is not None
    cancel(booking=booking, actor=booking.person, now=NOW + 60)
    told_first, told_then = Notice.objects.order_by("pk").values_list("body", flat=True)
    assert "変えたり取り消したりするときは" in told_first
    assert booking.code in told_first
    assert told_then == "予約を取り消しました。\n\n12月4日(金) 17:00–19:00\n東児童館 音楽室\n"


def test_whoever_chooses_some_families_does_not_get_mail_of_the_others() -> None:
    person = a_high_schooler()
    choose(person=person, by_mail=[Family.TURNS])
    person.refresh_from_db()
    assert person.unmailed == ["bookings", "reminders", "groups", "records"]


def test_what_changes_ones_plans_comes_whatever_one_chooses() -> None:
    person = a_high_schooler()
    choose(person=person, by_mail=[])
    person.refresh_from_db()
    assert Family.CHANGES not in person.unmailed
    assert set(person.unmailed) == {*CHOSEN}


def test_a_call_is_noted_and_on_record_without_a_word_of_what_was_said() -> None:
    room = a_band_room()
    notice, desk = called(room), staff(room.facility)
    note_call(staff=desk, public_id=notice.public_id, answered=False, now=NOW)
    assert list(to_call(desk, NOW)) == [notice], "who did not answer is called again"
    note_call(staff=desk, public_id=notice.public_id, answered=True, now=NOW + 60)
    assert not to_call(desk, NOW).exists()
    acts = Act.objects.filter(subject="notice", subject_id=notice.public_id).order_by("pk")
    assert [(act.verb, act.before, act.after) for act in acts] == [
        ("call", {"call": "due"}, {"call": "no_answer"}),
        ("call", {"call": "no_answer"}, {"call": "told"}),
    ]


def test_only_the_desk_of_the_hall_sees_whom_to_call() -> None:
    notice = called(a_band_room())
    with pytest.raises(Absent):
        note_call(staff=staff(), public_id=notice.public_id, answered=True, now=NOW)
    notice.refresh_from_db()
    assert notice.call == Notice.Call.DUE


def test_the_day_before_all_who_come_are_reminded_once() -> None:
    asker, friend = a_high_schooler(), a_junior_high_student()
    booking = a_booking(a_band_room(), FRIDAY, asker)
    booking.people.add(asker, friend)
    assert [remind(now=at("2026-12-03 16:59")), remind(now=THE_DAY_BEFORE)] == [0, 1]
    assert remind(now=THE_DAY_BEFORE + 60) == 0
    assert {(notice.person, notice.kind) for notice in Notice.objects.all()} == {
        (asker, "reminder"),
        (friend, "reminder"),
    }


def test_a_booking_that_moves_to_another_day_is_reminded_of_again() -> None:
    booking = a_booking(a_band_room(), FRIDAY, a_high_schooler())
    remind(now=THE_DAY_BEFORE)
    later = span("2026-12-09", "17:00", "19:00")
    Booking.objects.filter(pk=booking.pk).update(start=later.start, end=later.end)
    assert remind(now=later.start - 3600) == 1


@pytest.mark.parametrize("fields", [{"state": State.CANCELLED}, {"changed_at": THE_DAY_BEFORE + 60}])
def test_nobody_is_reminded_of_what_is_cancelled_or_was_booked_just_now(fields: dict[str, object]) -> None:
    a_booking(a_band_room(), FRIDAY, a_high_schooler(), **fields)
    assert remind(now=THE_DAY_BEFORE + 120) == 0

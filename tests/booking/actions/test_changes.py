"""What every change of a booking has in common: by whom, after which other, and what a room is left with."""

import pytest

from booking.actions.bookings import Absent, Company, Stale, book, cancel, move, restore
from booking.actions.wanted import Wanted
from booking.models import Departure, Person
from facilities.models import Room
from tests.booking.written import everything
from tests.factories import NOW, span, the_room
from tests.people import a_band, a_high_schooler

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored_mail")]
FRIDAY_EVENING = span("2026-12-04", "17:00", "19:00")
SATURDAY = span("2026-12-05", "10:00", "12:00")
SUNDAY = span("2026-12-06", "13:00", "15:00")


def test_to_everybody_else_the_booking_is_not_there(room: Room, haruka: Person) -> None:
    member = a_high_schooler()
    band = a_band(haruka, member)
    company = Company(band.pk, (haruka.pk, member.pk))
    booking = book(person=haruka, wanted=Wanted(room, SATURDAY, company), now=NOW)
    strangers = (member, a_high_schooler())
    before = everything()
    for actor in strangers:
        with pytest.raises(Absent):
            cancel(booking=booking, actor=actor, now=NOW)
        with pytest.raises(Absent):
            move(booking=booking, actor=actor, room=room, span=SUNDAY, now=NOW)
        with pytest.raises(Absent):
            restore(booking=booking, actor=actor, now=NOW)
    assert everything() == before


def departures() -> list[tuple[str, int, int, int, int]]:
    rows = Departure.objects.order_by("sequence")
    return list(rows.values_list("room__slug", "start", "end", "sequence", "changed_at"))


def test_what_it_left_is_kept_once_for_each_room_and_as_it_was_last(room: Room, haruka: Person) -> None:
    booking, craft = (
        book(person=haruka, wanted=Wanted(room, SATURDAY), now=NOW),
        the_room(room.facility, "craft"),
    )
    when = [span("2026-12-05", "13:00", "15:00"), SUNDAY, span("2026-12-06", "10:00", "12:00")]
    for later, (where, span_) in enumerate(zip((craft, room, craft), when, strict=True), 1):
        booking = move(booking=booking, actor=haruka, room=where, span=span_, now=NOW + later)
    assert departures() == [
        ("craft", when[0].start, when[0].end, 2, NOW + 2),
        ("band", SUNDAY.start, SUNDAY.end, 3, NOW + 3),
    ]


def test_another_time_in_the_same_room_leaves_no_room(room: Room, haruka: Person) -> None:
    booking = book(person=haruka, wanted=Wanted(room, SATURDAY), now=NOW)
    move(booking=booking, actor=haruka, room=room, span=SUNDAY, now=NOW)
    assert departures() == []


def test_of_two_who_change_the_same_booking_the_second_is_told(room: Room, haruka: Person) -> None:
    seen = book(person=haruka, wanted=Wanted(room, SATURDAY), now=NOW)
    move(booking=seen, actor=haruka, room=room, span=SUNDAY, now=NOW)
    before = everything()
    with pytest.raises(Stale):
        move(booking=seen, actor=haruka, room=room, span=FRIDAY_EVENING, now=NOW)
    with pytest.raises(Stale):
        cancel(booking=seen, actor=haruka, now=NOW)
    assert everything() == before

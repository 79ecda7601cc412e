"""Things break in the music room: who reports it, what leaves stock, and who is told."""

from typing import Any

import pytest

from booking.actions.attendance import check_in
from booking.actions.faults import mend, mend_not, report, report_by_label
from booking.models import Act, Booking, Loan, Notice, Person
from booking.queries.bookings import Absent
from booking.queries.loans import lent_with, missing, stocks
from booking.rules.lifecycle import State
from booking.rules.staff import Role
from facilities.models import Equipment, Facility, Fault
from facilities.queries.lent import lent_rooms
from tests.factories import NOW, a_booking, a_facility, a_hall, span, the_room
from tests.people import a_high_schooler, staff

pytestmark = pytest.mark.django_db
EVENING = span("2026-12-02", "17:00", "19:00")
BROKEN = Fault.What.BROKEN


def drums(hall: Facility, stock: int = 1) -> Equipment:
    room = the_room(hall, "band")
    return Equipment.objects.create(room=room, slug="drums", name_ja="ドラム", name_en="Drums", stock=stock)


def with_drums(thing: Equipment, when: Any = EVENING, made_at: int = NOW, **fields: Any) -> Booking:
    who = a_high_schooler(call_name="そら")
    booking = a_booking(the_room(thing.room.facility, "craft"), when, who, made_at=made_at, **fields)
    Loan.objects.create(booking=booking, equipment=thing, count=1)
    return booking


def broken(thing: Equipment, actor: Person, count: int = 1) -> Fault:
    return report(thing=thing, count=count, what=BROKEN, said="", actor=actor, now=NOW)


def told(kind: str) -> list[Booking]:
    return [one.booking for one in Notice.objects.filter(kind=kind).order_by("pk") if one.booking]


def test_what_is_broken_leaves_stock_until_it_is_mended() -> None:
    hall = a_hall()
    thing, desk = drums(hall, stock=2), staff(hall)
    room = the_room(hall, "band")
    fault = broken(thing, desk)
    assert [one.free for one in stocks(lent_with(room), EVENING)] == [1]
    assert [one.stock for one in lent_rooms().things_in(room)] == [1]
    assert missing({thing.pk: 1}, EVENING) is None
    assert missing({thing.pk: 2}, EVENING) is not None
    mend(fault=fault, actor=desk, now=NOW + 60)
    assert missing({thing.pk: 2}, EVENING) is None
    mend_not(fault=fault, actor=desk, now=NOW + 120)
    assert missing({thing.pk: 2}, EVENING) is not None


def test_only_bookings_to_come_that_asked_for_it_are_told() -> None:
    hall = a_hall()
    thing, desk = drums(hall), staff(hall)
    mine = with_drums(thing)
    a_booking(the_room(hall, "band"), EVENING, a_high_schooler())
    with_drums(thing, span("2026-12-01", "13:00", "15:00"))
    with_drums(thing, span("2026-12-05", "13:00", "15:00"), state=State.CANCELLED)
    broken(thing, desk)
    assert told("thing_broken") == [mine]


def test_of_two_who_share_two_of_a_thing_whoever_booked_later_is_told() -> None:
    hall = a_hall()
    thing, desk = drums(hall, stock=2), staff(hall)
    later = with_drums(thing, made_at=NOW - 60)
    a_booking(the_room(hall, "a"), EVENING, a_high_schooler(), made_at=NOW - 120).loans.create(
        equipment=thing, count=1
    )
    broken(thing, desk)
    assert told("thing_broken") == [later]


def test_when_it_is_mended_those_who_lacked_it_are_told_and_nobody_twice() -> None:
    hall = a_hall()
    thing, desk = drums(hall), staff(hall)
    mine = with_drums(thing)
    fault = broken(thing, desk)
    broken(thing, desk)
    assert told("thing_broken") == [mine]
    mend(fault=fault, actor=desk, now=NOW)
    assert told("thing_mended") == []
    mend(fault=Fault.objects.get(mended_at=None), actor=desk, now=NOW)
    assert told("thing_mended") == [mine]


def test_whoever_comes_without_the_broken_thing_is_let_in_all_the_same() -> None:
    hall = a_hall()
    thing, desk = drums(hall), staff(hall)
    mine = with_drums(thing, span("2026-12-02", "16:00", "17:00"))
    broken(thing, desk)
    assert check_in(booking=mine, counts={}, actor=desk, now=NOW).state == State.IN_USE


def test_a_class_that_scans_one_label_takes_away_one_drum() -> None:
    thing = drums(a_hall(), stock=3)
    assert report_by_label(thing=thing, what=BROKEN, said="", now=NOW) is not None
    assert report_by_label(thing=thing, what=BROKEN, said="", now=NOW) is None
    assert Fault.objects.get().count == 1


def test_more_than_there_are_cannot_break() -> None:
    hall = a_hall()
    for count in (0, 2):
        with pytest.raises(ValueError, match="of 1"):
            broken(drums(hall) if not count else Equipment.objects.get(), staff(hall), count)


def test_the_desk_of_another_hall_and_a_contractor_of_none_reports_nothing() -> None:
    hall, other = a_hall(), a_facility("nukui")
    thing = drums(hall)
    fault = broken(thing, staff(hall, role=Role.EVENING))
    for stranger in (staff(other), staff(hall, role=Role.OFFICE)):
        with pytest.raises(Absent):
            broken(thing, stranger)
        with pytest.raises(Absent):
            mend(fault=fault, actor=stranger, now=NOW)


def test_the_log_keeps_what_and_never_the_words() -> None:
    hall = a_hall()
    report(thing=drums(hall), count=1, what=BROKEN, said="たろうがけった", actor=staff(hall), now=NOW)
    act = Act.objects.get(verb="report_fault")
    assert act.after["what"] == "broken"
    assert "たろう" not in str(act.after)

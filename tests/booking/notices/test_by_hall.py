"""What the hall does to somebody's plans of its own accord: whoever has no mail is rung up while it is so."""

from datetime import date

import pytest

from booking.actions.bookings import cancel, move, restore
from booking.actions.notices import choose, note_call
from booking.actions.restoring import restore_series
from booking.actions.series import cancel_series
from booking.actions.undo import undo
from booking.models import Act, Booking, Notice, Person, Series
from booking.queries.notices import calls_at
from booking.rules import lifecycle
from booking.rules.notices import Family, family
from facilities.models import Facility
from tests.booking.series import a_craft_room, booked
from tests.factories import NOW, span
from tests.people import staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored_mail")]
LATER, SATURDAY = span("2026-12-04", "19:00", "21:00"), span("2026-12-05", "13:00", "15:00")
JANUARY = date(2027, 1, 6)


@pytest.fixture
def series(haruka: Person) -> Series:
    """Three Wednesdays in the craft room: 9 and 23 December, 6 January."""
    return booked(a_craft_room(), haruka, times=3)


@pytest.fixture
def office(series: Series) -> Person:
    return staff(series.room.facility)


def rung(hall: Facility, now: int = NOW + 300) -> list[str]:
    return list(calls_at(hall, now).order_by("pk").values_list("kind", flat=True))


def told_by_telephone(desk: Person, hall: Facility, now: int) -> None:
    for call in calls_at(hall, now):
        note_call(staff=desk, public_id=call.public_id, answered=True, now=now)


def as_it_is(booking: Booking) -> Booking:
    return Booking.objects.select_related("room__facility", "group", "person").get(pk=booking.pk)


def test_whoever_the_hall_moves_is_rung_up(hall: Facility, desk: Person, booking: Booking) -> None:
    move(booking=booking, actor=desk, room=booking.room, span=LATER, for_hall=True, now=NOW)
    call = calls_at(hall, NOW).get()
    assert (call.booking, call.kind, call.person) == (booking, "moved_by_hall", booking.person)
    assert "館の都合で" in call.body
    assert "12月4日(金) 19:00–21:00" in call.body, "where it is now"


def test_whoever_has_called_to_have_it_moved_is_not(hall: Facility, desk: Person, booking: Booking) -> None:
    move(booking=booking, actor=desk, room=booking.room, span=LATER, now=NOW)
    assert rung(hall) == []
    assert Notice.objects.get().kind == "moved"


def test_whoever_has_mail_is_mailed_also_where_they_want_none_of_what_they_do_themselves(
    desk: Person, booking: Booking
) -> None:
    assert booking.person is not None
    Person.objects.filter(pk=booking.person.pk).update(email="haruka@example.org")
    choose(person=booking.person, by_mail=[Family.CHANGES])
    move(booking=booking, actor=desk, room=booking.room, span=LATER, for_hall=True, now=NOW)
    assert Notice.objects.get().call == Notice.Call.NONE
    kinds = ("moved_by_hall", "cancelled_by_hall", "series_cancelled_by_hall", "cancelled_by_guardian")
    assert {family(kind) for kind in kinds} == {Family.CHANGES}


def test_once_it_has_been_moved_anew_the_first_place_is_told_to_nobody(
    hall: Facility, desk: Person, booking: Booking
) -> None:
    moved = move(booking=booking, actor=desk, room=booking.room, span=LATER, for_hall=True, now=NOW)
    assert booking.person is not None
    move(booking=moved, actor=booking.person, room=booking.room, span=SATURDAY, now=NOW + 60)
    assert rung(hall) == [], "they have moved it themselves, and know"


def test_whoever_was_not_reached_before_a_move_was_undone_need_not_know(
    hall: Facility, desk: Person, booking: Booking
) -> None:
    move(booking=booking, actor=desk, room=booking.room, span=LATER, for_hall=True, now=NOW)
    undo(act=Act.objects.get(verb="move"), actor=desk, now=NOW + 60)
    assert rung(hall) == []


def test_whoever_was_told_of_a_move_is_told_that_it_is_back(
    hall: Facility, desk: Person, booking: Booking
) -> None:
    move(booking=booking, actor=desk, room=booking.room, span=LATER, for_hall=True, now=NOW)
    told_by_telephone(desk, hall, NOW + 30)
    undo(act=Act.objects.get(verb="move"), actor=desk, now=NOW + 60)
    call = calls_at(hall, NOW + 90).get()
    assert (call.kind, "17:00–19:00" in call.body) == ("moved_by_hall", True)


def test_of_a_cancellation_that_was_a_slip_only_those_hear_who_had_heard_of_it(
    hall: Facility, desk: Person, booking: Booking
) -> None:
    gone = cancel(booking=booking, actor=desk, now=NOW, cause=lifecycle.HALL)
    assert rung(hall) == ["cancelled_by_hall"]
    back = restore(booking=gone, actor=desk, now=NOW + 60)
    assert rung(hall) == [], "nobody was told that it was off"
    gone = cancel(booking=back, actor=desk, now=NOW + 120, cause=lifecycle.HALL)
    told_by_telephone(desk, hall, NOW + 150)
    restore(booking=gone, actor=desk, now=NOW + 180)
    assert rung(hall) == ["restored"]


def test_of_a_series_that_the_hall_takes_away_one_call_tells_all(series: Series, office: Person) -> None:
    gone = cancel_series(series=series, actor=office, now=NOW, why="ゆかの工事", cause=lifecycle.HALL)
    assert {one.cause for one in gone} == {lifecycle.HALL}
    call = calls_at(series.room.facility, NOW).get()
    assert (call.kind, call.booking) == ("series_cancelled_by_hall", gone[0])
    assert "わけ:ゆかの工事" in call.body
    for day in ("12月9日(水)", "12月23日(水)", "1月6日(水)"):
        assert day in call.body


def test_whoever_has_called_to_give_a_series_back_is_not_rung_up(series: Series, office: Person) -> None:
    gone = cancel_series(series=series, actor=office, now=NOW, cause="")
    assert {one.cause for one in gone} == {""}
    assert rung(series.room.facility) == []


def test_a_series_that_was_taken_away_by_a_slip_is_back_for_a_day(series: Series, office: Person) -> None:
    cancel_series(series=series, actor=office, now=NOW, from_day=JANUARY, cause=lifecycle.HALL)
    undo(act=Act.objects.get(verb="cancel_series"), actor=office, now=NOW + 60)
    assert set(Booking.objects.values_list("state", flat=True)) == {"booked"}
    assert rung(series.room.facility) == []


def test_whoever_was_told_of_a_series_is_told_that_it_is_back(series: Series, office: Person) -> None:
    cancel_series(series=series, actor=office, now=NOW, cause=lifecycle.HALL)
    told_by_telephone(office, series.room.facility, NOW + 30)
    series.refresh_from_db()
    restore_series(series=series, actor=office, now=NOW + 60)
    assert rung(series.room.facility) == ["series_restored"]


def test_one_date_that_is_back_leaves_the_others_to_be_told(series: Series, office: Person) -> None:
    first, *_others = cancel_series(series=series, actor=office, now=NOW, cause=lifecycle.HALL)
    restore(booking=as_it_is(first), actor=office, now=NOW + 60)
    assert rung(series.room.facility) == ["series_cancelled_by_hall"]

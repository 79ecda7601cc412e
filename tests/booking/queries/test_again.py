"""The same again: the next such time that is free and open."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from pytest_django import DjangoAssertNumQueries

from booking.models import Booking, Person
from booking.queries.again import again, next_free, next_week
from booking.queries.bookings import upcoming_and_last
from booking.queries.party import Asker, Company, asker_of
from booking.rules.lifecycle import State
from facilities.models import Room
from facilities.rules.spans import Span, instant
from tests.factories import NOW, a_booking, a_closure, span, the_room
from tests.people import a_high_schooler

pytestmark = pytest.mark.django_db


def last_week(room: Room) -> tuple[Booking, Asker]:
    """What was booked for Friday, 27 November, and who asks for it again on Wednesday, 2 December."""
    person = a_high_schooler()
    made = a_booking(room, span("2026-11-27", "17:00", "19:00"), person)
    return made, asker_of(person, Company(), NOW)


def on(day: str) -> Span:
    return span(day, "17:00", "19:00")


def test_it_is_the_coming_friday(room: Room) -> None:
    assert again(*last_week(room), NOW) == on("2026-12-04")


def test_a_friday_that_is_taken_and_one_that_is_closed_are_passed_over(room: Room) -> None:
    a_booking(room, on("2026-12-04"))
    a_closure(room.facility, span("2026-12-11", "00:00", "24:00"))
    assert again(*last_week(room), NOW) == on("2026-12-18")


def test_where_every_friday_is_taken_there_is_none(room: Room) -> None:
    made, asker = last_week(room)
    a_closure(room.facility, Span(NOW, NOW + 70 * 86400))
    assert again(made, asker, NOW) is None


def test_next_week_is_the_first_such_time_that_has_not_begun(room: Room) -> None:
    made = a_booking(room, span("2026-11-25", "15:00", "17:00"))
    today, coming = span("2026-12-02", "15:00", "17:00"), span("2026-12-09", "15:00", "17:00")
    assert next_week(made, today.start - 1) == today
    assert next_week(made, today.start) == coming, "its hour has begun"


def test_across_a_clock_change_it_is_the_same_wall_time(room: Room) -> None:
    room.facility.timezone = "Europe/Helsinki"
    zone = ZoneInfo("Europe/Helsinki")
    start = instant(date(2026, 10, 23), 17 * 60, zone)  # clocks go back on Sunday, 25 October
    made = a_booking(room, Span(start, start + 7200))
    made.room = room
    assert next_week(made, start + 7200) == Span(start + 7 * 86400 + 3600, start + 7 * 86400 + 10800)


@pytest.mark.parametrize(
    ("state", "found"),
    [
        (State.USED, True),
        (State.BOOKED, True),
        (State.CANCELLED, False),
        (State.NO_SHOW, False),
        (State.LAPSED, False),
    ],
)
def test_the_last_time_is_what_was_used_and_not_what_was_given_up(
    room: Room, state: State, found: bool
) -> None:
    made, asker = last_week(room)
    Booking.objects.filter(pk=made.pk).update(state=state)
    assert asker.person is not None
    person = Person.objects.get(pk=asker.person)
    assert (upcoming_and_last(person, NOW) == ([], made)) is found


def test_of_others_and_of_last_summer_there_is_no_last_time(room: Room) -> None:
    made, _ = last_week(room)
    assert made.person is not None
    assert upcoming_and_last(a_high_schooler(), NOW) == ([], None)
    Booking.objects.filter(pk=made.pk).update(start=made.start - 8 * 604800, end=made.end - 8 * 604800)
    assert upcoming_and_last(made.person, NOW) == ([], None)


def test_of_a_list_each_has_its_first_day_that_is_open_and_in_nobodys_hands(room: Room) -> None:
    made, _ = last_week(room)
    other = a_booking(room, span("2026-11-26", "15:00", "17:00"), made.person)
    a_booking(room, on("2026-12-04"))
    a_closure(room.facility, span("2026-12-03", "00:00", "24:00"))
    uses = next_free([made, other], [], NOW)
    assert uses == {made.pk: on("2026-12-11"), other.pk: span("2026-12-10", "15:00", "17:00")}


def test_a_day_on_which_one_is_elsewhere_is_passed_over(room: Room) -> None:
    made, _ = last_week(room)
    elsewhere = a_booking(the_room(room.facility, "craft"), span("2026-12-04", "18:00", "20:00"), made.person)
    assert next_free([made], [elsewhere], NOW)[made.pk] == on("2026-12-11")


def test_one_that_ends_as_the_use_begins_is_no_hindrance(room: Room) -> None:
    made, _ = last_week(room)
    before = a_booking(the_room(room.facility, "craft"), span("2026-12-04", "15:00", "17:00"), made.person)
    assert next_free([made], [before], NOW)[made.pk] == on("2026-12-04")


def test_what_no_week_of_the_next_eight_has_is_not_among_them(room: Room) -> None:
    made, _ = last_week(room)
    a_closure(room.facility, Span(NOW, NOW + 70 * 86400))
    assert next_free([made], [], NOW) == {}


def test_a_list_costs_three_queries_however_long_and_nothing_where_it_is_empty(
    room: Room, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rooms = [room, the_room(room.facility, "craft")]
    many = [a_booking(one, span(f"2026-11-{n:02}", "15:00", "17:00")) for one in rooms for n in (24, 25, 26)]
    next_free(many, [], NOW)
    with django_assert_num_queries(3):
        assert len(next_free(many, [], NOW)) == 6
    with django_assert_num_queries(0):
        assert next_free([], [], NOW) == {}

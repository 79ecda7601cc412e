"""Near misses: what could be had instead, each of them allowed."""

from typing import Any

import pytest

from booking.actions.bookings import book
from booking.actions.wanted import Wanted
from booking.models import Person
from booking.queries.nearby import Near, possible
from booking.queries.party import Company, asker_of
from facilities.models import Facility, Room
from facilities.rules.spans import Span, local
from tests.factories import DEMANDING, NIGHTS, NOW, SAMPLE, TOKYO, TURNOVER, a_booking, a_hall, span, the_room
from tests.people import a_high_schooler, a_junior_high_student, a_third_grader

pytestmark = pytest.mark.django_db
FRIDAY_EVENING = span("2026-12-04", "17:00", "19:00")


def near(room: Room, use: Span, person: Person, limit: int = 3) -> list[tuple[str, str, str]]:
    asker = asker_of(person, Company(), NOW)
    return [_said(found) for found in possible(room=room, span=use, asker=asker, now=NOW, limit=limit)]


def _said(found: Near) -> tuple[str, str, str]:
    start, end = (local(instant, TOKYO) for instant in (found.span.start, found.span.end))
    return found.room.slug, start.strftime("%m-%d %H:%M"), end.strftime("%H:%M")


def test_another_time_another_room_and_another_day_are_offered_by_their_start(hall: Facility) -> None:
    craft = the_room(hall, "craft")
    a_booking(craft, FRIDAY_EVENING)
    assert near(craft, FRIDAY_EVENING, a_high_schooler(), limit=6) == [
        ("craft", "12-04 15:00", "17:00"),
        ("a", "12-04 17:00", "19:00"),
        ("ab", "12-04 17:00", "19:00"),
        ("craft", "12-04 19:00", "21:00"),
        ("craft", "12-05 15:00", "17:00"),
        ("craft", "12-06 15:00", "17:00"),
    ]


def test_what_is_near_leaves_time_before_the_first_booking_of_the_next_day() -> None:
    craft = the_room(a_hall(NIGHTS + TURNOVER), "craft")
    a_booking(craft, span("2026-12-05", "00:00", "01:00"))
    found = near(craft, span("2026-12-04", "22:00", "24:00"), a_high_schooler(), limit=20)
    assert ("craft", "12-04 22:00", "23:00") in found
    assert ("craft", "12-04 22:00", "00:00") not in found


def test_a_student_who_would_stay_too_late_is_offered_what_they_may_have(hall: Facility) -> None:
    late = span("2026-12-04", "19:00", "21:00")
    assert near(the_room(hall, "band"), late, a_junior_high_student()) == [
        ("band", "12-04 15:00", "17:00"),
        ("band", "12-04 17:00", "19:00"),
        ("band", "12-05 15:00", "17:00"),
    ]


def test_a_booking_that_moves_is_not_in_its_own_way_and_stays_in_its_room(hall: Facility) -> None:
    band, person = the_room(hall, "band"), a_high_schooler()
    moving = a_booking(band, FRIDAY_EVENING, person, channel="web")
    a_booking(band, span("2026-12-05", "10:00", "12:00"), person)  # two are the most that anybody may have
    asker = asker_of(person, Company(), NOW)
    found = possible(room=band, span=FRIDAY_EVENING, asker=asker, now=NOW, moving=moving)
    assert [_said(near) for near in found] == [
        ("band", "12-04 19:00", "21:00"),
        ("band", "12-05 15:00", "17:00"),
        ("band", "12-06 15:00", "17:00"),
    ]
    assert possible(room=band, span=FRIDAY_EVENING, asker=asker, now=NOW) == ()


def test_whoever_wants_to_be_loud_is_not_sent_where_it_disturbs() -> None:
    hall = a_hall(SAMPLE.replace('Craft room" }', 'Craft room" }\n  loud = true'))
    a_booking(the_room(hall, "band"), FRIDAY_EVENING)
    found = near(the_room(hall, "band"), FRIDAY_EVENING, a_high_schooler(), limit=20)
    assert {slug for slug, *_ in found} == {"band", "craft"}


def test_where_nothing_is_possible_nothing_is_offered(hall: Facility) -> None:
    assert near(the_room(hall, "band"), FRIDAY_EVENING, a_third_grader()) == []


def test_whatever_is_offered_can_be_booked(hall: Facility) -> None:
    wanted = ("band", "craft", "ab")
    for slug in wanted:
        a_booking(the_room(hall, slug), FRIDAY_EVENING)
    for slug in wanted:
        person = a_junior_high_student()
        for found in possible(
            room=the_room(hall, slug), span=FRIDAY_EVENING, asker=asker_of(person, Company(), NOW), now=NOW
        ):
            book(person=a_junior_high_student(), wanted=Wanted(found.room, found.span), now=NOW)


def test_nothing_is_offered_of_which_a_fact_is_lacking() -> None:
    room = the_room(a_hall(DEMANDING), "band")
    strangers = asker_of(a_high_schooler(), Company(counted={"high_school": 3}), NOW)
    found = possible(room=room, span=FRIDAY_EVENING, asker=strangers, now=NOW, limit=40)
    assert "band" not in {near.room.slug for near in found}


def test_what_is_offered_is_for_the_purpose_that_was_told() -> None:
    hall = a_hall(DEMANDING)
    asker = asker_of(a_high_schooler(), Company(), NOW)
    asked = {"room": the_room(hall, "craft"), "span": FRIDAY_EVENING, "asker": asker, "now": NOW, "limit": 40}
    assert "craft" in {near.room.slug for near in possible(**asked, purpose="study")}
    assert "craft" not in {near.room.slug for near in possible(**asked, purpose="sales")}


def test_it_takes_four_queries_whatever_it_finds(hall: Facility, django_assert_num_queries: Any) -> None:
    asker = asker_of(a_high_schooler(), Company(), NOW)
    room = the_room(hall, "craft")
    possible(room=room, span=FRIDAY_EVENING, asker=asker, now=NOW)
    for limit in (1, 40):
        with django_assert_num_queries(4):
            possible(room=room, span=FRIDAY_EVENING, asker=asker, now=NOW, limit=limit)

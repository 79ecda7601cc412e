"""What a hall's clauses say of its courses, and the dates on which there is a seat."""

from datetime import date

import pytest

from booking.models import CourseDate, Seat
from booking.queries.courses import Offer, courses_of, offers, validity
from facilities.models import Facility
from tests.factories import DEMANDING, NOW, TODAY, a_facility, a_hall, span
from tests.people import a_high_schooler, a_young_adult

pytestmark = pytest.mark.django_db
COURSE = "band-room"
BEFORE_THE_RULES = date(2020, 1, 1)


def for_months(months: int) -> str:
    return DEMANDING.replace('course = "band-room"', f'course = "band-room"\n  valid_months = {months}')


def a_date(hall: Facility, day: str = "2026-12-05", places: int = 1) -> CourseDate:
    when = span(day, "10:00", "11:00")
    return CourseDate.objects.create(
        facility=hall, course=COURSE, start=when.start, end=when.end, places=places
    )


def test_a_course_without_months_holds_for_good_and_one_that_no_clause_names_is_none() -> None:
    hall = a_hall(DEMANDING)
    found = validity(hall, COURSE, TODAY)
    assert found is not None
    assert found.last_day(date(2026, 5, 1)) is None
    assert validity(hall, "kiln", TODAY) is None
    assert list(courses_of(hall, TODAY)) == [COURSE]


def test_it_holds_as_long_as_the_clause_says_and_before_there_were_rules_not_at_all() -> None:
    hall = a_hall(for_months(12))
    found = validity(hall, COURSE, TODAY)
    assert found is not None
    assert found.last_day(date(2026, 5, 1)) == date(2027, 5, 1)
    assert validity(hall, COURSE, BEFORE_THE_RULES) is None


def test_one_of_the_fiscal_year_ends_with_it_whenever_it_is_taken() -> None:
    of_the_year = 'course = "band-room"\n  valid_until = "fiscal_year_end"'
    found = validity(a_hall(DEMANDING.replace('course = "band-room"', of_the_year)), COURSE, TODAY)
    assert found is not None
    assert (found.months, found.of_the_year) == (None, True)
    assert found.last_day(date(2026, 4, 1)) == found.last_day(date(2027, 3, 31)) == date(2027, 3, 31)


def test_a_hall_without_rules_has_no_course() -> None:
    assert courses_of(a_facility(), TODAY) == {}


def test_a_date_is_offered_until_it_begins_and_no_moment_longer() -> None:
    hall = a_hall(DEMANDING)
    begins = a_date(hall).start
    person = a_high_schooler()
    assert len(offers(hall, person, begins - 1)) == 1
    assert offers(hall, person, begins) == []


def test_the_dates_come_in_their_order_and_those_of_another_hall_are_not_among_them() -> None:
    hall = a_hall(DEMANDING)
    later, first = a_date(hall, "2026-12-12"), a_date(hall, "2026-12-05")
    a_date(a_facility("nishi"))
    assert [one.date for one in offers(hall, None, NOW)] == [first, later]


def test_the_last_seat_is_seen_by_whoever_has_it_and_none_is_left_for_others() -> None:
    hall, mine, other = a_hall(DEMANDING), a_high_schooler(), a_young_adult()
    day = a_date(hall)
    Seat.objects.create(date=day, person=mine, taken_at=NOW)
    assert offers(hall, mine, NOW) == [Offer(day, 0, True)]
    assert offers(hall, other, NOW) == [Offer(day, 0, False)]

"""A course's dates: seats, who has taken it, and until when that holds."""

from datetime import date

import pytest

from booking.actions.courses import (
    Begun,
    Full,
    NoSuchCourse,
    NotYet,
    give_back_seat,
    note_induction,
    set_course_date,
    sign_up,
)
from booking.models import Act, CourseDate, Induction, Seat
from booking.queries.bookings import Absent
from booking.queries.courses import offers
from booking.queries.party import Company, asker_of
from facilities.models import Facility
from tests.factories import DEMANDING, NOW, a_facility, a_hall, span
from tests.people import a_high_schooler, a_young_adult, staff

pytestmark = pytest.mark.django_db
COURSE = "band-room"
WHEN = span("2026-12-05", "10:00", "11:00")


@pytest.fixture
def hall() -> Facility:
    return a_hall(DEMANDING.replace('course = "band-room"', 'course = "band-room"\n  valid_months = 12'))


def a_date(hall: Facility, places: int = 1) -> CourseDate:
    return set_course_date(facility=hall, course=COURSE, span=WHEN, places=places, actor=staff(hall), now=NOW)


def test_whoever_signs_up_has_a_seat_and_one_only(hall: Facility) -> None:
    day, person = a_date(hall, places=3), a_high_schooler()
    assert sign_up(date=day, person=person, now=NOW) == sign_up(date=day, person=person, now=NOW)
    assert [(offer.left, offer.mine) for offer in offers(hall, person, NOW)] == [(2, True)]
    assert [(offer.left, offer.mine) for offer in offers(hall, None, NOW)] == [(2, False)]


def test_a_full_course_takes_nobody_until_a_seat_is_given_back(hall: Facility) -> None:
    day, first, second = a_date(hall), a_high_schooler(), a_young_adult()
    sign_up(date=day, person=first, now=NOW)
    with pytest.raises(Full):
        sign_up(date=day, person=second, now=NOW)
    give_back_seat(date=day, person=first, now=NOW)
    assert sign_up(date=day, person=second, now=NOW).person == second
    assert list(Act.objects.filter(subject="person").values_list("verb", flat=True)) == [
        "sign_up",
        "give_back_seat",
        "sign_up",
    ]


def test_giving_back_what_one_does_not_have_changes_nothing(hall: Facility) -> None:
    day = a_date(hall)
    sign_up(date=day, person=a_high_schooler(), now=NOW)
    give_back_seat(date=day, person=a_young_adult(), now=NOW)
    assert Seat.objects.count() == 1


def test_once_it_has_begun_nobody_comes_or_goes(hall: Facility) -> None:
    day, person = a_date(hall), a_high_schooler()
    for verb in (sign_up, give_back_seat):
        with pytest.raises(Begun):
            verb(date=day, person=person, now=WHEN.start)
    assert offers(hall, person, WHEN.start) == []


def test_only_a_course_that_a_clause_asks_for_is_given_and_only_by_the_desk(hall: Facility) -> None:
    desk = staff(hall)
    with pytest.raises(NoSuchCourse):
        set_course_date(facility=hall, course="kiln", span=WHEN, places=3, actor=desk, now=NOW)
    with pytest.raises(NoSuchCourse):
        note_induction(facility=hall, course="kiln", person=desk, on=date(2026, 12, 2), actor=desk, now=NOW)
    other = staff(a_facility("nishi"))
    with pytest.raises(Absent):
        set_course_date(facility=hall, course=COURSE, span=WHEN, places=3, actor=other, now=NOW)
    with pytest.raises(Absent):
        note_induction(facility=hall, course=COURSE, person=other, on=date(2026, 12, 2), actor=other, now=NOW)


def test_who_has_taken_it_holds_it_as_long_as_the_clause_says(hall: Facility) -> None:
    person, desk = a_high_schooler(), staff(hall)
    noted = {
        "facility": hall,
        "course": COURSE,
        "person": person,
        "actor": desk,
        "now": WHEN.end,
    }
    taken = note_induction(**noted, on=date(2026, 12, 5))
    assert note_induction(**noted, on=date(2026, 12, 5)) == taken
    assert (Induction.objects.count(), taken.valid_until) == (1, date(2027, 12, 5))
    asker = asker_of(person, Company(), NOW)
    taken_by = [asker.party(date(2027, 12, day)).people[0].inductions for day in (5, 6)]
    assert taken_by == [{COURSE}, set()]


def test_a_course_is_taken_today_at_the_latest(hall: Facility) -> None:
    told = {"facility": hall, "course": COURSE, "person": a_high_schooler(), "actor": staff(hall), "now": NOW}
    with pytest.raises(NotYet):
        note_induction(on=date(2026, 12, 3), **told)
    assert note_induction(on=date(2026, 12, 2), **told).valid_until == date(2027, 12, 2)

"""Which hall rings up about a programme, and who has signed up for dates of it."""

import pytest

from booking.actions.allowing import Answering
from booking.actions.programmes import cancel_session, hold_session, make_programme, publish_programme
from booking.actions.signups import stay_away
from booking.models import Person, Programme
from booking.queries.programmes import comings_of, dates_of, hall_that_calls, takes_anybody
from facilities.models import Facility, Room
from tests.booking.programmes import a_department
from tests.booking.songs import CHILD, FIRST, SECOND, SONGS, at_both, signed_up, the_songs
from tests.factories import NOW, a_facility
from tests.people import a_high_schooler, a_senior, a_young_adult, staff

pytestmark = pytest.mark.django_db


def of_department(first: Facility, hall: Facility) -> tuple[Programme, Person]:
    """One that no hall leads, of an office with two."""
    department = a_department(first, hall)
    office = staff(first, hall)
    made = make_programme(department=department, facility=None, about=SONGS, actor=office, now=NOW)
    return publish_programme(programme=made, actor=office, now=NOW), office


def test_the_hall_that_leads_a_programme_rings_up(hall: Facility, desk: Person) -> None:
    assert hall_that_calls(the_songs(hall, desk).sessions.all()[0]) == hall.pk


def test_of_what_a_department_leads_the_hall_where_it_is_rings_up_also_once_it_is_off(room: Room) -> None:
    songs, office = of_department(a_facility("aoba"), room.facility)
    ours = Answering(why="市の事業")
    session = hold_session(programme=songs, span=FIRST, rooms=[room], answering=ours, actor=office, now=NOW)
    assert hall_that_calls(session) == room.facility_id
    off = cancel_session(session=session, actor=office, now=NOW)
    assert hall_that_calls(off) == room.facility_id


def test_of_what_is_elsewhere_the_first_hall_of_the_department_rings_up_if_there_is_one(
    hall: Facility,
) -> None:
    songs, office = of_department(hall, a_facility("aoba"))
    session = hold_session(programme=songs, span=SECOND, elsewhere="公園", actor=office, now=NOW)
    assert hall_that_calls(session) == hall.pk
    Facility.objects.update(department=None)
    assert hall_that_calls(session) is None


def test_a_programme_takes_somebody_while_it_is_public_and_has_places_at_a_date_to_come(
    hall: Facility, desk: Person
) -> None:
    songs = the_songs(hall, desk)
    first, second = songs.sessions.all()
    assert takes_anybody(songs, dates_of(songs), NOW)
    assert takes_anybody(songs, dates_of(songs), first.start), "there is the second"
    cancel_session(session=second, actor=desk, now=NOW)
    assert not takes_anybody(songs, dates_of(songs), first.start)
    songs.places.all().delete()
    assert not takes_anybody(songs, dates_of(songs), NOW), "whoever comes to it just comes"


def test_what_is_not_public_takes_nobody(hall: Facility, desk: Person) -> None:
    songs = the_songs(hall, desk)
    songs.state = Programme.State.DRAFT
    assert not takes_anybody(songs, dates_of(songs), NOW)


def test_who_has_signed_up_stands_by_date_and_in_the_order_in_which_they_came(
    hall: Facility, desk: Person
) -> None:
    songs = the_songs(hall, desk)
    first, second = songs.sessions.all()
    family, early, gone = a_young_adult(), a_high_schooler(), a_senior()
    signed_up(second, early, CHILD)
    at_both(songs, family, CHILD, now=NOW + 60)
    away = signed_up(first, gone, CHILD)
    stay_away(signup=away, session=first, actor=gone, now=NOW + 60)
    stand = [(one.session, one.signup.person) for one in comings_of([second, first])]
    assert stand == [(first, family), (second, early), (second, family)]
    assert comings_of([]) == []

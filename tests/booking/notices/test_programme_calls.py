"""What becomes of a programme's dates is told on the telephone to whoever has no mail, while it is so."""

import pytest

from booking.actions.notices import note_call
from booking.actions.programmes import (
    cancel_programme,
    cancel_session,
    hold_session,
    make_programme,
    move_session,
    publish_programme,
)
from booking.actions.signups import stay_away
from booking.models import Notice, Person, Programme, Session
from booking.notices import session_moved
from booking.queries.notices import calls_at
from booking.queries.queues import waiting
from booking.rules.queues import Queue
from booking.rules.staff import Right, Role
from booking.web.desk.calls import CALLS
from facilities.models import Facility
from tests.booking.programmes import a_department
from tests.booking.songs import CHILD, ELDER, FIRST, SECOND, SONGS, SUNDAY, at_both, signed_up
from tests.factories import NOW, a_facility
from tests.people import a_high_schooler, a_senior, a_young_adult, staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored_mail")]
LATER = NOW + 60


def rung(hall: Facility, now: int = NOW + 300) -> list[str]:
    return list(calls_at(hall, now).order_by("pk").values_list("kind", flat=True))


@pytest.mark.both
def test_whoever_has_no_mail_is_rung_up_by_the_hall_that_leads_it_and_who_has_some_is_not(
    hall: Facility, day: Session, desk: Person
) -> None:
    silent = a_young_adult()
    signed_up(day, silent, CHILD)
    signed_up(day, a_high_schooler(email="haruka@example.org"), CHILD)
    assert rung(hall) == [], "what one has done oneself needs no call"
    move_session(session=day, span=SUNDAY, actor=desk, now=LATER)
    call = calls_at(hall, NOW + 300).get()
    assert (call.person, call.kind) == (silent, "session_moved")
    assert rung(a_facility("nishi")) == []
    note_call(staff=desk, public_id=call.public_id, answered=True, now=NOW + 120)
    assert rung(hall) == []


def test_a_call_is_due_before_either_time_and_is_of_use_until_the_later_is_over(
    hall: Facility, day: Session, desk: Person
) -> None:
    signed_up(day, a_young_adult(), CHILD)
    move_session(session=day, span=SECOND, actor=desk, now=LATER)
    assert [one.due for one in waiting(hall, [Right.DESK], LATER) if one.queue is Queue.CALLS] == [
        FIRST.start
    ]
    assert rung(hall, SECOND.end - 1) == ["session_moved"]
    assert rung(hall, SECOND.end) == []


def test_of_what_changed_twice_the_last_alone_is_told_on_the_telephone(
    hall: Facility, day: Session, desk: Person
) -> None:
    signed_up(day, a_young_adult(), CHILD)
    moved = move_session(session=day, span=SUNDAY, actor=desk, now=LATER)
    cancel_session(session=moved, actor=desk, now=LATER + 1)
    assert rung(hall) == ["session_called_off"]


def test_whoever_has_said_that_they_do_not_come_is_not_rung_up(
    hall: Facility, day: Session, desk: Person
) -> None:
    person = a_young_adult()
    mine = signed_up(day, person, CHILD)
    moved = move_session(session=day, span=SUNDAY, actor=desk, now=LATER)
    stay_away(signup=mine, session=moved, actor=person, now=LATER + 1)
    assert rung(hall) == []


def test_of_a_programme_that_is_off_one_call_tells_all_of_its_dates_in_time_for_the_first(
    hall: Facility, songs: Programme, day: Session, desk: Person
) -> None:
    at_both(songs, a_young_adult(), CHILD)
    # Nobody has been rung up about this yet, and now nobody need be.
    move_session(session=day, span=SUNDAY, actor=desk, now=LATER)
    cancel_programme(programme=songs, actor=desk, now=LATER + 1)
    call = calls_at(hall, NOW + 300).get()
    assert (call.kind, call.call_by) == ("programme_called_off", SUNDAY.start)
    assert "これからの日が全部中止になりました" in call.body
    assert rung(hall, SECOND.end - 1) == ["programme_called_off"]
    assert rung(hall, SECOND.end) == []


def test_whoever_has_a_place_from_the_line_is_rung_up_before_it_begins(hall: Facility, day: Session) -> None:
    elder = a_senior()
    theirs = signed_up(day, elder, ELDER)
    signed_up(day, a_young_adult(), ELDER, now=LATER)
    stay_away(signup=theirs, session=day, actor=elder, now=LATER + 1)
    call = calls_at(hall, NOW + 300).get()
    assert (call.kind, call.call_by) == ("place_free", FIRST.start)


def test_what_a_department_leads_is_told_on_the_telephone_by_a_hall_of_its(hall: Facility) -> None:
    department = a_department(hall)
    office = staff(hall, role=Role.OFFICE)
    made = make_programme(department=department, facility=None, about=SONGS, actor=office, now=NOW)
    session = hold_session(programme=made, span=FIRST, elsewhere="公園", actor=office, now=NOW)
    publish_programme(programme=made, actor=office, now=NOW)
    signed_up(session, a_young_adult(), CHILD)
    cancel_session(session=session, actor=office, now=LATER)
    assert rung(hall) == ["session_called_off"]


def test_where_there_is_no_hall_that_could_ring_up_it_stands_under_notices_alone(day: Session) -> None:
    person = a_young_adult()
    signed_up(day, person, CHILD)
    Programme.objects.update(facility=None)
    Facility.objects.update(department=None)
    session_moved(Session.objects.get(pk=day.pk), SUNDAY, LATER)
    told = Notice.objects.get(kind="session_moved")
    assert (told.person, told.call) == (person, Notice.Call.NONE)


def test_the_desk_has_words_of_its_own_for_what_is_read_out_in_another_language(
    hall: Facility, songs: Programme, day: Session, desk: Person
) -> None:
    elder, waits = a_senior(), a_young_adult(language="en")
    theirs = signed_up(day, elder, ELDER)
    at_both(songs, waits, ELDER, now=LATER)
    stay_away(signup=theirs, session=day, actor=elder, now=LATER)
    moved = move_session(session=day, span=SUNDAY, actor=desk, now=LATER)
    cancel_session(session=moved, actor=desk, now=LATER)
    cancel_programme(programme=songs, actor=desk, now=LATER)
    urgent = Notice.objects.exclude(call=Notice.Call.NONE).values_list("kind", flat=True)
    assert set(urgent) == {"place_free", "session_moved", "session_called_off", "programme_called_off"}
    assert set(urgent) <= set(CALLS)

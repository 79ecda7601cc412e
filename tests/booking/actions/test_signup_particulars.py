"""What a programme asks besides is kept apart, seen by the desk alone and on record, and erased in time."""

import json

import pytest

from booking.actions.mydata import forget
from booking.actions.signup_particulars import look_at_particulars
from booking.actions.signup_terms import Terms, set_terms
from booking.actions.signups import change_signup, sign_up, stay_away
from booking.actions.sweeping import sweep
from booking.actions.texts import Missing, Unfit
from booking.models import Act, Notice, PartyParticulars, Person, Programme, Session, SignUp
from booking.queries.bookings import Absent
from booking.queries.mydata import held_about
from booking.rules.particulars import Asked
from facilities.models import Facility
from tests.booking.songs import ELDER, FIRST, SECOND, at_both, the_songs
from tests.factories import NOW
from tests.people import a_high_schooler, a_senior

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored_mail")]
A_DAY = 24 * 60 * 60
TOLD = {"allergies": "そば", "emergency": "はは 042-000-0000"}
TERMS = Terms(asks=(Asked.ALLERGIES, Asked.EMERGENCY), kept_days=30)


@pytest.fixture
def songs(hall: Facility, desk: Person) -> Programme:
    made = the_songs(hall, desk)
    made.refresh_from_db()
    return set_terms(programme=made, terms=TERMS, actor=desk, now=NOW)


@pytest.fixture
def day(songs: Programme) -> Session:
    return songs.sessions.get(start=FIRST.start)


def told(songs: Programme, person: Person, *days: Session, **texts: str) -> SignUp:
    dates = [one.public_id for one in days or songs.sessions.all()]
    given = {**TOLD, **texts}
    return sign_up(programme=songs, sessions=dates, party=[ELDER], person=person, particulars=given, now=NOW)


def kept() -> int:
    return PartyParticulars.objects.count()


def test_only_what_is_asked_is_kept_and_what_has_to_be_told_is_asked_for(songs: Programme) -> None:
    mine = told(songs, a_senior(), insurance="きいていない")
    assert PartyParticulars.objects.get(signup=mine).insurance == ""
    with pytest.raises(Missing) as missing:
        told(songs, a_high_schooler(), emergency=" ")
    assert missing.value.field == "emergency"
    with pytest.raises(Unfit):
        told(songs, a_high_schooler(), allergies="あ" * 301)
    with pytest.raises(Missing):
        at_both(songs, a_high_schooler(), ELDER)


def test_a_change_that_says_nothing_of_them_leaves_them_as_they_are(songs: Programme, day: Session) -> None:
    mine = told(songs, person := a_senior())
    change_signup(signup=mine, sessions=[day.public_id], party=[ELDER], actor=person, now=NOW)
    assert PartyParticulars.objects.get().allergies == "そば"


def test_no_notice_and_no_act_says_what_they_are(songs: Programme, day: Session, desk: Person) -> None:
    mine = told(songs, person := a_senior(email="kiyo@example.org"))
    look_at_particulars(signup=mine, actor=desk, now=NOW)
    stay_away(signup=mine, session=day, actor=person, now=NOW)
    written = [*Notice.objects.values_list("subject", "body"), *Act.objects.values_list("after", "before")]
    assert written
    assert "そば" not in json.dumps(written, ensure_ascii=False)


def test_the_desk_looks_and_that_it_did_is_on_record(songs: Programme, desk: Person) -> None:
    mine = told(songs, a_senior())
    assert look_at_particulars(signup=mine, actor=desk, now=NOW).emergency == TOLD["emergency"]
    assert Act.objects.get(verb="look_at_particulars").actor == desk
    with pytest.raises(Absent):
        look_at_particulars(signup=mine, actor=a_high_schooler(), now=NOW)


def test_they_are_erased_on_the_stated_day_after_their_last_date_and_not_before(
    songs: Programme, day: Session
) -> None:
    told(songs, a_senior(), day)
    told(songs, a_high_schooler())
    sweep(now=FIRST.end + 30 * A_DAY - 1)
    assert kept() == 2
    sweep(now=FIRST.end + 30 * A_DAY)
    assert kept() == 1, "whoever comes to the second date, too, is kept longer"
    sweep(now=SECOND.end + 30 * A_DAY)
    assert kept() == 0
    assert SignUp.objects.count() == 2


def test_whoever_comes_to_nothing_any_more_has_nothing_kept_once_it_cannot_be_taken_back(
    songs: Programme, desk: Person
) -> None:
    mine = told(songs, person := a_senior())
    first, second = songs.sessions.all()
    stay_away(signup=mine, session=first, actor=person, now=NOW)
    assert kept() == 1
    stay_away(signup=mine, session=second, actor=person, now=NOW)
    sweep(now=NOW + 599)
    assert kept() == 1
    sweep(now=NOW + 600)
    assert kept() == 0


def test_with_a_programme_that_is_off_they_go_at_the_next_sweeping(songs: Programme) -> None:
    told(songs, a_senior())
    songs.sessions.update(cancelled_at=NOW)
    sweep(now=NOW)
    assert kept() == 0


def test_they_are_in_the_copy_of_whose_they_are_and_in_nobody_elses(songs: Programme) -> None:
    person, other = a_senior(), a_high_schooler()
    told(songs, person)
    [mine] = held_about(person)["programmes"]
    assert mine["told_besides"]["allergies"] == "そば"
    assert len(mine["dates"]) == 2
    assert "そば" not in json.dumps(held_about(other), default=str, ensure_ascii=False)


def test_whoever_goes_takes_them_along_and_leaves_the_place_to_who_waits(
    songs: Programme, day: Session
) -> None:
    told(songs, gone := a_senior(), day)
    waits = told(songs, a_high_schooler(), day)
    forget(person=gone, now=NOW)
    assert kept() == 1
    assert [one.state for one in waits.dates.all()] == ["coming"]

"""Places at the dates of a programme: what somebody has, in one letter, once, and nothing of others."""

import pytest
from post_office.models import Email

from booking.actions.programmes import cancel_session, move_session
from booking.actions.signups import change_signup, stay_away
from booking.models import Person, Programme, Session
from tests.booking.notices.told import entries, kinds, last
from tests.booking.songs import CHILD, ELDER, SUNDAY, at_both, signed_up
from tests.factories import NOW
from tests.people import (
    a_senior,
    a_young_adult,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored_mail")]
LATER = NOW + 60


def test_one_letter_tells_what_somebody_has_of_each_date_that_they_signed_up_for(
    songs: Programme, day: Session
) -> None:
    signed_up(day, a_senior(), ELDER)
    person = a_young_adult(email="aoi@example.org")
    at_both(songs, person, ELDER, now=LATER)
    subjects = [mail.subject for mail in Email.objects.order_by("pk")]
    assert subjects == ["申しこみました:歌の会(2回)"]
    waits, has_place = last(person).body.split("12月19日(土)")
    assert "12月12日(土) 14:00–16:00\n公園\n順番を待っています" in waits
    assert "公園\n席があります" in has_place
    assert [method for method, _ in entries(person.email)] == ["REQUEST"], "who waits has no entry yet"


def test_at_a_second_tap_nothing_is_told_again(songs: Programme, day: Session, desk: Person) -> None:
    person = a_young_adult()
    for _ in range(2):
        mine = signed_up(day, person, CHILD)
    for _ in range(2):
        move_session(session=day, span=SUNDAY, actor=desk, now=LATER)
    day.refresh_from_db()
    for _ in range(2):
        stay_away(signup=mine, session=day, actor=person, now=LATER)
    assert kinds(person) == ["signed_up", "session_moved", "signup_given_back"]


def test_whoever_has_a_place_from_the_line_is_told_so_and_not_whose_it_was(day: Session) -> None:
    elder, waits = a_senior(call_name="きよ"), a_young_adult(email="aoi@example.org")
    theirs = signed_up(day, elder, ELDER)
    signed_up(day, waits, ELDER, now=LATER)
    stay_away(signup=theirs, session=day, actor=elder, now=LATER + 1)
    assert kinds(waits) == ["signed_up", "place_free"]
    assert last(waits).subject == "席が空きました:12月12日(土) 14:00–16:00 歌の会"
    assert "きよ" not in last(waits).body
    assert [method for method, _ in entries(waits.email)] == ["REQUEST"]
    assert kinds(elder) == ["signed_up", "signup_given_back"]


def test_nobody_has_a_place_at_what_is_off(day: Session, desk: Person) -> None:
    elder, waits = a_senior(), a_young_adult()
    theirs = signed_up(day, elder, ELDER)
    signed_up(day, waits, ELDER, now=LATER)
    cancel_session(session=day, actor=desk, now=LATER + 1)
    # With the date as their page had it, from before it was called off.
    stay_away(signup=theirs, session=day, actor=elder, now=LATER + 2)
    assert kinds(waits) == ["signed_up", "session_called_off"]


def test_dates_that_a_change_does_not_name_are_given_back_in_one_letter(
    songs: Programme, day: Session
) -> None:
    person = a_young_adult(email="aoi@example.org")
    mine = at_both(songs, person, CHILD)
    change_signup(signup=mine, sessions=[day.public_id], party=[CHILD], actor=person, now=LATER)
    assert kinds(person) == ["signed_up", "signup_given_back"]
    assert last(person).subject == "申しこみをやめました:12月19日(土) 14:00–16:00 歌の会"

"""What the hall changes about the dates of a programme: who is told, in which words."""

import pytest
from post_office.models import Email

from booking.actions.programmes import cancel_programme, cancel_session, hold_session, move_session
from booking.actions.signups import stay_away
from booking.models import Notice, Person, Programme, Session
from facilities.models import Facility
from tests.booking.notices.told import kinds, last
from tests.booking.programmes import a_department, a_programme
from tests.booking.songs import CHILD, ELDER, FIRST, SONGS, SUNDAY, at_both, signed_up
from tests.factories import NOW
from tests.people import (
    a_high_schooler,
    a_senior,
    a_young_adult,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored_mail")]
LATER = NOW + 60


def test_what_is_called_off_twice_is_told_once(songs: Programme, day: Session, desk: Person) -> None:
    person = a_young_adult()
    signed_up(day, person, CHILD)
    for _ in range(2):
        cancel_session(session=day, actor=desk, now=LATER)
    for _ in range(2):
        cancel_programme(programme=songs, actor=desk, now=LATER)
    assert kinds(person) == ["signed_up", "session_called_off"], (
        "of the other date they have signed up nothing"
    )


def test_of_a_draft_nobody_is_told_anything(hall: Facility, desk: Person) -> None:
    a_department(hall)
    draft = a_programme(hall, desk, SONGS)
    session = hold_session(programme=draft, span=FIRST, elsewhere="公園", actor=desk, now=NOW)
    move_session(session=session, span=SUNDAY, actor=desk, now=NOW)
    cancel_programme(programme=draft, actor=desk, now=NOW)
    assert not Notice.objects.exists()
    assert not Email.objects.exists()


@pytest.mark.parametrize(
    ("language", "subject", "says"),
    [
        ("ja", "行事の日時が変わりました:12月13日(日) 10:00–12:00 歌の会", "席は、そのままです。"),
        (
            "ja-easy",
            "行事の日と時間が変わりました:12月13日(日) 10:00–12:00 歌の会",
            "あなたの席は、そのままです。",
        ),
        ("en", "Programme moved: Sun 13 Dec 10:00–12:00 歌の会", "You keep your place."),
    ],
)
def test_each_reads_in_their_own_language_that_a_date_was_moved_and_from_when(
    day: Session, desk: Person, language: str, subject: str, says: str
) -> None:
    person = a_young_adult(language=language)
    signed_up(day, person, CHILD)
    move_session(session=day, span=SUNDAY, actor=desk, now=LATER)
    told = last(person)
    assert told.subject == subject
    assert says in told.body
    assert "14:00–16:00" in told.body, "when it was"


def test_whoever_waits_keeps_their_turn_and_is_told_so_and_who_stays_away_is_told_nothing(
    day: Session, desk: Person
) -> None:
    elder, waits, gone = a_senior(), a_young_adult(), a_high_schooler()
    signed_up(day, elder, ELDER)
    signed_up(day, waits, ELDER, now=LATER)
    stay_away(signup=signed_up(day, gone, CHILD), session=day, actor=gone, now=LATER)
    move_session(session=day, span=SUNDAY, actor=desk, now=LATER + 1)
    assert "順番は、そのままです。" in last(waits).body
    assert "席は、そのままです。" not in last(waits).body
    assert kinds(gone) == ["signed_up", "signup_given_back"]


def test_why_it_is_off_is_told_and_that_nothing_is_to_be_done(songs: Programme, desk: Person) -> None:
    person = a_young_adult()
    at_both(songs, person, CHILD)
    cancel_programme(programme=songs, actor=desk, now=LATER, why="雨のため")
    assert kinds(person).count("programme_called_off") == 2
    told = last(person)
    assert told.subject == "行事が中止になりました:12月19日(土) 14:00–16:00 歌の会"
    assert "わけ:雨のため" in told.body
    assert "取り消しの手続きはいりません。" in told.body


def test_of_a_programme_that_is_off_the_dates_that_were_are_not_told(songs: Programme, desk: Person) -> None:
    person = a_young_adult()
    at_both(songs, person, CHILD)
    cancel_programme(programme=songs, actor=desk, now=FIRST.end)
    assert kinds(person).count("programme_called_off") == 1

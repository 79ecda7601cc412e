"""A date given back by a slip is had again for ten minutes; the desk takes a party out, and puts it back."""

import pytest

from booking.actions.signup_returns import Gone, come_after_all, put_back, take_out
from booking.actions.signups import Begun, stay_away
from booking.models import Act, Coming, Notice, Person, Programme, Session, SignUp
from booking.queries.bookings import Absent
from booking.queries.programmes import line_of
from facilities.models import Facility
from tests.booking.songs import ELDER, FIRST, signed_up, the_songs
from tests.factories import NOW
from tests.people import a_high_schooler, a_senior, a_young_adult

pytestmark = pytest.mark.django_db
LATER = NOW + 60


@pytest.fixture
def songs(hall: Facility, desk: Person) -> Programme:
    return the_songs(hall, desk)


@pytest.fixture
def day(songs: Programme) -> Session:
    return songs.sessions.get(start=FIRST.start)


def state(signup: SignUp) -> str:
    return Coming.objects.get(signup=signup).state


def gone(day: Session, signup: SignUp, now: int = LATER) -> None:
    stay_away(signup=signup, session=day, actor=signup.person, now=now)


def test_a_place_in_line_that_was_left_by_a_slip_is_the_same_again(day: Session) -> None:
    signed_up(day, a_senior(), ELDER)
    second, third = (signed_up(day, one, ELDER, now=LATER) for one in (a_young_adult(), a_high_schooler()))
    gone(day, second)
    come_after_all(signup=second, session=day, actor=second.person, now=LATER + 599)
    assert [one.signup for one in line_of(day)] == [second, third]


def test_a_seat_is_theirs_again_where_it_is_free_and_twice_is_once(day: Session) -> None:
    mine = signed_up(day, a_senior(), ELDER)
    gone(day, mine)
    for _ in range(2):
        come_after_all(signup=mine, session=day, actor=mine.person, now=LATER + 1)
    assert state(mine) == "coming"
    assert Act.objects.filter(verb="come_after_all").count() == 1


def test_a_seat_that_the_next_has_by_now_stays_theirs(day: Session) -> None:
    mine = signed_up(day, a_senior(), ELDER)
    other = signed_up(day, a_young_adult(), ELDER, now=LATER)
    gone(day, mine)
    with pytest.raises(Gone):
        come_after_all(signup=mine, session=day, actor=mine.person, now=LATER + 1)
    assert (state(mine), state(other)) == ("cancelled", "coming")


def test_after_ten_minutes_it_is_too_late_and_strangers_have_nothing_to_take_back(day: Session) -> None:
    mine = signed_up(day, a_senior(), ELDER)
    gone(day, mine)
    with pytest.raises(Absent):
        come_after_all(signup=mine, session=day, actor=a_young_adult(), now=LATER + 1)
    with pytest.raises(Gone):
        come_after_all(signup=mine, session=day, actor=mine.person, now=LATER + 600)


def test_once_the_date_has_begun_nothing_is_taken_back(day: Session) -> None:
    mine = signed_up(day, a_senior(), ELDER)
    gone(day, mine, FIRST.start - 60)
    with pytest.raises(Begun):
        come_after_all(signup=mine, session=day, actor=mine.person, now=FIRST.start)


def test_the_desk_takes_a_party_out_which_is_told_and_the_next_has_the_place(
    day: Session, desk: Person
) -> None:
    mine = signed_up(day, a_senior(), ELDER)
    other = signed_up(day, a_young_adult(), ELDER, now=LATER)
    for _ in range(2):
        take_out(signup=mine, session=day, actor=desk, now=LATER + 1)
    assert (state(mine), state(other)) == ("cancelled", "coming")
    assert Act.objects.filter(verb="take_out").count() == 1
    assert "館の人が" in Notice.objects.filter(person=mine.person).latest("pk").body


def test_what_the_desk_took_out_it_puts_back_and_the_member_does_not(day: Session, desk: Person) -> None:
    mine = signed_up(day, a_senior(), ELDER)
    take_out(signup=mine, session=day, actor=desk, now=LATER)
    with pytest.raises(Gone):
        come_after_all(signup=mine, session=day, actor=mine.person, now=LATER + 1)
    put_back(signup=mine, session=day, actor=desk, now=LATER + 2)
    assert state(mine) == "coming"


def test_nobody_else_takes_a_party_out(day: Session) -> None:
    mine = signed_up(day, a_senior(), ELDER)
    with pytest.raises(Absent):
        take_out(signup=mine, session=day, actor=mine.person, now=LATER)
    assert state(mine) == "coming"

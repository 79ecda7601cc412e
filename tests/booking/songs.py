"""Songs in the park on two Saturdays, as the tests of a programme's notices mean them, and who signs up."""

from booking.actions.programmes import About, hold_session, publish_programme
from booking.actions.signups import sign_up
from booking.models import Person, Programme, Session, SignUp
from booking.rules.exchange import Comer
from facilities.models import Facility
from tests.booking.programmes import a_department, a_programme
from tests.factories import NOW, span

CHILD, ELDER = Comer("elementary", 3), Comer("senior")
SONGS = About(name="歌の会", places={("elementary", None): 2, ("senior", None): 1})
FIRST, SECOND = span("2026-12-12", "14:00", "16:00"), span("2026-12-19", "14:00", "16:00")
SUNDAY = span("2026-12-13", "10:00", "12:00")


def the_songs(hall: Facility, desk: Person) -> Programme:
    """For two children and one elder, for everybody to see."""
    a_department(hall)
    made = a_programme(hall, desk, SONGS)
    for when in (FIRST, SECOND):
        hold_session(programme=made, span=when, elsewhere="公園", actor=desk, now=NOW)
    return publish_programme(programme=made, actor=desk, now=NOW)


def signed_up(day: Session, person: Person, *party: Comer, now: int = NOW) -> SignUp:
    return sign_up(programme=day.programme, sessions=[day.public_id], party=party, person=person, now=now)


def at_both(songs: Programme, person: Person, *party: Comer, now: int = NOW) -> SignUp:
    days = songs.sessions.values_list("public_id", flat=True)
    return sign_up(programme=songs, sessions=list(days), party=party, person=person, now=now)

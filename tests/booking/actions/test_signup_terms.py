"""By which terms one signs up for a programme, and which of them stay once somebody has."""

import pytest

from booking.actions.changes import Stale
from booking.actions.place_draws import close_entries
from booking.actions.signup_terms import Settled, Terms, set_terms
from booking.actions.signups import TimeOver
from booking.models import Person, PlaceDraw, Programme, Session
from booking.queries.bookings import Absent
from booking.rules.particulars import Asked, NotKept
from booking.rules.signup_windows import Window, WindowUnfit
from facilities.models import Facility
from tests.booking.songs import ELDER, FIRST, signed_up, the_songs
from tests.factories import NOW
from tests.people import a_senior, a_young_adult

pytestmark = pytest.mark.django_db
ENDS = NOW + 1000
LOT = Terms(window=Window(NOW, ENDS, ENDS + 1000))


@pytest.fixture
def songs(hall: Facility, desk: Person) -> Programme:
    return the_songs(hall, desk)


@pytest.fixture
def day(songs: Programme) -> Session:
    first = songs.sessions.first()
    assert first is not None
    return first


def by(songs: Programme, desk: Person, terms: Terms, now: int = NOW) -> Programme:
    songs.refresh_from_db()
    return set_terms(programme=songs, terms=terms, actor=desk, now=now)


def test_after_its_time_nobody_signs_up_any_more(songs: Programme, day: Session, desk: Person) -> None:
    by(songs, desk, Terms(window=Window(None, ENDS)))
    signed_up(day, a_senior(), ELDER, now=ENDS)
    with pytest.raises(TimeOver):
        signed_up(day, a_young_adult(), ELDER, now=ENDS + 1)


def test_a_seed_is_sealed_once_and_goes_with_the_lot(songs: Programme, desk: Person) -> None:
    seed = by(songs, desk, LOT).draw.seed
    later = Terms(window=Window(NOW, ENDS, ENDS + 2000))
    by(songs, desk, later)
    assert PlaceDraw.objects.get().seed == seed
    by(songs, desk, Terms())
    assert not PlaceDraw.objects.exists()


def test_once_somebody_has_signed_up_the_way_stays(songs: Programme, day: Session, desk: Person) -> None:
    signed_up(day, a_senior(), ELDER)
    with pytest.raises(Settled):
        by(songs, desk, LOT)
    by(songs, desk, Terms(window=Window(None, ENDS)))


def test_once_the_list_is_closed_its_moments_stay_and_what_is_asked_may_change(
    songs: Programme, desk: Person
) -> None:
    close_entries(draw=by(songs, desk, LOT).draw, now=ENDS + 1)
    with pytest.raises(Settled):
        by(songs, desk, Terms(), now=ENDS + 1)
    asks = Terms(window=LOT.window, asks=(Asked.ALLERGIES,), kept_days=30)
    assert by(songs, desk, asks, now=ENDS + 1).asks == ["allergies"]


def test_the_draw_is_before_the_first_date(songs: Programme, desk: Person) -> None:
    with pytest.raises(WindowUnfit):
        by(songs, desk, Terms(window=Window(NOW, ENDS, FIRST.start)))


@pytest.mark.parametrize("days", [0, 91])
def test_nothing_is_asked_without_a_day_on_which_it_is_erased(
    songs: Programme, desk: Person, days: int
) -> None:
    with pytest.raises(NotKept):
        by(songs, desk, Terms(asks=(Asked.EMERGENCY,), kept_days=days))


def test_of_two_who_set_them_the_second_is_told(songs: Programme, desk: Person) -> None:
    songs.refresh_from_db()
    set_terms(programme=songs, terms=LOT, actor=desk, now=NOW)
    with pytest.raises(Stale):
        set_terms(programme=songs, terms=Terms(), actor=desk, now=NOW)


def test_whoever_does_not_lead_it_sets_nothing(songs: Programme) -> None:
    with pytest.raises(Absent):
        by(songs, a_senior(), LOT)

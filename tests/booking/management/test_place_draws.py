"""The worker closes the list of a programme's draw and draws, at their moments and once."""

from datetime import UTC, datetime
from threading import Event
from typing import Any

import pytest

from booking.actions.programmes import cancel_programme
from booking.actions.signup_terms import Terms, set_terms
from booking.management import place_draws
from booking.management.worker import DUTIES, perform
from booking.models import Person, Programme
from booking.rules.signup_windows import Window
from facilities.models import Facility
from tests.booking.songs import the_songs
from tests.factories import NOW

pytestmark = pytest.mark.django_db
CLOSES, DRAWS = NOW + 100, NOW + 200


@pytest.fixture
def songs(hall: Facility, desk: Person) -> Programme:
    made = the_songs(hall, desk)
    made.refresh_from_db()
    return set_terms(programme=made, terms=Terms(window=Window(NOW, CLOSES, DRAWS)), actor=desk, now=NOW)


def at(settings: Any, now: int) -> bool:
    """Whether something is due then; and it is done."""
    settings.CLOCK = datetime.fromtimestamp(now, UTC).isoformat()
    was_due = place_draws.due()
    perform(next(duty for duty in DUTIES if duty.name == "place_draws"), "one", Event())
    assert not place_draws.due()
    return was_due


def test_it_closes_after_the_last_second_and_draws_at_the_moment(songs: Programme, settings: Any) -> None:
    assert [at(settings, now) for now in (CLOSES, CLOSES + 1, DRAWS - 1, DRAWS, DRAWS + 1)] == [
        *(False, True),
        *(False, True, False),
    ]
    songs.draw.refresh_from_db()
    assert (songs.draw.closed_at, songs.draw.drawn_at) == (CLOSES + 1, DRAWS)


def test_a_worker_that_slept_through_both_moments_does_both(songs: Programme, settings: Any) -> None:
    assert at(settings, DRAWS + 5)
    songs.draw.refresh_from_db()
    assert (songs.draw.closed_at, songs.draw.drawn_at) == (DRAWS + 5, DRAWS + 5)


def test_of_what_was_called_off_nothing_is_drawn(songs: Programme, desk: Person, settings: Any) -> None:
    cancel_programme(programme=songs, actor=desk, now=NOW)
    assert not at(settings, DRAWS)

"""The places of a programme are drawn: sealed, closed, drawn once, told, and repeated by anybody."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from booking.actions.lottery import Untimely
from booking.actions.place_draws import close_entries, draw_places
from booking.actions.programmes import About, Sealed, cancel_session, change_programme
from booking.actions.signup_terms import Terms, set_terms
from booking.actions.signups import Drawing, TooSoon, sign_up, stay_away
from booking.models import Act, Coming, Notice, Person, PlaceDraw, Programme, Session, SignUp
from booking.queries.programmes import line_of, places_of
from booking.rules.exchange import Age
from booking.rules.lottery import fingerprint
from booking.rules.signup_windows import Window
from facilities.models import Facility
from tests.booking.songs import CHILD, ELDER, at_both, signed_up, the_songs
from tests.factories import NOW
from tests.people import a_high_schooler, a_junior_high_student, a_senior, a_young_adult

pytestmark = pytest.mark.django_db
A_DAY = 24 * 60 * 60
OPENS, CLOSES, DRAWS = NOW, NOW + A_DAY, NOW + 2 * A_DAY
LOT = Terms(window=Window(OPENS, CLOSES, DRAWS))
VERIFY = Path(__file__).parents[3] / "booking" / "static" / "booking" / "verify_places.py"


@pytest.fixture
def songs(hall: Facility, desk: Person) -> Programme:
    made = the_songs(hall, desk)
    made.refresh_from_db()
    return set_terms(programme=made, terms=LOT, actor=desk, now=NOW)


@pytest.fixture
def day(songs: Programme) -> Session:
    first = songs.sessions.first()
    assert first is not None
    return first


def drawn(songs: Programme, now: int = DRAWS) -> PlaceDraw:
    return draw_places(draw=close_entries(draw=songs.draw, now=CLOSES + 1), now=now)


def states(day: Session) -> list[str]:
    return sorted(Coming.objects.filter(session=day).values_list("state", flat=True))


def test_the_seed_is_sealed_with_the_terms_and_its_fingerprint_is_of_it(songs: Programme) -> None:
    assert songs.draw.seed_hash == fingerprint(songs.draw.seed)
    assert songs.draw.seed not in str(list(Act.objects.values_list("after", flat=True)))


def test_whoever_signs_up_in_time_has_no_place_yet_however_early_they_were(day: Session) -> None:
    signed_up(day, a_senior(), ELDER)
    assert states(day) == ["entered"]
    assert places_of(day)[Age("senior")] == 1


def test_the_mix_is_kept_the_others_stand_in_line_and_all_are_told_once(
    songs: Programme, day: Session
) -> None:
    people = [a_senior(), a_young_adult(), a_high_schooler()]
    for person in people:
        at_both(songs, person, ELDER)
    at_both(songs, family := a_junior_high_student(), CHILD, CHILD)
    for _ in range(2):
        drawn(songs)
    assert states(day) == ["coming", "coming", "waiting", "waiting"]
    for person in (*people, family):
        assert Notice.objects.filter(person=person, kind="places_drawn").count() == 1
    assert Act.objects.filter(verb="draw_places").count() == 1
    winners = set(Coming.objects.filter(state="coming").values_list("signup", flat=True))
    assert len(winners) == 2, "one order for both dates"


def test_the_line_is_as_it_was_drawn_and_whoever_comes_later_stands_behind_it(
    songs: Programme, day: Session
) -> None:
    for person in (a_senior(), a_young_adult(), a_high_schooler()):
        signed_up(day, person, ELDER)
    done = drawn(songs)
    signed_up(day, late := a_junior_high_student(), ELDER, now=DRAWS)
    line = [one.signup for one in line_of(day)]
    assert [one.public_id for one in line[:2]] == done.record["lines"][day.public_id]
    assert line[2].person == late


def test_what_nobody_has_drawn_goes_to_who_comes_first(songs: Programme, day: Session) -> None:
    drawn(songs)
    signed_up(day, a_senior(), ELDER, now=DRAWS)
    assert states(day) == ["coming"]


def test_before_it_begins_and_between_the_list_and_the_draw_nobody_signs_up(
    songs: Programme, day: Session
) -> None:
    with pytest.raises(TooSoon):
        signed_up(day, a_senior(), ELDER, now=OPENS - 1)
    with pytest.raises(Drawing):
        signed_up(day, a_senior(), ELDER, now=CLOSES + 1)
    assert not SignUp.objects.exists()


def test_whoever_gives_a_date_up_before_the_draw_takes_nobodys_place(songs: Programme, day: Session) -> None:
    gone, stays = a_senior(), a_young_adult()
    mine = signed_up(day, gone, ELDER)
    signed_up(day, stays, ELDER)
    close_entries(draw=songs.draw, now=CLOSES + 1)
    stay_away(signup=mine, session=day, actor=gone, now=CLOSES + 2)
    done = drawn(songs)
    assert done.record["gone"] == [[mine.public_id, day.public_id]]
    assert Coming.objects.get(signup__person=stays).state == "coming"


def test_a_date_that_is_off_gives_nothing_and_the_other_does(
    songs: Programme, day: Session, desk: Person
) -> None:
    mine = at_both(songs, a_senior(), ELDER)
    cancel_session(session=day, actor=desk, now=NOW)
    done = drawn(songs)
    assert day.public_id not in done.record["places"]
    assert dict(mine.dates.values_list("session", "state"))[day.pk] == "waiting"
    assert mine.dates.filter(state="coming").count() == 1


def test_neither_the_list_nor_the_draw_is_before_its_moment(songs: Programme) -> None:
    with pytest.raises(Untimely):
        close_entries(draw=songs.draw, now=CLOSES)
    with pytest.raises(Untimely):
        draw_places(draw=songs.draw, now=DRAWS)
    closed = close_entries(draw=songs.draw, now=CLOSES + 1)
    with pytest.raises(Untimely):
        draw_places(draw=closed, now=DRAWS - 1)


def verified(record: dict[str, object], path: Path) -> int:
    (path / "draw.json").write_text(json.dumps(record))
    command = [sys.executable, str(VERIFY), str(path / "draw.json")]
    return subprocess.run(command, check=False, capture_output=True).returncode


def test_anybody_repeats_the_draw_from_what_is_published_and_sees_what_was_changed(
    songs: Programme, day: Session, tmp_path: Path
) -> None:
    for person in (a_senior(), a_young_adult()):
        signed_up(day, person, ELDER, CHILD)
    sign_up(programme=songs, sessions=[day.public_id], party=[CHILD] * 2, person=a_high_schooler(), now=NOW)
    record = drawn(songs).record
    assert verified(record, tmp_path) == 0
    seats, lines = dict(record["seats"]), dict(record["lines"])
    swapped = {**record, "seats": {**seats, day.public_id: lines[day.public_id]}}
    assert verified(swapped, tmp_path) == 1
    assert verified({**record, "seed": "0" * 64}, tmp_path) == 1


def few(songs: Programme, desk: Person, children: int, now: int) -> Programme:
    about = About(name="歌の会", places={("elementary", None): children, ("senior", None): 1})
    return change_programme(programme=songs, about=about, actor=desk, now=now)


def test_a_party_larger_than_all_places_keeps_nobody_from_theirs_whatever_the_order(
    songs: Programme, day: Session, desk: Person, tmp_path: Path
) -> None:
    signed_up(day, a_young_adult(), CHILD, CHILD)
    signed_up(day, a_senior(), CHILD)
    few(songs, desk, 1, NOW + 1)
    found = drawn(songs)
    assert states(day) == ["coming", "waiting"]
    assert verified(found.record, tmp_path) == 0


def test_between_the_closing_of_the_list_and_the_draw_the_places_stay(
    songs: Programme, day: Session, desk: Person
) -> None:
    close_entries(draw=songs.draw, now=CLOSES + 1)
    with pytest.raises(Sealed):
        few(songs, desk, 1, CLOSES + 2)
    same = few(songs, desk, 2, CLOSES + 2)
    assert same.revision > songs.revision, "what is no place may change"
    draw_places(draw=songs.draw, now=DRAWS)
    few(songs, desk, 1, DRAWS + 1)
    assert places_of(day)[Age("elementary")] == 1

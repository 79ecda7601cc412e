"""What there is to come to in seven days, on the city's first page. It is Wednesday, 2 December 2026."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.fixtures import Settings

from booking.actions.programmes import About, cancel_session, publish_programme
from booking.actions.signups import sign_up
from booking.models import Person, Programme
from booking.rules.exchange import Comer
from facilities.models import Facility
from tests.booking.programmes import a_department, a_programme, held
from tests.booking.web.conftest import text_of
from tests.factories import NOW, span
from tests.people import a_high_schooler
from tests.rounds import a_round

pytestmark = pytest.mark.django_db
SATURDAY = span("2026-12-05", "14:00", "16:00")
PLACES = {("high_school", None): 1, ("senior", None): 9}


@pytest.fixture(autouse=True)
def _on_2_december(settings: Settings) -> None:
    settings.CLOCK = "2026-12-02T16:10:00+09:00"


@pytest.fixture
def songs(hall: Facility, desk: Person) -> Programme:
    a_department(hall)
    return public(hall, desk, "むかしの歌")


def public(hall: Facility, desk: Person, name: str) -> Programme:
    made = a_programme(hall, desk, About(name=name, places=PLACES))
    return publish_programme(programme=made, actor=desk, now=NOW)


def told() -> list[str]:
    """The dates that the page tells of, each in its words."""
    part = Client().get("/").content.decode().partition('id="soon"')[2].partition("</section>")[0]
    return [" ".join(text_of(one).split()) for one in re.findall("<li>(.+?)</li>", part, re.DOTALL)]


def test_a_date_stands_with_its_day_its_place_and_what_is_left_for_whom(
    songs: Programme, desk: Person
) -> None:
    date, comer = held(songs, desk, SATURDAY), a_high_schooler()
    party = [Comer("high_school")]
    sign_up(programme=songs, sessions=[date.public_id], party=party, person=comer, now=NOW)
    assert told() == ["土 5 むかしの歌 14:00–16:00・公園 高校生世代 いっぱい 65歳以上 あと9人"]


def test_what_is_off_not_public_over_or_more_than_a_week_ahead_is_not_told(
    songs: Programme, hall: Facility, desk: Person
) -> None:
    cancel_session(session=held(songs, desk, SATURDAY), actor=desk, now=NOW)
    held(songs, desk, span("2026-12-02", "14:00", "16:00"))
    held(songs, desk, span("2026-12-09", "16:10", "17:00"))
    held(a_programme(hall, desk, About(name="まだ決めていない会", places=PLACES)), desk, SATURDAY)
    assert told() == []
    held(songs, desk, span("2026-12-09", "16:00", "17:00"))
    assert [one[:7] for one in told()] == ["水 9 むかし"]


def test_three_are_told_the_soonest_first_and_more_of_them_cost_no_more(
    songs: Programme, hall: Facility, desk: Person
) -> None:
    held(songs, desk, SATURDAY)
    one = queries()
    for hour in ("09:00", "10:00", "11:00", "12:00"):
        held(public(hall, desk, f"{hour}の会"), desk, span("2026-12-04", hour, "13:00"))
    assert [words.split()[2] for words in told()] == ["09:00の会", "10:00の会", "11:00の会"]
    assert queries() == one <= 17


def test_a_lottery_that_is_open_is_a_tap_away(hall: Facility) -> None:
    page = reverse("lottery", args=[a_round(hall).public_id])
    assert f'class="next" href="{page}"' in Client().get("/").content.decode()


def test_a_lottery_that_has_closed_is_not(hall: Facility, settings: Settings) -> None:
    page = reverse("lottery", args=[a_round(hall).public_id])
    settings.CLOCK = "2026-12-31T23:00:00+09:00"
    assert page not in Client().get("/").content.decode()


def queries() -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        Client().get("/")
    return len(asked)

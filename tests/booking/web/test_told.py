"""What the clauses of a room ask of whoever books is asked for that room alone, and kept with the booking."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from booking.models import Booking, Entry, Person
from facilities.models import Facility
from tests.booking.web.conftest import WEEK, text_of
from tests.booking.web.test_bookings import press_book
from tests.factories import DEMANDING, SAMPLE, a_hall
from tests.people import a_high_schooler
from tests.rounds import a_round

pytestmark = pytest.mark.django_db
FRIDAY = f"{WEEK}b/?s=2026-12-04T17:00"
LOUD = """
[[clauses]]
id = "I1"
ja = "音楽室では、ドラムは使えません。"
en = "No drums in the music room."
  [[clauses.says]]
  type = "instruments"
  rooms = ["band"]
  never = ["drums"]
"""
NAMED = '\n[names]\ndrums = { ja = "ドラム", en = "drums" }\n'
CARD = """
[[clauses]]
id = "P9"
ja = "予約する人は、学生証を持って来ます。"
en = "Whoever books brings a student card."
  [[clauses.says]]
  type = "proof"
  proofs = ["card"]
  steps = ["book"]
"""


@pytest.fixture
def haruka() -> Person:
    return a_high_schooler()


@pytest.fixture
def page(as_member: Callable[..., Client], haruka: Person) -> Client:
    a_hall(SAMPLE + LOUD + NAMED)
    return as_member(haruka)


def who(page: Client, haruka: Person, **told: object) -> None:
    answer = page.post("/who/", {"people": haruka.public_id, "next": FRIDAY, **told})
    assert answer.status_code == 302


def test_what_is_lacking_leads_to_where_it_is_asked(page: Client) -> None:
    html = page.get(FRIDAY).content.decode()
    assert "まだわからないことがあります:使う楽器 使う人をえらぶページで答えるか" in text_of(html)
    assert re.search(r'href="/who/\?next=[^"]*"><span>聞かれていることに答える', html)


def test_a_room_whose_clauses_ask_nothing_asks_nothing(page: Client) -> None:
    asked = page.get("/who/", {"next": FRIDAY}).content.decode()
    assert asked.count('name="instruments"') == 3, "the drums, any other, and none"
    for elsewhere in ("/h/higashi/r/craft/", "/h/higashi/", "/", "/h/nowhere/r/band/"):
        assert 'name="instruments"' not in page.get("/who/", {"next": elsewhere}).content.decode()


@pytest.mark.parametrize(("played", "kept"), [("none", []), ("other", ["other"])])
def test_once_told_the_room_is_booked_and_the_booking_keeps_it(
    page: Client, haruka: Person, played: str, kept: list[str]
) -> None:
    who(page, haruka, instruments=played)
    assert press_book(page, FRIDAY).status_code == 302
    booking = Booking.objects.get()
    assert booking.told == {"instruments": kept}
    # Changed along with who comes, and judged again with it.
    again = page.get(f"/b/{booking.public_id}/who/").content.decode()
    assert f'name="instruments" value="{played}" checked' in again


def test_what_the_room_forbids_is_refused_by_its_clause(page: Client, haruka: Person) -> None:
    who(page, haruka, instruments="drums")
    assert "この部屋では、ドラムは使えません" in text_of(page.get(FRIDAY).content.decode())


def test_a_key_that_no_clause_names_says_nothing(page: Client, haruka: Person) -> None:
    who(page, haruka, instruments="trombone\x01")
    assert "まだわからないことがあります:使う楽器" in text_of(page.get(FRIDAY).content.decode())


def test_what_is_brought_is_told_and_shown_with_who_comes(
    as_member: Callable[..., Client], haruka: Person
) -> None:
    a_hall(DEMANDING.replace('course = "band-room"', 'course = "band-room"\n  steps = ["arrive"]') + CARD)
    page, craft = as_member(haruka), "/h/higashi/r/a/b/?s=2026-12-04T17:00"
    assert "何を持って来るか" in text_of(page.get(craft).content.decode())
    answer = page.post("/who/", {"people": haruka.public_id, "next": craft, "proofs": "card"})
    assert answer.status_code == 302
    assert "持って来るもの:card" in text_of(page.get(craft).content.decode())


def test_before_a_draw_it_is_asked_of_all_rooms_of_the_round(page: Client, haruka: Person) -> None:
    lottery = a_round(Facility.objects.get())
    wish = f"/l/{lottery.public_id}/"
    assert "まだわからないことがあります:使う楽器" in text_of(page.get(wish).content.decode())
    assert 'name="instruments"' in page.get("/who/", {"next": wish}).content.decode()
    page.post("/who/", {"people": haruka.public_id, "next": wish, "instruments": "none"})
    assert "使う楽器" not in text_of(page.get(wish).content.decode())
    assert page.post(f"{wish}wish/", {"revision": "0", "pick": "1"}).status_code == 302
    assert Entry.objects.get().told == {"instruments": []}


def test_of_a_round_that_is_not_there_nothing_is_asked(page: Client) -> None:
    assert 'name="instruments"' not in page.get("/who/", {"next": "/l/nothing/"}).content.decode()

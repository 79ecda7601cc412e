"""The desk moves a date of a programme, with its rooms, and is told why where it cannot."""

import re
from typing import Any

import pytest
from django.test import Client

from booking.actions.allowing import Answering
from booking.actions.programmes import About, hold_session
from booking.models import Person, Programme, Session
from facilities.models import Facility
from tests.booking.programmes import a_department, a_programme, held
from tests.factories import NOW, a_booking, span, the_room

pytestmark = pytest.mark.django_db
SATURDAY = span("2026-12-12", "14:00", "16:00")
SUNDAY = span("2026-12-13", "10:00", "12:00")
THERE = {"day": "2026-12-13", "from": "10:00", "to": "12:00", "seen": "0"}
OURS = "館の行事"


@pytest.fixture
def who(desk: Client) -> Person:
    """Who serves at the desk."""
    return Person.objects.get(pk=desk.session["_auth_user_id"])


@pytest.fixture
def songs(hall: Facility, who: Person) -> Programme:
    a_department(hall)
    return a_programme(hall, who, About(name="むかしの歌を、バンドで。"))


@pytest.fixture
def date(songs: Programme, who: Person) -> Session:
    return held(songs, who, SATURDAY)


def page_of(date: Session) -> str:
    return f"/desk/higashi/p/{date.programme.public_id}/move/{date.public_id}/"


def now_at(date: Session) -> tuple[int, int]:
    date.refresh_from_db()
    return date.start, date.end


def test_the_form_begins_with_the_time_that_stands(desk: Client, date: Session) -> None:
    html = desk.get(page_of(date)).content.decode()
    for field, value in (("day", "2026-12-12"), ("from", "14:00"), ("to", "16:00")):
        assert re.search(rf'name="{field}"[^>]*value="{value}"', html)
    listed = desk.get(f"/desk/higashi/p/{date.programme.public_id}/").content.decode()
    assert f'href="{page_of(date)}"' in listed


def test_a_date_is_at_its_new_time_on_every_page(desk: Client, date: Session) -> None:
    answer = desk.post(page_of(date), THERE, follow=True)
    assert "日時を変えました。" in answer.content.decode()
    assert "お知らせが届きます" not in answer.content.decode(), "nobody had signed up"
    assert "12月13日" in answer.content.decode()
    assert now_at(date) == (SUNDAY.start, SUNDAY.end)


def test_a_date_in_a_room_moves_with_its_room_where_the_desk_says_why(
    desk: Client, songs: Programme, who: Person, hall: Facility
) -> None:
    rooms = [the_room(hall, "band")]
    given = {"rooms": rooms, "answering": Answering(OURS), "actor": who, "now": NOW}
    date = hold_session(programme=songs, span=SATURDAY, **given)
    desk.post(page_of(date), THERE | {"why": OURS})
    assert now_at(date) == (SUNDAY.start, SUNDAY.end)
    assert date.bookings.get().start == SUNDAY.start


def test_where_its_room_is_taken_the_desk_reads_so_and_it_stays(
    desk: Client, songs: Programme, who: Person, hall: Facility
) -> None:
    band = the_room(hall, "band")
    given = {"rooms": [band], "answering": Answering(OURS), "actor": who, "now": NOW}
    date = hold_session(programme=songs, span=SATURDAY, **given)
    a_booking(band, SUNDAY, who)
    answer = desk.post(page_of(date), THERE | {"why": OURS})
    assert answer.status_code == 409
    assert 'role="alert"' in answer.content.decode()
    assert re.search(r'name="day"[^>]*value="2026-12-13"', answer.content.decode()), "what was typed stays"
    assert now_at(date) == (SATURDAY.start, SATURDAY.end)


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"day": ""}, "day", "日にちを入れてください。"),
        ({"day": "2026-02-30"}, "day", "日にちを入れてください。"),
        ({"from": "十時"}, "from", "時間を「17:00」のように入れてください。"),
        ({"to": "10:00"}, "to", "終わりは、始まりよりあとにしてください。"),
    ],
)
def test_what_is_typed_wrong_is_told_at_its_field(
    desk: Client, date: Session, wrong: dict[str, Any], field: str, words: str
) -> None:
    answer = desk.post(page_of(date), THERE | wrong)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert re.search(rf'name="{field}"[^>]*aria-invalid', answer.content.decode())
    assert now_at(date) == (SATURDAY.start, SATURDAY.end)


def test_nothing_is_moved_into_the_past(desk: Client, date: Session) -> None:
    assert desk.post(page_of(date), THERE | {"day": "2026-12-01"}).status_code == 409
    assert now_at(date) == (SATURDAY.start, SATURDAY.end)


@pytest.mark.parametrize("seen", ["", "x", "7", "²", "9" * 12])
def test_whoever_saw_another_state_is_told_and_overwrites_nothing(
    desk: Client, date: Session, seen: str
) -> None:
    answer = desk.post(page_of(date), THERE | {"seen": seen})
    assert answer.status_code == 409
    assert "ほかの人が先に変えました" in answer.content.decode()
    assert now_at(date) == (SATURDAY.start, SATURDAY.end)


def test_a_date_of_another_programme_is_not_there(desk: Client, date: Session, who: Person) -> None:
    other = a_programme(date.programme.facility, who, About(name="水墨画"))
    assert desk.get(f"/desk/higashi/p/{other.public_id}/move/{date.public_id}/").status_code == 404

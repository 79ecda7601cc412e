"""The empty pieces of the board, at 17:42 on 4 December 2026: the band room is open until 21:00."""

import re
from typing import Any

import pytest
from django.test import Client

from booking.rules.lifecycle import State
from facilities.models import Facility
from tests.booking.web.conftest import html_of, said, text_of
from tests.booking.web.desk.conftest import at_desk
from tests.factories import DEMANDING, a_booking, a_hall, a_room, span, the_room
from tests.people import a_high_schooler

pytestmark = pytest.mark.django_db
BOARD = "/desk/higashi/"


@pytest.fixture(autouse=True)
def _clock(settings: Any) -> None:
    settings.CLOCK = "2026-12-04T17:42:00+09:00"


def gaps(client: Client, room: str = "band", address: str = BOARD) -> list[tuple[str, str]]:
    """Of a room, each empty piece: where it leads, and its words."""
    found = re.findall(rf'<a id="gap-{room}-\d+" href="([^"]+)">(.*?)</a>', html_of(client.get(address)))
    return [(href.replace("&amp;", "&"), text_of(words).strip()) for href, words in found]


def use(hall: Facility, start: str, end: str, **fields: Any) -> Any:
    return a_booking(the_room(hall, "band"), span("2026-12-04", start, end), a_high_schooler(), **fields)


def test_what_is_free_from_now_on_leads_to_the_walk_in_with_the_room_chosen(
    desk: Client, hall: Facility
) -> None:
    use(hall, "19:00", "21:00")
    ((href, words),) = gaps(desk)
    assert href == "/desk/higashi/walk-in/?room=band"
    assert "19:00まで空き" in words
    assert "予約なしで使う" in words
    assert 'value="band" checked' in html_of(desk.get(href))


def test_of_less_than_an_hour_all_of_it_is_chosen(desk: Client, hall: Facility) -> None:
    use(hall, "18:15", "21:00")
    ((href, _),) = gaps(desk)
    assert href == "/desk/higashi/walk-in/?room=band&length=next"
    assert 'value="next" checked' in html_of(desk.get(href))


def test_what_is_free_later_leads_to_the_phone_with_room_and_time_chosen(
    desk: Client, hall: Facility
) -> None:
    use(hall, "17:00", "18:30")
    ((href, words),) = gaps(desk)
    assert href.startswith("/desk/higashi/book/?to=band%7C")
    assert "18:30–21:00 空き" in words
    page = html_of(desk.get(href))
    assert 'value="18:30"' in page
    assert 'value="19:30"' in page


def test_what_was_given_up_is_free_and_what_is_in_use_is_not(desk: Client, hall: Facility) -> None:
    use(hall, "17:00", "19:00", state=State.NO_SHOW)
    use(hall, "20:00", "21:00", state=State.IN_USE)
    assert [words for _, words in gaps(desk)] == ["20:00まで空き 音楽室 予約なしで使う"]


def test_of_less_than_a_quarter_of_an_hour_and_of_a_day_that_is_over_nothing_is_offered(
    desk: Client, hall: Facility
) -> None:
    use(hall, "17:50", "21:00")
    assert gaps(desk) == []
    assert gaps(desk, address=f"{BOARD}?d=2026-12-03") == []


def test_a_room_that_nobody_books_has_no_empty_piece(desk: Client, hall: Facility) -> None:
    a_room(hall, "corner", bookable=False)
    assert gaps(desk, "corner") == []


def test_the_keys_of_the_board_are_listed(desk: Client) -> None:
    assert "Alt / 電話で予約する行に書く" in said(desk.get(BOARD))
    assert "Alt L 時間の表にうつる" in said(desk.get(BOARD))


def test_a_room_that_asks_for_a_course_is_entered_in_four_taps(client: Client) -> None:
    hall = a_hall(DEMANDING)
    at_desk(client, hall)
    href = next(href for href, _ in gaps(client))  # one: the empty piece
    page = html_of(client.get(href))
    assert 'name="seen" value="inductions"' in page
    form = {"room": "band", "length": "60", "high_school": "2"}  # two: a number
    assert client.post(href.split("?")[0], form).status_code == 409, "asked for, as before"
    form["seen"] = "inductions"  # three: the tick; four: the button
    assert client.post(href.split("?")[0], form).status_code == 302


def test_a_room_that_asks_for_nothing_has_no_tick_and_what_was_ticked_stays(client: Client) -> None:
    hall = a_hall(DEMANDING)
    at_desk(client, hall)
    assert 'name="seen"' not in html_of(client.get("/desk/higashi/walk-in/?room=craft"))
    answer = client.post("/desk/higashi/walk-in/", {"room": "band", "seen": "inductions"})
    assert 'value="inductions" checked' in html_of(answer)

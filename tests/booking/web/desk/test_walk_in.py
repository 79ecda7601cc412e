"""予約なしで使う: gap, how long, how many of each band, 入れる. Four taps from the board."""

import re

import pytest
from django.test import Client

from booking.models import Booking, Wait
from booking.rules.lifecycle import State
from facilities.models import Facility
from tests.booking.waiting import a_wait
from tests.booking.web.conftest import text_of
from tests.factories import a_booking, at, span, the_room
from tests.people import a_high_schooler, staff

pytestmark = pytest.mark.django_db
PAGE = "/desk/higashi/walk-in/"


def key_of(html: str) -> str:
    (key,) = re.findall(r'name="key" value="([^"]+)"', html)
    return str(key)


def test_a_gap_a_length_a_number_and_they_are_in(desk: Client) -> None:
    html = desk.get(f"{PAGE}?room=band").content.decode()
    assert re.search(r'value="band" checked', html)
    assert "17:15まで" in text_of(html)  # an hour, to the next quarter
    answer = desk.post(PAGE, {"room": "band", "length": "30", "high_school": "2", "key": key_of(html)})
    made = Booking.objects.get()
    assert answer.headers["Location"] == f"/desk/higashi/b/{made.public_id}/?done=1"
    assert (made.state, made.end, made.counted) == (State.IN_USE, at("2026-12-02 16:45"), {"high_school": 2})


def test_until_the_next_is_until_somebody_else_has_it(desk: Client, hall: Facility) -> None:
    a_booking(the_room(hall, "band"), span("2026-12-02", "17:00", "19:00"))
    desk.post(PAGE, {"room": "band", "length": "next", "high_school": "2"})
    assert Booking.objects.get(state=State.IN_USE).end == at("2026-12-02 17:00")
    Booking.objects.filter(state=State.IN_USE).delete()
    desk.post(PAGE, {"room": "band", "length": "60", "high_school": "2"})
    assert Booking.objects.get(state=State.IN_USE).end == at("2026-12-02 17:00")


def test_a_button_pressed_twice_lets_in_once(desk: Client) -> None:
    form = {
        "room": "band",
        "length": "30",
        "high_school": "2",
        "key": key_of(desk.get(PAGE).content.decode()),
    }
    first, second = desk.post(PAGE, form), desk.post(PAGE, form)
    assert first.headers["Location"] == second.headers["Location"]
    assert Booking.objects.count() == 1


def test_what_is_lacking_is_asked_for(desk: Client) -> None:
    for form, words in (
        ({"high_school": "2"}, "今空いている部屋をえらんでください。"),
        ({"room": "nowhere", "high_school": "2"}, "今空いている部屋をえらんでください。"),
        ({"room": "band"}, "来た人の数を入れてください。"),
        ({"room": "band", "high_school": "-3"}, "来た人の数を入れてください。"),
    ):
        answer = desk.post(PAGE, form)
        assert answer.status_code == 422
        assert words in text_of(answer.content.decode())


def test_a_refusal_has_the_card_and_can_be_overruled(desk: Client) -> None:
    form = {"room": "band", "length": "30", "elementary": "2"}
    answer = desk.post(PAGE, form)
    assert answer.status_code == 409
    assert "音楽室は中学生から使えます" in text_of(answer.content.decode())
    assert desk.post(PAGE, {**form, "do": "overrule"}).status_code == 422
    assert desk.post(PAGE, {**form, "do": "overrule", "why": "見学のため"}).status_code == 302


def test_who_waits_for_the_time_comes_first(desk: Client, hall: Facility) -> None:
    wait = a_wait(a_high_schooler(call_name="みずき"), the_room(hall, "band"))
    html = desk.get(f"{PAGE}?room=band").content.decode()
    assert "みずき" in text_of(html)
    desk.post(PAGE, {"room": "band", "length": "next", "wait": wait.public_id})
    assert Booking.objects.get().person == wait.person
    wait.refresh_from_db()
    assert wait.state == Wait.State.TAKEN


def test_a_day_on_which_nothing_is_open_has_no_gap(client: Client, hall: Facility, settings: object) -> None:
    settings.CLOCK = "2026-11-30T12:00:00+09:00"  # type: ignore[attr-defined]  # a Monday
    client.force_login(staff(hall))
    assert text_of(client.get(PAGE).content.decode()).count("今は使いません") == 5


def test_where_no_room_is_free_nothing_is_asked_and_the_way_on_is_said(desk: Client, hall: Facility) -> None:
    for room in hall.rooms.all():
        if room.spaces.count() == 1:
            a_booking(room, span("2026-12-02", "16:00", "17:00"))
    said = text_of(desk.get(PAGE).content.decode())
    assert "今空いている部屋はありません。" in said
    assert "今入れる" not in said

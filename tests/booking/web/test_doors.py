"""The tablet at the music room's door, without script, at 17:42 on Wednesday 2 December 2026."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from booking.actions.attendance import check_out
from booking.actions.kiosks import make_kiosk, revoke_kiosk
from booking.models import Booking, HandoverNote, Kiosk
from booking.rules.lifecycle import State
from facilities.models import Evening, Facility
from tests.factories import a_booking, an_evening, at, span, the_room
from tests.people import a_band, a_high_schooler, a_junior_high_student, a_manager, staff

pytestmark = pytest.mark.django_db
NOW = at("2026-12-02 17:42")


@pytest.fixture(autouse=True)
def _clock(settings: Any) -> None:
    settings.CLOCK = "2026-12-02T17:42:00+09:00"


def door_at(hall: Facility, groups: bool = False) -> tuple[Kiosk, str]:
    name = "入口(団体の名前)" if groups else "入口"
    made = make_kiosk(room=the_room(hall, "band"), name=name, groups=groups, actor=a_manager(hall), now=NOW)
    return made.kiosk, f"/door/higashi/band/?k={made.key}"


def booked(hall: Facility, start: str = "17:00", end: str = "19:00", **fields: Any) -> Booking:
    person = fields.pop("person", None) or a_high_schooler(call_name="はるか")
    return a_booking(the_room(hall, "band"), span("2026-12-02", start, end), person, code="0427", **fields)


def words(client: Client, door: str) -> str:
    return re.sub(r"<[^>]+>", " ", client.get(door).content.decode())


def test_a_free_room_says_until_when_and_the_time_of_the_server(client: Client, hall: Facility) -> None:
    booked(hall, "19:00", "21:00")
    page = words(client, door_at(hall)[1])
    for part in ("空いています", "19:00まで", "19:00から 予約があります", "17:42", "更新 17:42"):
        assert part in page


def test_a_change_is_seen_when_the_page_next_asks(client: Client, hall: Facility) -> None:
    """It asks every 30 seconds at the latest, and what it is told then is not kept anywhere."""
    door = door_at(hall)[1]
    assert "空いています" in words(client, door)
    booking = booked(hall, state=State.IN_USE)
    assert "使っています" in words(client, door)
    check_out(booking=booking, counts={}, actor=staff(hall), now=NOW)
    page = client.get(door)
    assert "空いています" in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]


def test_without_script_it_asks_again_every_thirty_seconds(client: Client, hall: Facility) -> None:
    door = door_at(hall)[1]
    assert f'<meta http-equiv="refresh" content="30;url={door}">' in client.get(door).content.decode()


def test_a_revoked_key_answers_like_one_that_never_was(client: Client, hall: Facility) -> None:
    kiosk, door = door_at(hall)
    revoke_kiosk(kiosk=kiosk, actor=a_manager(hall), now=NOW)
    never = "/door/higashi/band/?k=" + "0" * 40
    for method in (client.get, client.post):
        revoked, unknown = method(door), method(never)
        assert revoked.status_code == unknown.status_code == 404
        assert re.sub(r"[0-9a-f]{40}|csrf\S+", "", revoked.content.decode()) == re.sub(
            r"[0-9a-f]{40}|csrf\S+", "", unknown.content.decode()
        )


def test_no_door_names_a_person_and_a_group_only_where_the_hall_chose_so(
    client: Client, hall: Facility
) -> None:
    band = a_band(a_high_schooler(name="森 はるか", call_name="はるか"))
    booked(hall, group=band, person=a_junior_high_student(name="林 そら", call_name="そら"))
    plain, named = (words(client, door_at(hall, groups)[1]) for groups in (False, True))
    for name in ("森", "はるか", "林", "そら", "0427"):
        assert name not in plain
        assert name not in named
    assert "よるかぜ" in named
    assert "よるかぜ" not in plain


def test_a_code_checks_in_and_the_answer_names_nobody(client: Client, hall: Facility) -> None:
    booking, door = booked(hall), door_at(hall)[1]
    answer = client.post(door, {"do": "come", "code": "0427"})
    assert answer.status_code == 302
    page = client.get(answer.headers["Location"]).content.decode()
    assert "受付しました" in page
    assert "はるか" not in page
    booking.refresh_from_db()
    assert booking.state == State.IN_USE


def test_a_form_of_another_site_cannot_check_anybody_in(hall: Facility) -> None:
    """The page takes forms without a token: whoever does not know its key is nowhere."""
    booking = booked(hall)
    assert Client(enforce_csrf_checks=True).post("/door/higashi/band/", {"code": "0427"}).status_code == 404
    booking.refresh_from_db()
    assert booking.state == State.BOOKED


def test_wrong_codes_wait_longer_and_longer(client: Client, hall: Facility) -> None:
    booking, door = booked(hall), door_at(hall)[1]
    for wrong in range(5):
        page = client.post(door, {"do": "come", "code": f"99{wrong:02}"})
        assert (page.status_code, "見つかりません" in page.content.decode()) == (409, True)
    page = client.post(door, {"do": "come", "code": "0427"})
    assert "たってから" in page.content.decode()
    booking.refresh_from_db()
    assert booking.state == State.BOOKED


def test_nothing_typed_is_no_try(client: Client, hall: Facility) -> None:
    booking, door = booked(hall), door_at(hall)[1]
    for _press in range(9):
        assert (
            "4けたの受付番号を入れてください"
            in client.post(door, {"do": "come", "code": " "}).content.decode()
        )
    assert client.post(door, {"do": "come", "code": "0427"}).status_code == 302
    booking.refresh_from_db()
    assert booking.state == State.IN_USE


def test_whoever_calls_the_staff_is_told_that_they_come(client: Client, hall: Facility) -> None:
    door = door_at(hall)[1]
    client.post(door, {"do": "call"})
    assert HandoverNote.objects.get().facility == hall
    assert "職員を呼びました" in words(client, door)


def test_a_room_that_is_closed_now_says_when_it_opens(client: Client, hall: Facility, settings: Any) -> None:
    door = door_at(hall)[1]
    settings.CLOCK = "2026-12-02T09:30:00+09:00"
    page = words(client, door)
    assert "閉まっています" in page
    assert "10:00に開きます" in page


def test_the_evenings_of_the_days_ahead_stand_there_once_nobody_is_due(
    client: Client, hall: Facility
) -> None:
    door = door_at(hall)[1]
    assert "これからの夜間開放" in words(client, door)
    added = an_evening(hall, span("2026-12-08", "17:00", "20:00"), the_room(hall, "band"))
    page = words(client, door)
    for evening in ("12月4日(金) 17:00–21:00", "12月8日(火) 17:00–20:00", "12月9日(水) 17:00–21:00"):
        assert evening in page
    Evening.objects.filter(pk=added.pk).update(cancelled=True)
    assert "12月8日(火)" not in words(client, door)
    booked(hall)
    assert "これからの夜間開放" not in words(client, door), "whoever is due has a number to type"


def test_whoever_was_let_in_is_there_before_the_minute_is_over(
    client: Client, hall: Facility, settings: Any
) -> None:
    """What is booked begins with the next full minute."""
    door = door_at(hall)[1]
    booked(hall, "17:43", "18:15", state=State.IN_USE)
    booked(hall, "19:00", "20:00", state=State.IN_USE)
    settings.CLOCK = "2026-12-02T17:42:20+09:00"
    assert "使っています" in words(client, door)
    settings.CLOCK = "2026-12-02T18:20:00+09:00"
    assert "空いています" in words(client, door)


def test_it_is_dark_from_six_in_the_evening(client: Client, hall: Facility, settings: Any) -> None:
    door, seen = door_at(hall)[1], {}
    for hour in ("06:00", "17:59", "18:00", "05:59"):
        settings.CLOCK = f"2026-12-02T{hour}:00+09:00"
        head = client.get(door).content.decode().partition(' data-url="')[0]
        seen[hour] = head.endswith(' night"')
    assert seen == {"06:00": False, "17:59": False, "18:00": True, "05:59": True}


def test_a_look_costs_few_queries(
    client: Client, hall: Facility, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    booked(hall)
    door = door_at(hall)[1]
    client.get(door)
    with django_assert_max_num_queries(6):
        client.get(door)


def test_the_script_is_small_and_no_text_is() -> None:
    script, style = (Path(str(finders.find(f"booking/door.{kind}"))).read_text() for kind in ("js", "css"))
    assert len(script.encode()) <= 2048
    assert min(int(size) for size in re.findall(r"font(?:-size)?:(\d+)px", style)) >= 28


@pytest.mark.parametrize(
    "way", ["/door/higashi/band/?k=" + "0" * 40, "/door/higashi/band/", "/door/nowhere/x/"]
)
def test_a_door_that_opens_nothing_says_so_and_whom_to_ask(client: Client, hall: Facility, way: str) -> None:
    """In the door's own dress: a tablet on a wall is no place to look for another hall. It names none."""
    answer = client.get(way)
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "この画面は、今は使えません" in page
    assert "窓口に来てください" in page
    assert "no-store" in answer.headers["Cache-Control"]
    assert not [words for words in (hall.name_ja, "音楽室", "<a ", "<form") if words in page]


def test_a_band_that_has_its_key_early_is_in_the_room(client: Client, hall: Facility) -> None:
    """Ten minutes before their time nobody else is sent in to them."""
    door = door_at(hall)[1]
    booked(hall, "17:50", "19:00", state=State.IN_USE)
    page = words(client, door)
    assert "使っています" in page
    assert "19:00まで" in page
    assert "17:50まで" not in page, "nobody is told that it is free until then"

"""The free room is taken at its own door, without script, at 17:42 on Wednesday 2 December 2026."""

import re
from typing import Any

import pytest
from django.test import Client

from booking.actions.kiosks import make_kiosk, revoke_kiosk
from booking.models import Booking, Kiosk
from booking.rules.lifecycle import State
from booking.web.walk_ins import MOST
from facilities.models import Facility
from tests.booking.walk_ins import TEENS_WALK_IN
from tests.factories import a_booking, a_closure, a_hall, at, span, the_room
from tests.people import a_high_schooler, a_manager, staff

pytestmark = pytest.mark.django_db
NOW = at("2026-12-02 17:42")
HALF_PAST = at("2026-12-02 18:15")


@pytest.fixture(autouse=True)
def _clock(settings: Any) -> None:
    settings.CLOCK = "2026-12-02T17:42:00+09:00"


@pytest.fixture
def hall() -> Facility:
    """Teens may come without a booking."""
    return a_hall(TEENS_WALK_IN)


@pytest.fixture
def door(hall: Facility) -> str:
    made = make_kiosk(room=the_room(hall, "band"), name="入口", groups=False, actor=a_manager(hall), now=NOW)
    return f"/door/higashi/band/?k={made.key}"


def words(html: bytes) -> str:
    return re.sub(r"(\s*<[^>]+>\s*)+", " ", html.decode())


def took(client: Client, door: str, **told: object) -> Any:
    return client.post(door, {"do": "take", "until": HALF_PAST, **told})


def test_a_free_room_says_who_may_take_it_and_until_when(client: Client, door: str) -> None:
    page = words(client.get(door).content)
    for part in ("予約なしで使えます。中学生・高校生世代。", "30分使う 18:15まで", "1時間使う 18:45まで"):
        assert part in page


def test_a_room_that_no_clause_opens_sends_to_the_counter(client: Client, door: str, hall: Facility) -> None:
    a_booking(the_room(hall, "band"), span("2026-12-02", "17:55", "19:00"), a_high_schooler())
    page = words(client.get(door).content)
    assert "今から使うときは、窓口に来てください。" in page
    assert "使う 18:" not in page


def test_three_touches_take_the_room_and_the_door_says_so(client: Client, door: str) -> None:
    path, _, key = door.partition("?k=")
    asked = client.get(path, {"k": key, "until": HALF_PAST})
    assert "17:42–18:15 予約なしで使う" in words(asked.content)
    assert f'name="until" value="{HALF_PAST}"' in asked.content.decode()
    answer = took(client, door, junior_high="2", high_school="0")
    assert answer.status_code == 302
    page = words(client.get(answer.headers["Location"]).content)
    assert "どうぞ使ってください" in page
    assert "使っています 18:15まで" in page
    made = Booking.objects.get()
    assert (made.state, made.counted, made.end) == (State.IN_USE, {"junior_high": 2}, HALF_PAST)


def test_only_the_bands_that_are_let_in_are_asked_for(client: Client, door: str) -> None:
    page = client.get(f"{door}&until={HALF_PAST}").content.decode()
    assert set(re.findall(r'type="radio" name="(\w+)"', page)) == {"junior_high", "high_school"}
    assert re.findall(r'name="high_school" value="(\d+)"', page) == [str(n) for n in range(MOST + 1)]


def test_whoever_says_no_number_is_asked_once_more(client: Client, door: str) -> None:
    for told in ({}, {"junior_high": "0"}, {"junior_high": "-1"}, {"junior_high": "<b>"}):
        answer = took(client, door, **told)
        assert answer.status_code == 409
        assert "使う人の数をえらんでください。" in words(answer.content)
        assert 'id="take"' in answer.content.decode()
    assert not Booking.objects.exists()


def test_a_refusal_is_said_in_the_words_of_the_rule_and_nobody_is_in(client: Client, door: str) -> None:
    answer = took(client, door, junior_high="5", high_school="5")
    assert answer.status_code == 409
    assert "8人まで" in words(answer.content)
    assert not Booking.objects.exists()


def test_an_end_that_no_door_gives_takes_nothing(client: Client, door: str) -> None:
    for until in ("", "x", "-5", str(NOW), str(at("2026-12-02 20:00")), "9" * 30):
        assert took(client, door, until=until, high_school="2").status_code == 409
        assert client.get(f"{door}&until={until}").status_code == 200
    assert not Booking.objects.exists()


def test_a_room_that_somebody_has_meanwhile_is_not_taken(client: Client, door: str, hall: Facility) -> None:
    a_booking(the_room(hall, "band"), span("2026-12-02", "17:00", "19:00"), a_high_schooler())
    answer = took(client, door, high_school="2")
    assert answer.status_code == 409
    assert Booking.objects.count() == 1


def test_a_closed_hall_says_so_and_lets_nobody_in(client: Client, door: str, hall: Facility) -> None:
    a_closure(hall, span("2026-12-02", "09:00", "24:00"))
    assert "閉まっています" in words(client.get(door).content)
    answer = took(client, door, high_school="2")
    assert answer.status_code == 409
    assert not Booking.objects.exists()


def test_a_hall_that_was_withdrawn_lets_nobody_in(client: Client, door: str, hall: Facility) -> None:
    Facility.objects.filter(pk=hall.pk).update(published=False)
    answer = took(client, door, high_school="2")
    assert "窓口に来てください" in words(answer.content)
    assert not Booking.objects.exists()


def test_a_revoked_tablet_takes_no_room(client: Client, door: str, hall: Facility) -> None:
    revoke_kiosk(kiosk=Kiosk.objects.get(), actor=a_manager(hall), now=NOW)
    assert client.get(f"{door}&until={HALF_PAST}").status_code == 404
    assert took(client, door, high_school="2").status_code == 404
    assert not Booking.objects.exists()


def test_in_a_room_that_nobody_books_one_walks_in(client: Client, door: str, hall: Facility) -> None:
    room = the_room(hall, "band")
    room.bookable = False
    room.save()
    page = words(client.get(door).content)
    assert "どうぞ入ってください。" in page
    assert "使う 18:" not in page


def test_the_board_shows_it_at_once_as_taken_at_the_door_and_ends_it(
    client: Client, door: str, hall: Facility
) -> None:
    took(client, door, high_school="2")
    made = Booking.objects.get()
    client.force_login(staff(hall))
    board = words(client.get("/desk/higashi/").content)
    assert "とびらから" in board
    beside = client.get(f"/desk/higashi/?b={made.public_id}").content
    assert "とびらの画面 予約なしで入れました" in words(beside)
    assert "とびらから" in words(client.get(f"/desk/higashi/b/{made.public_id}/").content)
    client.post(f"/desk/higashi/visit/{made.public_id}/", {"do": "check_out", "sequence": made.sequence})
    made.refresh_from_db()
    assert made.state == State.USED
    assert "今から使うときは、窓口に来てください。" in words(client.get(door).content), "it rests"

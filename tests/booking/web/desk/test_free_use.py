"""Rooms that nobody books, counted by the hour at the desk, at 17:42 on 4 December 2026."""

from typing import Any

import pytest
from django.test import Client

from booking.models import HourCount
from booking.rules.staff import Role
from facilities.models import Facility
from tests.booking.web.conftest import html_of
from tests.booking.web.desk.conftest import at_desk
from tests.factories import a_facility, a_room, at

pytestmark = pytest.mark.django_db
BOARD = "/desk/higashi/"
FIVE = at("2026-12-04 17:00")


@pytest.fixture(autouse=True)
def _clock(settings: Any) -> None:
    settings.CLOCK = "2026-12-04T17:42:00+09:00"


@pytest.fixture(autouse=True)
def _corner(hall: Facility) -> None:
    a_room(hall, "corner", name_ja="学習コーナー", bookable=False, capacity=24)


def count(client: Client, room: str = "corner", **typed: object) -> Any:
    return client.post(f"{BOARD}free/{room}/", {"at": FIVE, **typed})


def counted() -> list[tuple[str, int]]:
    return list(HourCount.objects.order_by("band").values_list("band", "count"))


def test_one_tap_counts_one_and_the_board_says_how_full_it_is(desk: Client) -> None:
    assert "この時間は、まだ数えていません" in html_of(desk.get(BOARD))
    for _ in range(3):
        count(desk, one="elementary+1")
    page = html_of(desk.get(BOARD))
    assert "今 3 / 24席" in page
    assert 'd="M636 100V88H' in page, "three of 24 seats, from 17:00 on, of 10 to 21"


def test_a_tap_too_many_is_taken_back_and_nobody_is_fewer_than_none(desk: Client) -> None:
    count(desk, one="elementary+1")
    for _ in range(2):
        count(desk, one="elementary-1")
    assert counted() == [("elementary", 0)]


def test_the_numbers_of_an_hour_are_set_and_a_blank_one_is_missing(desk: Client) -> None:
    count(desk, elementary="12", adult="")
    assert counted() == [("elementary", 12)]


def test_counted_a_second_time_the_later_numbers_stand_and_no_others(desk: Client) -> None:
    count(desk, elementary="12", adult="1")
    count(desk, elementary="9", adult="")
    assert counted() == [("elementary", 9)]


@pytest.mark.parametrize("most", ["0", "10000"])
def test_the_least_and_the_most_can_be_counted(desk: Client, most: str) -> None:
    assert count(desk, adult=most).status_code == 302
    assert counted() == [("adult", int(most))]


@pytest.mark.parametrize(
    "typed",
    [
        {"one": "elementary"},
        {"one": "grown_up+1"},
        {"one": "elementary+2"},
        {"adult": "many"},
        {"adult": "10001"},
        {"adult": "-1"},
        {"at": "x", "adult": "1"},
        {"at": "1" * 12, "adult": "1"},
        {"at": at("2026-12-04 18:00"), "adult": "1"},
        {"at": at("2026-12-04 17:10"), "adult": "1"},
    ],
)
def test_what_cannot_be_counted_is_said(desk: Client, typed: dict[str, object]) -> None:
    answer = count(desk, **typed)
    assert answer.status_code == 400
    assert "人数は、もう始まった時間(1か月前まで)について" in html_of(answer)
    assert not HourCount.objects.exists()


def test_a_room_that_is_booked_is_not_counted_by_the_hour(desk: Client) -> None:
    assert count(desk, "band", adult="1").status_code in {400, 404}
    assert not HourCount.objects.exists()


def test_another_halls_corner_is_not_there(desk: Client) -> None:
    a_room(a_facility("nukui"), "lounge", bookable=False)
    assert count(desk, "lounge", adult="1").status_code == 404
    assert not HourCount.objects.exists()


def test_whoever_only_reads_the_log_counts_nobody(client: Client, hall: Facility) -> None:
    at_desk(client, hall, Role.AUDITOR)
    assert count(client, adult="1").status_code in {403, 404}
    assert not HourCount.objects.exists()

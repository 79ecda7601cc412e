"""予約: the hall's bookings by day, room, state, and whose they are; bounded, and no name in an address."""

from typing import Any

import pytest
from django.test import Client

from booking.models import Caller
from booking.queries.desk_bookings import PAGE
from booking.rules.lifecycle import State
from facilities.models import Facility
from tests.booking.web.conftest import text_of
from tests.factories import a_booking, a_facility, a_hall, a_room, span, the_room
from tests.people import a_band, a_high_schooler

pytestmark = pytest.mark.django_db
PLACE = "/desk/higashi/b/"
FRIDAY = span("2026-12-04", "17:00", "19:00")


@pytest.fixture
def hall() -> Facility:
    hall = a_hall()
    leader = a_high_schooler(card_number="48217035", call_name="はるか")
    a_booking(the_room(hall, "band"), FRIDAY, leader, group=a_band(leader))
    a_booking(the_room(hall, "craft"), span("2026-12-05", "10:00", "11:00"), leader, code="7351")
    called = a_booking(the_room(hall, "a"), FRIDAY, state=State.CANCELLED)
    Caller.objects.create(booking=called, name="山田花子", phone="090-1234-5678")
    a_booking(a_room(a_facility("nukui", name_ja="貫井南児童館")), FRIDAY, leader)
    return hall


def found(desk: Client, address: str = PLACE, **form: str) -> list[str]:
    """The lines of the list."""
    answer = desk.post(address, form) if form else desk.get(address)
    assert answer.status_code == 200
    html = answer.content.decode()
    return [
        text_of(line.partition("</a>")[0])
        for line in html.split('<a href="/desk/higashi/b/')[1:]
        if "<b>" in line
    ]


def rooms(lines: list[str]) -> list[str]:
    return [next(name for name in ("音楽室", "工作室", "集会室A") if name in line) for line in lines]


def test_all_that_is_ahead_stands_there_in_its_order_and_of_this_hall_alone(desk: Client) -> None:
    assert rooms(found(desk)) == ["音楽室", "集会室A", "工作室"]


@pytest.mark.parametrize(
    ("asked", "rooms_found"),
    [
        ("?day=2026-12-05", ["工作室"]),
        ("?room=band", ["音楽室"]),
        ("?state=cancelled", ["集会室A"]),
        ("?day=2026-12-04&state=booked", ["音楽室"]),
        ("?day=2026-12-06", []),
        ("?day=x&room=x&state=x&page=x", ["音楽室", "集会室A", "工作室"]),
        ("?page=-1", ["音楽室", "集会室A", "工作室"]),
    ],
)
def test_it_narrows_down_by_day_room_and_state(desk: Client, asked: str, rooms_found: list[str]) -> None:
    assert rooms(found(desk, PLACE + asked)) == rooms_found


@pytest.mark.parametrize(
    ("words", "rooms_found"),
    [
        ("よるかぜ", ["音楽室"]),
        ("4821 7035", ["音楽室", "工作室"]),
        ("山田", ["集会室A"]),
        ("090-1234", ["集会室A"]),
        ("7351", ["工作室"]),
        ("だれでもない", []),
        ("\x00", ["音楽室", "集会室A", "工作室"]),
    ],
)
def test_it_finds_by_whose_they_are(desk: Client, words: str, rooms_found: list[str]) -> None:
    assert rooms(found(desk, words=words)) == rooms_found


def test_names_are_looked_for_by_post_and_never_by_an_address(desk: Client) -> None:
    assert rooms(found(desk, f"{PLACE}?words=よるかぜ")) == ["音楽室", "集会室A", "工作室"]
    assert "山田" not in " ".join(found(desk, words="山田"))


def test_a_long_list_has_pages_and_as_many_queries(
    desk: Client, hall: Facility, django_assert_max_num_queries: Any
) -> None:
    room = the_room(hall, "b")
    for day in range(1, 29):
        for hour in (10, 13):
            a_booking(room, span(f"2027-01-{day:02}", f"{hour}:00", f"{hour + 1}:00"), a_high_schooler())
    with django_assert_max_num_queries(9):
        assert len(found(desk)) == PAGE
    assert len(found(desk, f"{PLACE}?page=1")) == 59 - PAGE
    assert found(desk, f"{PLACE}?page=2") == []


def test_who_has_not_come_stands_out(desk: Client, hall: Facility) -> None:
    a_booking(the_room(hall, "b"), span("2026-12-02", "15:00", "17:00"), a_high_schooler())
    assert "まだ来ていません" in found(desk)[0]

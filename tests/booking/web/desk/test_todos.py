"""What the board asks somebody to do, the most pressing first, and where the forms of its frame come back."""

import re
from typing import Any

import pytest
from django.test import Client

from booking.actions.handover import note
from booking.actions.kiosks import call_staff, make_kiosk
from booking.models import Booking, Notice
from booking.queries.doors import calls
from facilities.models import Facility
from tests.booking.web.desk.conftest import at_desk
from tests.factories import a_booking, a_hall, at, span, the_room
from tests.people import a_high_schooler, a_manager

pytestmark = pytest.mark.django_db
BOARD = "/desk/higashi/"
NOW = at("2026-12-04 17:42")


@pytest.fixture
def hall(settings: Any) -> Facility:
    settings.CLOCK = "2026-12-04T17:42:00+09:00"
    return a_hall()


@pytest.fixture
def late(hall: Facility) -> Booking:
    person = a_high_schooler(call_name="すず")
    return a_booking(the_room(hall, "band"), span("2026-12-04", "17:00", "19:00"), person)


def html(client: Client, address: str = BOARD) -> str:
    return client.get(address).content.decode()


def test_whoever_calls_at_a_door_comes_before_those_who_are_not_there(
    client: Client, hall: Facility, late: Booking
) -> None:
    desk, room = at_desk(client, hall), the_room(hall, "craft")
    kiosk = make_kiosk(room=room, name="入口", groups=False, actor=a_manager(hall), now=NOW).kiosk
    call_staff(kiosk=kiosk, now=NOW)
    note(facility=hall, text="明日の鍵", room=room, actor=desk, now=NOW)
    words, page = f"{room.name}の前で、職員を呼んでいます", html(client)
    assert page.index(words) < page.index("来ていません</b>")
    assert page.count('<li class="todo w">') == 2, "what a shift notes calls nobody"
    client.post(f"{BOARD}notes/", {"note": calls(room).get().public_id, "do": "done"})
    assert words not in html(client)


def test_whom_the_hall_has_to_ring_waits_on_the_board(client: Client, hall: Facility, late: Booking) -> None:
    told = {"kind": "cancelled", "subject": "工事です", "body": "…", "made_at": NOW, "call": "due"}
    Notice.objects.create(person=late.person, booking=late, **told)
    at_desk(client, hall)
    assert "電話で知らせる人 1件" in html(client)


def test_the_colours_and_the_language_come_back_to_the_same_board(
    client: Client, hall: Facility, late: Booking
) -> None:
    at_desk(client, hall)
    back = set(
        re.findall(r'name="next" value="([^"]*)"', html(client, f"{BOARD}?v=table&b={late.public_id}"))
    )
    assert f"{BOARD}?v=table&amp;b={late.public_id}" in back
    assert all(one.startswith("/") for one in back)

"""What the page of a booking says has just become of it: at the top, with the focus, its undo beside it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from booking.models import Booking, Person
from booking.rules.lifecycle import UNDO
from tests.booking.web.conftest import text_of
from tests.factories import a_booking, span
from tests.people import a_high_schooler, staff

pytestmark = pytest.mark.django_db
DONE = '<div class="ok" role="status" tabindex="-1" autofocus>'


@pytest.fixture
def today(booking: Booking) -> Booking:
    """It runs: from three, and it is ten past four."""
    made = a_booking(
        booking.room, span("2026-12-02", "15:00", "17:00"), booking.person, made_at=1, changed_at=1
    )
    made.people.add(booking.person)
    return made


def of(page: Client, booking: Booking) -> str:
    return page.get(f"/b/{booking.public_id}/").content.decode()


def later(settings: Any, seconds: int) -> None:
    settings.CLOCK = f"2026-12-02T16:{10 + seconds // 60}:{seconds % 60:02}+09:00"


def test_what_was_given_back_is_said_with_the_way_back(
    as_member: Callable[..., Client], booking: Booking, settings: Any
) -> None:
    page = as_member(booking.person)
    page.post(f"/b/{booking.public_id}/cancel/", {"sequence": "0"})
    assert DONE in of(page, booking)
    assert "まだ空いていれば、もとにもどせます。" in text_of(of(page, booking))
    later(settings, UNDO - 1)
    assert DONE in of(page, booking)
    later(settings, UNDO)
    assert DONE not in of(page, booking), "by then it is a page like others"
    assert "取り消しました" in text_of(of(page, booking))


def test_what_the_desk_cancelled_is_no_success_of_the_members(
    as_member: Callable[..., Client], booking: Booking, desk: Person, client: Client
) -> None:
    client.force_login(desk)
    client.post(f"/b/{booking.public_id}/cancel/", {"sequence": "0"})
    booking.refresh_from_db()
    assert booking.state == "cancelled"
    page = as_member(booking.person)
    assert DONE not in of(page, booking)
    assert "館の人がしたこと" in of(page, booking)


def test_a_room_that_was_handed_back_says_so_and_how_to_stay_after_all(
    as_member: Callable[..., Client], today: Booking, settings: Any
) -> None:
    page = as_member(today.person)
    page.post(f"/b/{today.public_id}/hand-back/", {"sequence": "0"})
    said = text_of(of(page, today))
    assert "部屋を早めに返しました" in said
    assert f'<a class="btn" href="/b/{today.public_id}/extend/">' in of(page, today)
    later(settings, 60)
    assert "終わった予約" in text_of(of(page, today)), "the minute is over, and so is the use"


def test_whoever_stays_longer_is_told_so(as_member: Callable[..., Client], today: Booking) -> None:
    page = as_member(today.person)
    page.post(f"/b/{today.public_id}/extend/", {"until": "2026-12-02T19:00", "sequence": "0"})
    assert "時間をのばしました" in text_of(of(page, today))


def test_who_only_reads_along_is_offered_no_undo(as_member: Callable[..., Client], booking: Booking) -> None:
    friend = a_high_schooler()
    booking.people.add(friend)
    page = as_member(booking.person)
    page.post(f"/b/{booking.public_id}/cancel/", {"sequence": "0"})
    assert "もとにもどせます" not in of(as_member(friend), booking)


def test_staff_who_cancel_on_the_page_itself_see_what_they_did(client: Client, booking: Booking) -> None:
    client.force_login(staff(booking.room.facility))
    client.post(f"/b/{booking.public_id}/cancel/", {"sequence": "0"})
    assert DONE in of(client, booking)

"""Moving a booking in its room's week, and moving it back."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from booking.models import Booking, Person
from booking.rules.lifecycle import State
from facilities.models import Room
from tests.booking.web.conftest import said, text_of
from tests.factories import a_booking, at, span
from tests.people import a_band, a_high_schooler

pytestmark = pytest.mark.django_db
FRIDAY = span("2026-12-04", "17:00", "19:00")


@pytest.fixture
def booking(room: Room, teen: Person) -> Booking:
    """One of the two bookings that somebody may have at a time, made the day before."""
    made = a_booking(room, FRIDAY, teen, channel="web", made_at=at("2026-12-01 12:00"))
    made.people.add(teen)
    a_booking(room, span("2026-12-05", "10:00", "12:00"), teen)
    return made


@pytest.fixture
def page(as_member: Callable[..., Client], teen: Person) -> Client:
    return as_member(teen)


def moved(page: Client, booking: Booking, to: str = "2026-12-03T13:00", end: str = "2026-12-03T15:00") -> Any:
    booking.refresh_from_db()
    address = f"/b/{booking.public_id}/move/?s={to}"
    return page.post(address, {"e": end, "sequence": str(booking.sequence)}, follow=True)


def press_back(page: Client, booking: Booking) -> Any:
    booking.refresh_from_db()
    back = f"/b/{booking.public_id}/move/back/"
    return page.post(back, {"sequence": str(booking.sequence)}, follow=True)


def test_the_week_of_a_move_is_lit_for_whoever_has_as_many_bookings_as_they_may(
    page: Client, booking: Booking
) -> None:
    week = page.get(f"/b/{booking.public_id}/move/").content.decode()
    assert "空き 12月4日 金曜日 17時から19時 今の予約" in week
    assert week.count("今の予約</span>") == 2, "its window and the legend"
    assert "条件があります" not in week


def test_a_booking_is_made_longer_and_proposed_at_its_own_length(page: Client, booking: Booking) -> None:
    sheet = page.get(f"/b/{booking.public_id}/move/?s=2026-12-04T17:00").content.decode()
    assert 'data-until="2026-12-04T19:00" checked' in sheet
    assert "disabled" not in sheet
    assert "もとの時間にもどせます" in sheet
    assert "17:00–21:00" in said(moved(page, booking, "2026-12-04T17:00", "2026-12-04T21:00"))


def test_a_move_is_undone_by_moving_back(page: Client, booking: Booking) -> None:
    after = said(moved(page, booking))
    assert "予約の時間を変えました" in after
    assert "12月4日(金) 17:00–19:00にもどせます(あと10分0秒)" in after
    assert "取り消す" not in after
    assert "もとにもどしました" in said(press_back(page, booking))
    booking.refresh_from_db()
    assert (booking.start, booking.end, booking.state) == (*(FRIDAY.start, FRIDAY.end), State.BOOKED)


def test_moving_back_is_offered_for_ten_minutes(page: Client, booking: Booking, settings: Any) -> None:
    moved(page, booking)
    for clock, offered in (("16:19:59", True), ("16:20:00", False)):
        settings.CLOCK = f"2026-12-02T{clock}+09:00"
        answer = page.get(f"/b/{booking.public_id}/").content.decode()
        assert ("もとの時間にもどす" in answer) is offered


def test_a_place_that_somebody_took_since_is_not_offered_and_not_given(
    page: Client, room: Room, booking: Booking
) -> None:
    moved(page, booking)
    a_booking(room, FRIDAY)
    assert "もとの時間にもどす" not in page.get(f"/b/{booking.public_id}/").content.decode()
    answer = press_back(page, booking)
    assert answer.status_code == 409
    assert "ほかの予約が入っています" in said(answer)


def test_what_was_not_moved_cannot_be_moved_back(page: Client, booking: Booking) -> None:
    assert press_back(page, booking).status_code == 409


def test_a_refused_move_offers_times_to_which_it_can_move(page: Client, room: Room, booking: Booking) -> None:
    a_booking(room, span("2026-12-04", "15:00", "17:00"))
    answer = page.get(f"/b/{booking.public_id}/move/?s=2026-12-04T15:00").content.decode()
    assert "12月4日(金) 13:00–15:00に変える" in text_of(answer)
    assert f'href="/b/{booking.public_id}/move/?s=2026-12-04T13%3A00&amp;e=2026-12-04T15%3A00"' in answer


def test_a_cancelled_booking_leads_to_the_page_that_says_so(page: Client, booking: Booking) -> None:
    Booking.objects.filter(pk=booking.pk).update(state=State.CANCELLED)
    for what in ("move/", "move/?s=2026-12-03T13:00", "cancel/"):
        answer = page.get(f"/b/{booking.public_id}/{what}", follow=True)
        assert answer.redirect_chain == [(f"/b/{booking.public_id}/", 302)]
        assert "取り消しました" in said(answer)


def test_a_leader_who_moves_a_friends_booking_is_not_shown_what_the_friend_booked_alone(
    as_member: Callable[..., Client], room: Room, teen: Person
) -> None:
    leader = a_high_schooler()
    band = a_band(leader, teen)
    shared = a_booking(room, FRIDAY, teen, group=band)
    alone = a_booking(room, span("2026-12-05", "10:00", "12:00"), teen)
    week = as_member(leader).get(f"/b/{shared.public_id}/move/").content.decode()
    assert week.count("予約あり</span>") == 2, "its window and the legend"
    assert alone.public_id not in week


def test_a_move_to_what_one_holds_oneself_says_so_and_a_friends_own_is_only_taken(
    as_member: Callable[..., Client], room: Room, teen: Person
) -> None:
    leader = a_high_schooler()
    shared = a_booking(room, FRIDAY, teen, group=a_band(leader, teen))
    alone = a_booking(room, span("2026-12-05", "10:00", "12:00"), teen)
    for person, named in ((teen, True), (leader, False)):
        page = as_member(person)
        answer = moved(page, shared, "2026-12-05T10:00", "2026-12-05T12:00")
        assert answer.status_code == 409
        assert (alone.public_id in answer.content.decode()) is named

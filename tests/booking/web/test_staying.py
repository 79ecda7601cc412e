"""Staying on, handing back, others who come: as pages."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from booking.models import Booking
from tests.booking.web.conftest import text_of
from tests.factories import SAMPLE, a_booking, a_hall, span, the_room
from tests.people import a_high_schooler

pytestmark = pytest.mark.django_db
NOW_RUNNING = span("2026-12-02", "15:00", "17:00")


@pytest.fixture
def booking() -> Booking:
    """Of today, Wednesday 2 December: it has run for an hour and ten minutes."""
    person = a_high_schooler()
    made = a_booking(the_room(a_hall(SAMPLE), "band"), NOW_RUNNING, person, made_at=1, changed_at=1)
    made.people.add(person)
    return made


@pytest.fixture
def owner(as_member: Callable[..., Client], booking: Booking) -> Client:
    return as_member(booking.person)


def test_while_a_room_is_used_its_page_offers_to_stay_and_to_hand_it_back(
    owner: Client, booking: Booking
) -> None:
    page = text_of(owner.get(f"/b/{booking.public_id}/").content.decode())
    assert "時間をのばす" in page
    assert "早めに返す" in page
    assert "来られなくなったら" not in page


def test_one_stays_until_a_time_that_is_offered(owner: Client, booking: Booking) -> None:
    page = owner.get(f"/b/{booking.public_id}/extend/").content.decode()
    assert 'value="2026-12-02T19:00"' in page
    answer = owner.post(f"/b/{booking.public_id}/extend/", {"until": "2026-12-02T19:00", "sequence": "0"})
    assert answer.headers["Location"] == f"/b/{booking.public_id}/"
    booking.refresh_from_db()
    assert booking.end == span("2026-12-02", "15:00", "19:00").end


@pytest.mark.parametrize(
    "until", ["", "nonsense", "2026-12-02T99:00", "1970-01-01T00:00", "2026-12-02T16:55"]
)
def test_whoever_names_no_time_is_asked_for_one(owner: Client, booking: Booking, until: str) -> None:
    answer = owner.post(f"/b/{booking.public_id}/extend/", {"until": until, "sequence": "0"})
    assert answer.status_code == 422
    assert "何時まで使うかをえらんでください。" in answer.content.decode()


def test_what_is_handed_back_ends_now(owner: Client, booking: Booking) -> None:
    assert "部屋を返す" in owner.get(f"/b/{booking.public_id}/hand-back/").content.decode()
    owner.post(f"/b/{booking.public_id}/hand-back/", {"sequence": "0"})
    booking.refresh_from_db()
    assert booking.end == span("2026-12-02", "15:00", "16:11").end


@pytest.mark.parametrize("page", ["extend", "hand-back", "who"])
def test_for_others_there_is_no_such_page(
    as_member: Callable[..., Client], booking: Booking, page: str
) -> None:
    assert as_member(a_high_schooler()).get(f"/b/{booking.public_id}/{page}/").status_code == 404


@pytest.mark.parametrize("page", ["extend", "hand-back", "who", "rooms", "move", "cancel"])
def test_a_page_of_what_was_cancelled_meanwhile_leads_to_the_booking_which_says_so(
    owner: Client, booking: Booking, page: str
) -> None:
    owner.post(f"/b/{booking.public_id}/cancel/", {"sequence": "0"})
    answer = owner.get(f"/b/{booking.public_id}/{page}/", follow=True)
    assert answer.redirect_chain == [(f"/b/{booking.public_id}/", 302)]
    assert "取り消しました" in answer.content.decode()


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("extend", {"until": "2026-12-02T17:30"}),
        ("hand-back", {}),
        ("who", {"adult": "2"}),
        ("rooms", {"room": "craft"}),
    ],
)
def test_a_form_of_what_was_cancelled_meanwhile_says_that_it_has_changed(
    owner: Client, booking: Booking, page: str, told: dict[str, str]
) -> None:
    owner.post(f"/b/{booking.public_id}/cancel/", {"sequence": "0"})
    answer = owner.post(f"/b/{booking.public_id}/{page}/", {**told, "sequence": "0"})
    assert (answer.status_code, "この予約は、先に変わっていました" in answer.content.decode()) == (409, True)


def test_whoever_taps_twice_has_changed_it_once(owner: Client, booking: Booking) -> None:
    told = {"high_school": "2", "sequence": "0"}
    for page, form in (("who", told), ("hand-back", {"sequence": "1"})):
        answers = [owner.post(f"/b/{booking.public_id}/{page}/", form) for _ in range(2)]
        assert [answer.status_code for answer in answers] == [302, 302], page
    booking.refresh_from_db()
    assert booking.sequence == 2


def test_others_come_by_one_form(owner: Client, booking: Booking) -> None:
    assert booking.person is not None
    told: dict[str, Any] = {"people": [booking.person.public_id], "high_school": "2", "sequence": "0"}
    answer = owner.post(f"/b/{booking.public_id}/who/", told)
    assert answer.headers["Location"] == f"/b/{booking.public_id}/"
    booking.refresh_from_db()
    assert booking.headcount == 3


def test_a_number_that_is_none_is_named_and_kept(owner: Client, booking: Booking) -> None:
    answer = owner.post(f"/b/{booking.public_id}/who/", {"high_school": "many", "sequence": "0"})
    assert answer.status_code == 422
    assert 'value="many"' in answer.content.decode()


def test_the_cancel_page_says_what_it_costs(owner: Client, booking: Booking) -> None:
    page = text_of(owner.get(f"/b/{booking.public_id}/cancel/").content.decode())
    assert "今なら、取り消しても何もかかりません。" in page

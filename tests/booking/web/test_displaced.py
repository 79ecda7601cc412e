"""A booking that the hall has displaced, as its people see it."""

from collections.abc import Callable

import pytest
from django.test import Client

from booking.actions.closures import OneClosure, close
from booking.models import Booking, Displacement, Person
from booking.queries.nearby import Near
from booking.rules.displacing import Answer
from tests.booking.web.conftest import text_of
from tests.factories import NOW, a_booking, a_hall, span, the_room
from tests.people import a_high_schooler, staff

pytestmark = pytest.mark.django_db
USE = span("2026-12-18", "17:00", "19:00")


@pytest.fixture
def mio() -> Person:
    return a_high_schooler()


@pytest.fixture
def booking(mio: Person) -> Booking:
    """In the music room, which is closed; the craft room is held for it."""
    hall = a_hall()
    made = a_booking(the_room(hall, "band"), USE, mio)
    made.people.set([mio])
    wanted = OneClosure(span("2026-12-18", "17:00", "21:00"), ("band",), "照明の工事のため", "Lighting works")
    offers = {made.public_id: Near(the_room(hall, "craft"), USE)}
    close(facility=hall, closures=[wanted], offers=offers, actor=staff(hall), now=NOW)
    made.refresh_from_db()
    return made


def test_its_page_says_why_what_was_offered_and_what_else_there_is(
    as_member: Callable[..., Client], mio: Person, booking: Booking
) -> None:
    said = text_of(as_member(mio).get(f"/b/{booking.public_id}/").content.decode())
    assert "館の都合で使えなくなりました" in said
    assert "照明の工事のため" in said
    assert "案内した時間 12月18日(金) 17:00–19:00 工作室" in said
    assert "使わないので取り消す" in said
    # It was booked a minute ago, and is still nothing to be glad of.
    assert "予約できました" not in said


def test_in_ones_own_list_it_stands_once_and_the_place_that_is_held_does_not(
    as_member: Callable[..., Client], mio: Person, booking: Booking
) -> None:
    html = as_member(mio).get("/me/").content.decode()
    offer = Displacement.objects.get().offer
    assert offer is not None
    assert "館の都合で使えなくなりました" in text_of(html)
    assert offer.public_id not in html


def test_the_place_that_is_held_leads_to_the_booking(
    as_member: Callable[..., Client], mio: Person, booking: Booking
) -> None:
    offer = Displacement.objects.get().offer
    assert offer is not None
    answer = as_member(mio).get(f"/b/{offer.public_id}/")
    assert answer.headers["Location"] == f"/b/{booking.public_id}/"


def test_one_press_accepts(as_member: Callable[..., Client], mio: Person, booking: Booking) -> None:
    as_member(mio).post(f"/b/{booking.public_id}/rehouse/", {"sequence": booking.sequence})
    booking.refresh_from_db()
    assert (booking.room.slug, Displacement.objects.get().state) == ("craft", Answer.ACCEPTED)


def test_one_press_chooses_another_of_those_that_are_shown(
    as_member: Callable[..., Client], mio: Person, booking: Booking
) -> None:
    browser = as_member(mio)
    html = browser.get(f"/b/{booking.public_id}/").content.decode()
    form = html.split(f"/b/{booking.public_id}/choose/")[1]
    given = {
        name: form.split(f'name="{name}" value="')[1].split('"')[0] for name in ("sequence", "r", "s", "e")
    }
    browser.post(f"/b/{booking.public_id}/choose/", given)
    assert Displacement.objects.get().state == Answer.CHOSEN


def test_nonsense_chooses_nothing(as_member: Callable[..., Client], mio: Person, booking: Booking) -> None:
    browser = as_member(mio)
    for given in ({}, {"r": "band"}, {"r": "attic", "s": "2026-12-19T15:00", "e": "2026-12-19T17:00"}):
        answer = browser.post(f"/b/{booking.public_id}/choose/", given)
        assert answer.headers["Location"] == f"/b/{booking.public_id}/"
    assert Displacement.objects.get().state == Answer.OPEN


def test_a_foreigner_finds_nothing(as_member: Callable[..., Client], booking: Booking) -> None:
    browser = as_member()
    assert browser.post(f"/b/{booking.public_id}/rehouse/").status_code == 404
    assert browser.post(f"/b/{booking.public_id}/choose/").status_code == 404

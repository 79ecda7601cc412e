"""A provisional booking says until which day it is held, and where it is made certain."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from booking.models import Booking, Group, Person
from facilities.models import Facility
from tests.booking.web.conftest import text_of
from tests.factories import a_booking, a_hall, at, span, the_room
from tests.people import a_band, a_high_schooler, registered

pytestmark = pytest.mark.django_db
UNTIL = date(2027, 3, 31)


@pytest.fixture(autouse=True)
def _march(settings: Any) -> None:
    settings.CLOCK = "2027-03-20T10:00:00+09:00"


@pytest.fixture
def hall() -> Facility:
    return a_hall()


def held(hall: Facility, person: Person, group: Group | None = None) -> Booking:
    """In April, made a moment ago, and provisional up to the end of March."""
    made = a_booking(
        the_room(hall, "craft"), span("2027-04-07", "13:00", "14:00"), person, state="provisional"
    )
    made.people.add(person)
    moment = at("2027-03-20 10:00")
    Booking.objects.filter(pk=made.pk).update(
        group=group, lapses_at=at("2027-04-01 00:00"), made_at=moment, changed_at=moment
    )
    return made


def page(as_member: Callable[..., Client], person: Person, booking: Booking) -> str:
    return as_member(person).get(f"/b/{booking.public_id}/").content.decode()


def test_a_groups_is_made_certain_on_the_page_of_the_group(
    as_member: Callable[..., Client], hall: Facility
) -> None:
    person = a_high_schooler()
    band = a_band(person)
    registered(band, "higashi-rules", date(2026, 4, 10), UNTIL)
    html = page(as_member, person, held(hall, person, band))
    assert "仮の予約です。3月31日(水)までにグループの登録を更新すると、予約が決まります。" in text_of(html)
    assert f'href="/g/{band.public_id}/">グループの登録を見る' in html
    assert "利用登録を見る" not in html


def test_ones_own_is_made_certain_on_the_page_of_the_registration(
    as_member: Callable[..., Client], hall: Facility
) -> None:
    person = a_high_schooler()
    registered(person, "higashi-rules", date(2026, 4, 10), UNTIL)
    html = page(as_member, person, held(hall, person))
    assert "仮の予約です。3月31日(水)までに利用登録を更新すると、予約が決まります。" in text_of(html)
    assert 'href="/me/registration/">利用登録を見る' in html


def test_what_waits_for_the_hall_sends_nobody_to_a_page_that_does_not_help(
    as_member: Callable[..., Client], hall: Facility
) -> None:
    person = a_high_schooler()
    registered(person, "higashi-rules", date(2026, 4, 10), date(2028, 3, 31))
    html = page(as_member, person, held(hall, person))
    assert "仮の予約です。3月31日(水)までに、館で手続きをしてください。" in text_of(html)
    assert "利用登録を見る" not in html


def test_it_is_not_called_a_booking_before_it_is_one(
    as_member: Callable[..., Client], hall: Facility
) -> None:
    person = a_high_schooler()
    booking = held(hall, person)
    html = page(as_member, person, booking)
    assert "仮の予約をしました" in text_of(html)
    assert "予約できました" not in text_of(html)
    mine = text_of(as_member(person).get("/me/").content.decode())
    assert "仮予約" in mine[mine.index("次の予約") :]

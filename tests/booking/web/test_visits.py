"""What is to be read or done is told where it matters: on the room's page, at booking, on the day."""

from collections.abc import Callable

import pytest
from django.test import Client

from facilities.models import Facility
from tests.booking.web.conftest import WEEK, text_of
from tests.booking.wording.test_clauses import a_clause
from tests.booking.wording.test_visits import SAID
from tests.factories import SAMPLE, a_booking, a_hall, span, the_room
from tests.people import a_high_schooler

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _told() -> None:
    a_hall(SAMPLE + "".join(a_clause(key, said) for key, said in SAID.items()))


def told(page: str) -> str:
    return "".join(key[1] for key in SAID if f"{key}の文。" in page)


def test_a_rooms_page_tells_all_of_it_in_the_order_of_a_visit(client: Client) -> None:
    page = client.get(WEEK).content.decode()
    assert told(page) == "1234567"
    notes = text_of(page[page.index('<dl class="dl know') :].partition("</dl>")[0])
    order = [
        notes.index(when)
        for when in ("登録するとき", "申しこむとき", "来たとき", "帰るとき", "知っておくこと")
    ]
    assert order == sorted(order)
    assert 'href="/h/higashi/rules/#A7"' in page


def test_a_form_tells_what_booking_needs(as_member: Callable[..., Client]) -> None:
    assert told(as_member().get(f"{WEEK}b/?s=2026-12-04T17:00").content.decode()) == "15"


def test_a_booking_tells_of_the_day(as_member: Callable[..., Client]) -> None:
    person = a_high_schooler()
    room = the_room(Facility.objects.get(), "band")
    booking = a_booking(room, span("2026-12-04", "17:00", "19:00"), person)
    page = as_member(person).get(f"/b/{booking.public_id}/").content.decode()
    assert told(page) == "23467"

"""What a use costs and what comes back, as members read it."""

from collections.abc import Callable

import pytest
from django.test import Client

from booking.actions.bookings import cancel
from booking.actions.money import give_back, take
from booking.models import Booking, Person
from booking.queries.money import FREE, Bill
from booking.web.costs import back_words, total_words
from tests.booking.web.conftest import text_of
from tests.factories import COSTING, NOW, a_booking, a_hall, span, the_room
from tests.people import staff

FRIDAY = span("2026-12-04", "17:00", "19:00")
MONEY = pytest.mark.django_db


def costing(yen: int | None, *lacking: str) -> Bill:
    return Bill(True, yen, ("X1",), lacking, 0)


@pytest.mark.parametrize(
    ("owed", "words"),
    [
        ([], ""),
        ([FREE, FREE], ""),
        ([costing(300), costing(1200), FREE], "料金:全部で1,500円"),
        ([costing(300), costing(None)], "料金がかかります"),
        ([costing(300), costing(None, "tie")], "いくらかは、館で決まります"),
    ],
)
def test_several_uses_are_added_up_where_each_has_its_sum(owed: list[Bill], words: str) -> None:
    assert total_words(owed) == words


@pytest.mark.parametrize(
    ("back", "words"),
    [
        (0, []),
        (1500, ["1,500円がもどります。館の窓口で受けとってください。"]),
        (None, ["返ってくる金額は、館に聞いてください。"]),
    ],
)
def test_what_lies_at_the_desk_is_said_and_nothing_of_nothing(back: int | None, words: list[str]) -> None:
    assert back_words(back) == words


@pytest.fixture
def cancelled(teen: Person) -> Booking:
    """Paid for, and given up within ten minutes."""
    made = a_booking(the_room(a_hall(COSTING), "band"), FRIDAY, teen, made_at=NOW)
    take(booking=made, staff=staff(made.room.facility), yen=300, now=NOW)
    cancel(booking=made, actor=teen, now=NOW + 60)
    made.refresh_from_db()
    return made


def page_of(client: Client, booking: Booking) -> str:
    return text_of(client.get(f"/b/{booking.public_id}/").content.decode())


@MONEY
def test_after_giving_up_a_member_reads_what_comes_back_until_it_has(
    as_member: Callable[..., Client], cancelled: Booking
) -> None:
    client = as_member(cancelled.person)
    assert "300円がもどります。館の窓口で受けとってください。" in page_of(client, cancelled)
    give_back(booking=cancelled, staff=staff(cancelled.room.facility), yen=300, now=NOW + 120)
    assert "もどります" not in page_of(client, cancelled)


@MONEY
def test_a_series_says_what_its_dates_cost_together_before_it_is_booked(
    as_member: Callable[..., Client], teen: Person
) -> None:
    a_hall(COSTING)
    first = {"s": "2026-12-09T13:00", "e": "2026-12-09T15:00", "often": "1w", "times": "3"}
    page = text_of(as_member(teen).get("/h/higashi/r/band/series/", first).content.decode())
    assert "3回のうち" in page
    possible = int(page.split("3回のうち")[1][0])
    assert possible
    assert f"料金:全部で{possible * 300}円" in page

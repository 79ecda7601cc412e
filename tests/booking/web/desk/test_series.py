"""A date of a series on the desk's page: it is cancelled alone, with those after it, or with all."""

from typing import Any

import pytest
from django.test import Client

from booking.models import Booking, Person
from tests.booking.series import a_craft_room, booked
from tests.booking.web.conftest import text_of
from tests.people import staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def dates(client: Client, haruka: Person) -> list[Booking]:
    """Three Wednesdays, from 9 December on; whoever is signed in serves at their hall."""
    series = booked(a_craft_room(), haruka, times=3)
    client.force_login(staff(series.room.facility))
    return list(series.bookings.select_related("room__facility").order_by("start"))


def cancelled(client: Client, date: Booking, **form: str) -> Any:
    form = {"sequence": str(date.sequence), "series": "0", "cause": "hall", "why": "ゆかの工事", **form}
    return client.post(f"/desk/{date.room.facility.slug}/b/{date.public_id}/do/cancel/", form)


def states() -> list[str]:
    return list(Booking.objects.order_by("start").values_list("state", flat=True))


@pytest.mark.parametrize(
    ("chosen", "left"),
    [("", ["booked", "cancelled", "booked"]), ("following", ["booked", "cancelled", "cancelled"])],
)
def test_of_the_second_date_it_alone_or_those_after_it_go_too(
    client: Client, dates: list[Booking], chosen: str, left: list[str]
) -> None:
    assert cancelled(client, dates[1], dates=chosen).status_code == 302
    assert states() == left


def test_all_that_are_left_go_from_whichever_date(client: Client, dates: list[Booking]) -> None:
    assert cancelled(client, dates[2], dates="every").status_code == 302
    assert states() == ["cancelled"] * 3


def test_whoever_saw_the_series_before_it_changed_is_told(client: Client, dates: list[Booking]) -> None:
    assert cancelled(client, dates[1], dates="every", series="7").status_code == 409
    assert states() == ["booked"] * 3


@pytest.mark.parametrize(("which", "following"), [(0, False), (1, True), (2, False)])
def test_no_two_ways_do_the_same(client: Client, dates: list[Booking], which: int, following: bool) -> None:
    page = client.get(f"/desk/{dates[0].room.facility.slug}/b/{dates[which].public_id}/")
    told = text_of(page.content.decode())
    assert "残りの日を全部" in told
    assert ("この日と、このあとの日" in told) == following

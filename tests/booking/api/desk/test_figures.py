"""One hall's year by the API: the page's numbers, and of people none that may be published."""

import pytest
from django.test import Client

from booking.models import Person
from booking.rules.staff import Role
from facilities.models import Facility, Room
from tests.booking.api.callers import get, signed_in
from tests.booking.years import children, two_dates
from tests.factories import a_booking, span
from tests.people import staff

AT = "desk/higashi/figures/"


@pytest.fixture
def client(hall: Facility, desk: Person) -> Client:
    children(hall)
    two_dates(hall, desk)
    return signed_in(staff(hall, role=Role.MANAGER))


def test_a_halls_year_tells_who_came_by_month_and_age(client: Client) -> None:
    told = get(client, AT, year="2025").json()
    assert (told["first"], told["last"]) == ("2025-04-01", "2026-03-31")
    november = {one["band"]: one["value"] for one in told["people"] if one["month"] == "2025-11"}
    assert (november["elementary"], november["senior"]) == (6, 2)
    assert [(one["hall"], one["people"]) for one in told["halls"]] == [("higashi", 8)]
    assert told["definitions"]


def test_without_a_year_it_is_the_one_that_runs(client: Client) -> None:
    told = get(client, AT).json()
    assert (told["first"], told["last"]) == ("2026-04-01", "2026-12-02")


def test_a_public_copy_of_one_hall_counts_nobody(client: Client) -> None:
    """With the city's and the other halls' they would tell what the city's hides."""
    told = get(client, AT, year="2025", copy="public").json()
    assert told["people"] == []
    assert [one["people"] for one in told["halls"]] == [None]
    assert len(told["rooms"]) == len(get(client, AT, year="2025").json()["rooms"])


def test_each_room_tells_how_much_of_its_time_was_used(client: Client, room: Room, teen: Person) -> None:
    a_booking(room, span("2026-11-06", "17:00", "19:00"), teen)
    [band] = [one for one in get(client, AT).json()["rooms"] if one["room"] == "band"]
    assert band["used_minutes"] == 120
    assert band["used_percent"] == round(100 * 120 / band["open_minutes"])


@pytest.mark.parametrize(("year", "status"), [("2027", 404), ("1999", 400), ("soon", 400), ("2200", 400)])
def test_a_year_that_has_not_begun_is_not_there_and_one_that_is_none_is_told(
    client: Client, year: str, status: int
) -> None:
    assert get(client, AT, year=year).status_code == status


def test_another_halls_numbers_are_not_there(client: Client, elsewhere: Client) -> None:
    assert get(elsewhere, AT).status_code == 404
    assert get(elsewhere, "desk/nishi/figures/", year="2025").json()["halls"][0]["people"] is not None

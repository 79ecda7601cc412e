"""Series by the API: asked about, booked whole or not at all, given back, taken back, moved."""

from typing import Any

import pytest
from django.test import Client

from booking.models import Booking, Series
from facilities.models import Room
from tests.booking.api.callers import FRIDAY, get, post
from tests.factories import a_booking, span
from tests.people import a_high_schooler

WEEKLY = {**FRIDAY, "often": "1w", "times": 2}


def test_every_date_is_told_before_anything_is_stored(as_teen: Client, room: Room) -> None:
    a_booking(room, span("2026-12-11", "17:00", "19:00"), a_high_schooler())
    answer = post(as_teen, "series/preview/", WEEKLY)
    assert answer.status_code == 200
    first, second = answer.json()["dates"]
    assert (first["date"], second["date"], second["possible"]) == ("2026-12-04", "2026-12-11", False)
    assert "TAKEN" in {reason["code"] for reason in second["reasons"]}
    assert not Series.objects.exists()


def test_of_a_series_with_a_date_that_is_taken_nothing_is_booked(as_teen: Client, room: Room) -> None:
    a_booking(room, span("2026-12-11", "17:00", "19:00"), a_high_schooler())
    refused = post(as_teen, "series/", WEEKLY)
    assert (refused.status_code, refused.json()["code"]) == (409, "refused")
    assert "2026-12-11" in [one["date"] for one in refused.json()["dates"]]
    assert Booking.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "field", "status"),
    [
        ({"often": "5w"}, "often", 400),
        ({"times": 54}, "times", 400),
        ({"times": None}, "times", 400),
        ({"until": "2026-12-03"}, "until", 422),
        ({"skip": ["2026-12-04", "2026-12-11"]}, "dates", 422),
        ({"often": "last"}, "often", 422),
        ({"dates": [{**FRIDAY, "date": "2026-12-05"}]}, "dates", 422),
    ],
)
def test_a_series_that_cannot_be_is_named(
    as_teen: Client, room: Room, wrong: dict[str, Any], field: str, status: int
) -> None:
    for address in ("series/", "series/preview/"):
        answer = post(as_teen, address, {**WEEKLY, **wrong})
        assert (answer.status_code, list(answer.json()["errors"])) == (status, [field])


def test_without_an_end_one_is_asked_for_it(as_teen: Client, room: Room) -> None:
    answer = post(as_teen, "series/", {**FRIDAY, "often": "1w"})
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["until"])


def test_a_foreign_series_and_an_absent_one_answer_alike(as_other: Client, room: Room) -> None:
    for verb, body in (("cancel/", {}), ("restore/", {}), ("move/", {"start": "10:00", "end": "12:00"})):
        assert post(as_other, f"series/zzzzzzzzzzzzzzzz/{verb}", body).status_code == 404
    assert get(as_other, "series/zzzzzzzzzzzzzzzz/").status_code == 404

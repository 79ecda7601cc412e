"""Dated evenings and closures come as the values that a day is planned with, in one query."""

from datetime import date
from typing import Any

import pytest

from facilities.models import Evening
from facilities.queries.openings import Hours, hall_hours
from facilities.rules.ages import Ages
from facilities.rules.hours import DatedClosure, DatedOpening, Layer
from tests.factories import a_closure, a_facility, a_room, an_evening, span

pytestmark = pytest.mark.django_db
DAY = date(2026, 12, 4)
EVENING = span("2026-12-04", "17:00", "21:00")
TEENS = {"from_stage": "junior_high", "to_stage": "high_school"}


def test_an_evening_comes_with_its_ages_its_reason_and_its_rooms() -> None:
    hall = a_facility()
    rooms = [a_room(hall, slug) for slug in ("band", "craft")]
    an_evening(hall, EVENING, *rooms, admits=TEENS, reason_ja="夜間開放", reason_en="Evening")
    opening = DatedOpening(
        EVENING,
        Layer.EVENING,
        Ages.model_validate(TEENS),
        frozenset({"band", "craft"}),
        "夜間開放",
        "Evening",
    )
    assert hall_hours([hall.pk], DAY, DAY) == {hall.pk: Hours((opening,), ())}


def test_what_names_no_room_speaks_for_the_whole_hall_and_no_ages_mean_everybody() -> None:
    hall = a_facility()
    an_evening(hall, EVENING, kind=Evening.Kind.SPECIAL)
    a_closure(hall, EVENING, reason_ja="点検")
    assert hall_hours([hall.pk], DAY, DAY)[hall.pk] == Hours(
        (DatedOpening(EVENING, Layer.SPECIAL),), (DatedClosure(EVENING, None, "点検"),)
    )


def test_what_was_cancelled_is_not_there() -> None:
    hall = a_facility()
    an_evening(hall, EVENING, cancelled=True)
    assert hall_hours([hall.pk], DAY, DAY)[hall.pk] == Hours()


def test_each_hall_has_its_own_and_one_without_any_has_none() -> None:
    hall, other, empty = (a_facility(slug) for slug in ("one", "two", "three"))
    an_evening(hall, EVENING)
    a_closure(other, EVENING)
    found = hall_hours([hall.pk, other.pk, empty.pk], DAY, DAY)
    assert [(len(hours.openings), len(hours.closures)) for hours in found.values()] == [
        (1, 0),
        (0, 1),
        (0, 0),
    ]


def test_rows_far_from_the_days_asked_for_are_left_out() -> None:
    hall = a_facility()
    for day in ("2026-11-20", "2026-12-04", "2026-12-20"):
        an_evening(hall, span(day, "17:00", "21:00"))
        a_closure(hall, span(day, "10:00", "12:00"))
    hours = hall_hours([hall.pk], DAY, DAY)[hall.pk]
    assert ([o.span for o in hours.openings], len(hours.closures)) == ([EVENING], 1)


def test_as_many_queries_for_one_hall_as_for_many(django_assert_num_queries: Any) -> None:
    for number in range(10):
        hall = a_facility(f"hall{number}")
        an_evening(hall, EVENING, a_room(hall))
    with django_assert_num_queries(1):
        hall_hours(range(1, 11), DAY, DAY)


def test_no_hall_at_all_is_no_trouble() -> None:
    assert hall_hours([], DAY, DAY) == {}

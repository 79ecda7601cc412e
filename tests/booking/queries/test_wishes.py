"""What the weeks of a room can give to somebody who waits."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from booking.queries.wishes import Hours, hours_of
from facilities.models import Room

FRIDAY, SATURDAY, SUNDAY = 4, 5, 6
WEEKEND = Hours({SATURDAY: frozenset({(600, 720), (780, 1260)}), SUNDAY: frozenset({(600, 1020)})})


@pytest.mark.parametrize(
    ("weekdays", "start", "end", "minutes", "given"),
    [
        ([SATURDAY], 600, 720, 120, True),
        ([SATURDAY], 600, 719, 120, False),
        ([SATURDAY], 660, 840, 120, False),  # an hour before the midday break and an hour after it
        ([SUNDAY], 1020, 1260, 60, False),
        ([SATURDAY, SUNDAY], 1020, 1260, 60, True),
        ([FRIDAY], 0, 1440, 60, False),
        ([], 0, 1440, 60, False),
    ],
)
def test_a_wish_is_given_where_one_of_its_weekdays_is_long_enough_open(
    weekdays: list[int], start: int, end: int, minutes: int, given: bool
) -> None:
    assert WEEKEND.give(weekdays, start, end, minutes) is given


def test_the_ends_are_those_of_any_weekday_and_there_are_none_where_nothing_is_lent() -> None:
    assert WEEKEND.ends == (600, 1260)
    assert Hours({}).ends is None


@pytest.mark.django_db
def test_a_day_on_which_the_hall_is_closed_has_no_place(room: Room) -> None:
    monday = date(2026, 12, 7)
    assert hours_of(room, monday, monday).pieces == {}
    assert set(hours_of(room, monday, date(2026, 12, 8)).pieces) == {1}


@pytest.mark.django_db
def test_twelve_weeks_take_as_many_queries_as_one_day(
    room: Room, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    hours_of(room, date(2026, 12, 2), date(2026, 12, 2))  # compiles the rulebook
    with django_assert_max_num_queries(2):
        hours_of(room, date(2026, 12, 2), date(2027, 2, 24))

"""Until when a day is reported, in which period it lies, and which rows of the plan would count it."""

from datetime import date

import pytest

from booking.rules.activities import (
    Every,
    Period,
    asked_rows,
    counts_heads,
    last_over,
    link_until,
    period_of,
    reportable_from,
)
from tests.booking.programmes import the_plan_of_the_city

PLAN = the_plan_of_the_city()


@pytest.mark.parametrize(
    ("day", "every", "period"),
    [
        (date(2026, 12, 2), Every.MONTH, Period(date(2026, 12, 1), date(2026, 12, 31))),
        (date(2026, 12, 31), Every.QUARTER, Period(date(2026, 10, 1), date(2026, 12, 31))),
        (date(2027, 1, 1), Every.QUARTER, Period(date(2027, 1, 1), date(2027, 3, 31))),
        (date(2028, 2, 29), Every.MONTH, Period(date(2028, 2, 1), date(2028, 2, 29))),
    ],
)
def test_a_day_is_in_the_month_or_the_quarter_of_the_fiscal_year(
    day: date, every: Every, period: Period
) -> None:
    assert period_of(day, every) == period
    assert period.has(day)


def test_the_last_period_that_is_over_ended_before_today_even_on_its_own_last_day() -> None:
    assert last_over(date(2026, 12, 31), Every.MONTH).last == date(2026, 11, 30)
    assert last_over(date(2027, 1, 1), Every.QUARTER) == Period(date(2026, 10, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("today", "first"),
    [
        (date(2026, 12, 2), date(2026, 4, 1)),
        (date(2027, 3, 31), date(2026, 4, 1)),
        # Up to 31 May, when the city's books of the year are closed.
        (date(2027, 5, 31), date(2026, 4, 1)),
        (date(2027, 6, 1), date(2027, 4, 1)),
    ],
)
def test_a_day_of_a_year_is_reported_until_its_books_are_closed(today: date, first: date) -> None:
    assert reportable_from(today) == first


def test_a_link_lasts_as_long_as_days_of_its_year_are_reported() -> None:
    assert link_until(date(2026, 12, 2)) == date(2027, 5, 31)
    assert link_until(date(2027, 3, 31)) == date(2027, 5, 31)
    assert link_until(date(2027, 4, 1)) == date(2028, 5, 31)


@pytest.mark.parametrize("department", ["welfare", "school-guidance", "child-rearing"])
def test_a_department_asks_for_the_rows_in_which_a_reported_day_is_counted(department: str) -> None:
    assert [one.programme.id for one in asked_rows(PLAN, department)] == ["B1"]


def test_a_row_whose_figures_are_of_certain_halls_or_of_no_activity_asks_nobody() -> None:
    assert asked_rows(PLAN, "children") == []
    assert asked_rows(PLAN, "public-relations") == []


def test_only_a_row_that_counts_people_misses_a_day_without_numbers() -> None:
    (nurseries,), (schools,) = asked_rows(PLAN, "child-rearing"), asked_rows(PLAN, "school-guidance")
    assert counts_heads(PLAN, nurseries)
    assert not counts_heads(PLAN, schools)

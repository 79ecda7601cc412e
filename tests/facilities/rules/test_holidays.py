"""The national holidays by their names, where the calendar moves them."""

from datetime import date

import pytest

from facilities.rules.holidays import HolidayName, holiday_name, is_holiday


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 5, 6), HolidayName.SUBSTITUTE),
        (date(2026, 9, 22), HolidayName.CITIZENS),
        (date(2019, 10, 14), HolidayName.SPORTS),
        (date(2026, 10, 12), HolidayName.SPORTS),
        (date(2028, 3, 20), HolidayName.VERNAL_EQUINOX),
        (date(2027, 1, 1), HolidayName.NEW_YEAR),
    ],
    ids=[
        "三つ続いたあとの振替休日",
        "敬老の日と秋分の日の間",
        "まだ体育の日",
        "スポーツの日",
        "うるう年の春分",
        "元日",
    ],
)
def test_a_holiday_has_its_name_whatever_it_was_called_then(day: date, name: HolidayName) -> None:
    assert is_holiday(day)
    assert holiday_name(day) is name


def test_a_holiday_that_was_decreed_once_is_one_without_a_name() -> None:
    enthroned = date(2019, 5, 1)
    assert is_holiday(enthroned)
    assert holiday_name(enthroned) is None


@pytest.mark.parametrize("day", [date(2026, 12, 31), date(2028, 2, 29), date(2026, 12, 23)])
def test_the_days_of_most_closures_are_no_holidays(day: date) -> None:
    """The end of the year, a leap day, and the birthday of an Emperor who reigns no more."""
    assert not is_holiday(day)
    assert holiday_name(day) is None

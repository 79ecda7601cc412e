from datetime import date

import pytest

from booking.rules.clauses.months import months_after


@pytest.mark.parametrize(
    ("day", "months", "last"),
    [
        (date(2026, 5, 10), 24, date(2028, 5, 10)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 7, 20), 6, date(2027, 1, 20)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2027, 3, 31), -12, date(2026, 3, 31)),
    ],
)
def test_a_period_ends_on_the_same_day_number_or_the_last_there_is(
    day: date, months: int, last: date
) -> None:
    assert months_after(day, months) == last

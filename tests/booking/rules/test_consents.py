"""How long a consent holds."""

from datetime import date

import pytest

from booking.rules.consents import holds_until


@pytest.mark.parametrize(
    ("given_on", "until"),
    [
        (date(2026, 4, 1), date(2027, 3, 31)),
        (date(2026, 12, 2), date(2027, 3, 31)),
        (date(2027, 1, 31), date(2027, 3, 31)),
        (date(2027, 2, 1), date(2028, 3, 31)),
        (date(2027, 3, 31), date(2028, 3, 31)),
    ],
)
def test_it_holds_to_the_end_of_the_school_year_and_from_february_of_the_next(
    given_on: date, until: date
) -> None:
    assert holds_until(given_on) == until

"""By when a hall answers: a week, and never after the use that was asked for has begun."""

import pytest

from booking.rules.requests import answer_by
from tests.factories import at


@pytest.mark.parametrize(
    ("asked", "start", "until"),
    [
        ("2026-12-02 16:10", "2026-12-18 13:00", "2026-12-09 16:10"),
        ("2026-12-02 16:10", "2026-12-04 13:00", "2026-12-04 13:00"),
        ("2026-12-02 16:10", "2026-12-09 16:10", "2026-12-09 16:10"),
        ("2026-12-28 10:00", "2027-01-20 13:00", "2027-01-04 10:00"),
        ("2028-02-25 10:00", "2028-03-20 13:00", "2028-03-03 10:00"),
    ],
    ids=["a week", "the use begins first", "both at once", "over the new year", "over 29 February"],
)
def test_a_place_is_held_for_a_week_or_until_the_use_begins(asked: str, start: str, until: str) -> None:
    assert answer_by(at(asked), at(start)) == at(until)

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.rules import bands
from facilities.rules.stages import AgeMode, Cohort
from tests.strategies import births

days = st.dates(date(2026, 1, 1), date(2028, 12, 31))


@given(births(first=date(1900, 1, 1), last=date(2026, 1, 1)), days, st.sampled_from(AgeMode))
def test_everybody_is_in_exactly_one_band(born: date, day: date, mode: AgeMode) -> None:
    answers = [Cohort.born(born).within(bands.cohort(band, day, mode)) for band in bands.BANDS]
    assert sorted(answers) == [False] * 5 + [True]


def band_of(born: date, day: date) -> str:
    return next(band for band in bands.BANDS if Cohort.born(born).within(bands.cohort(band, day)))


@pytest.mark.parametrize(
    ("born", "day", "band"),
    [
        (date(2008, 5, 10), date(2026, 12, 2), "high_school"),
        (date(2008, 5, 10), date(2027, 4, 1), "adult"),
        (date(1961, 12, 3), date(2026, 12, 1), "adult"),
        (date(1961, 12, 3), date(2026, 12, 2), "senior"),
        (date(2020, 4, 1), date(2026, 12, 2), "elementary"),
        (date(2020, 4, 2), date(2026, 12, 2), "preschool"),
        (date(2026, 12, 2), date(2026, 12, 2), "preschool"),
    ],
)
def test_a_band_ends_where_the_next_begins(born: date, day: date, band: str) -> None:
    assert band_of(born, day) == band


def test_a_band_that_does_not_exist_is_said() -> None:
    with pytest.raises(ValueError, match="toddler"):
        bands.cohort("toddler", date(2026, 12, 2))

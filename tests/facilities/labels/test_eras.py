"""Years of the Japanese eras, as papers write them."""

from datetime import date

import pytest

from facilities.labels.eras import era_date, era_year, fiscal_year_words


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 12, 2), "令和8年12月2日"),
        (date(2019, 5, 1), "令和元年5月1日"),
        (date(2019, 4, 30), "平成31年4月30日"),
        (date(1989, 1, 8), "平成元年1月8日"),
        (date(1989, 1, 7), "昭和64年1月7日"),
    ],
)
def test_a_day_is_said_in_its_era(day: date, said: str) -> None:
    assert era_date(day) == said


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 12, 2), "令和8年度"),
        (date(2027, 3, 31), "令和8年度"),
        (date(2027, 4, 1), "令和9年度"),
        (date(2019, 4, 1), "令和元年度"),
    ],
)
def test_a_fiscal_year_runs_from_april(day: date, said: str) -> None:
    assert fiscal_year_words(day) == said


def test_before_the_eras_that_are_known_nothing_is_invented() -> None:
    with pytest.raises(ValueError, match="no era"):
        era_year(date(1926, 12, 24))

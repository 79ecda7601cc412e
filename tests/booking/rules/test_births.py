"""A birth date is read as people write it, and whoever mistypes one is told which box it was."""

from datetime import date

import pytest

from booking.rules.births import NoBirthDate, birth_date

TODAY = date(2026, 12, 2)


@pytest.mark.parametrize(
    ("typed", "born"),
    [
        (("2012", "6", "20"), date(2012, 6, 20)),
        (("\uff12\uff10\uff11\uff12", "\uff16", "20"), date(2012, 6, 20)),
        ((" 2012年", "06月", "20日"), date(2012, 6, 20)),
        (("平成24", "6", "20"), date(2012, 6, 20)),
        (("H24年", "6", "20"), date(2012, 6, 20)),
        (("令和元年", "5", "1"), date(2019, 5, 1)),
        (("s30", "3", "9"), date(1955, 3, 9)),
        (("2026", "12", "2"), TODAY),
        (("2024", "2", "29"), date(2024, 2, 29)),
    ],
)
def test_a_birth_date_is_read_as_it_is_written(typed: tuple[str, str, str], born: date) -> None:
    assert birth_date(*typed, TODAY) == born


@pytest.mark.parametrize(
    ("typed", "box"),
    [
        (("", "6", "20"), "year"),
        (("12", "6", "20"), "year"),
        (("平成40", "6", "20"), "year"),
        (("2027", "1", "1"), "year"),
        (("2026", "12", "3"), "year"),
        (("1895", "1", "1"), "year"),
        (("2012", "13", "20"), "month"),
        (("2012", "六", "20"), "month"),
        (("2012", "", ""), "month"),
        (("2023", "2", "29"), "day"),
        (("2012", "6", "-1"), "day"),
    ],
)
def test_what_is_no_birth_date_names_the_box(typed: tuple[str, str, str], box: str) -> None:
    with pytest.raises(NoBirthDate) as found:
        birth_date(*typed, TODAY)
    assert found.value.box == box

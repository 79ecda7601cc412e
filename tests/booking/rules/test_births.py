"""A birth date is read as people write it, and whoever mistypes one is told which box it was."""

from datetime import date

import pytest

from booking.rules.births import NoBirthDate, birth_date, written_birth_date

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


@pytest.mark.parametrize(
    ("text", "born"),
    [
        ("2012-06-20", date(2012, 6, 20)),
        ("2012/6/20", date(2012, 6, 20)),
        ("2012年6月20日", date(2012, 6, 20)),
        ("昭和25年4月1日", date(1950, 4, 1)),
        ("昭和 25 年 4 月 1 日", date(1950, 4, 1)),
        ("Ｓ２５．４．１", date(1950, 4, 1)),
        ("平成元年5月5日", date(1989, 5, 5)),
        ("大正15年1月1日", date(1926, 1, 1)),
    ],
)
def test_in_a_list_it_stands_in_one_cell(text: str, born: date) -> None:
    assert written_birth_date(text, TODAY) == born


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "昭和",
            "25年4月1日",
            "25.4.1",
            "昭和25年",
            "平成30年2月29日",
            "X25.4.1",
            "2012-6",
            "2012-6-20 10:00",
        ),
        *("6/20/2012", "2026-12-03", "昭和99年1月1日", "2012-6-200"),
    ],
)
def test_what_names_no_day_in_a_cell_is_nobodys_birth_date(text: str) -> None:
    with pytest.raises(NoBirthDate):
        written_birth_date(text, TODAY)

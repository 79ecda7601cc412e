"""A number is what somebody types in plain digits; whatever else stands in a field is none."""

import pytest

from booking.web.written_numbers import number_of, seen_in, whole, year_in


@pytest.mark.parametrize("text", ["", "-1", "+1", "1.5", "²", "\uff13x", "1_000", " 1", "1000", "1" * 5000])
def test_what_is_no_number_of_so_many_digits_is_none(text: str) -> None:
    assert whole(text, 3) is None


@pytest.mark.parametrize(
    ("text", "number"), [("0", 0), ("007", 7), ("999", 999), ("\uff11\uff12", 12), ("1\uff12", 12)]
)
def test_digits_are_a_number_with_zeros_before_it_too(text: str, number: int) -> None:
    assert whole(text, 3) == number


@pytest.mark.parametrize(("text", "number"), [(" 90 ", 90), ("90", 90), ("91", None), ("x", None)])
def test_blanks_around_a_number_are_nothing_and_above_the_most_it_is_none(
    text: str, number: int | None
) -> None:
    assert number_of(text, 90) == number


@pytest.mark.parametrize("given", [{}, {"seen": ""}, {"seen": "x"}, {"seen": "9" * 10}])
def test_a_form_that_does_not_say_what_it_showed_has_shown_nothing(given: dict[str, str]) -> None:
    assert seen_in(given) == -1


def test_a_form_says_what_it_showed_under_its_own_name() -> None:
    assert seen_in({"seen": "4", "date": "12"}) == 4
    assert seen_in({"seen": "4", "date": "12"}, "date") == 12


@pytest.mark.parametrize(("given", "year"), [({"y": "2024"}, 2024), ({"y": "24"}, 2026), ({}, 2026)])
def test_a_year_has_four_digits_or_it_is_the_one_that_runs(given: dict[str, str], year: int) -> None:
    assert year_in(given, 2026) == year

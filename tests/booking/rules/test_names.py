"""A name is of any length that a name has, and gives way where there is little room."""

import pytest

from booking.rules.names import LONGEST_NAME, shortened


@pytest.mark.parametrize("name", ["", "よるかぜ", "あ" * 60])
def test_a_name_that_fits_is_said_whole(name: str) -> None:
    assert shortened(name) == name


def test_of_a_longer_one_the_beginning_is_said() -> None:
    assert shortened("あ" * 61) == "あ" * 59 + "…"
    assert shortened("Nguyễn Thị " * 10) == ("Nguyễn Thị " * 10)[:59].rstrip() + "…"


def test_the_longest_name_on_record_is_one() -> None:
    # Rhoshandiatellyneshiaunneveshenk Koyaanisquatsiuth Williams, as her birth certificate was corrected.
    assert LONGEST_NAME > 1019 + 36 + 8 + 2

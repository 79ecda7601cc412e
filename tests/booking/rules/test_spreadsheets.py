"""What people wrote never starts a formula."""

import pytest

from booking.rules.spreadsheets import cell

FULL_WIDTH = ["\uff1d", "\uff0b", "\uff0d", "\uff20", "\u3000="]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", " =", *FULL_WIDTH])
def test_what_would_start_a_formula_starts_with_an_apostrophe(sign: str) -> None:
    assert cell(f"{sign}1+1") == f"'{sign}1+1"


@pytest.mark.parametrize("text", ["", "電話で聞いた", "12:00-13:00", "a=b"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert cell(text) == text

"""What may be a telephone number or a mail address is asked about; a date or a score is not."""

import pytest

from booking.rules.reaching import may_reach


@pytest.mark.parametrize(
    "text",
    ["042-000-0000", "電話は０９０−１２３４−５６７８です", "(042) 000 0000", "haruka@example.org"],
)
def test_what_reaches_somebody_is_seen_in_whatever_letters(text: str) -> None:
    assert may_reach(text)


@pytest.mark.parametrize("text", ["", "2026年11月25日 14:00–16:00", "2026-11-25", "3対12で勝った", "@home"])
def test_a_day_a_time_and_a_score_are_no_number_of_anybodys(text: str) -> None:
    assert not may_reach(text)

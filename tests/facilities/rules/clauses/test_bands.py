"""Bands over gaps, bands that are not lent, and the time that stays free between two bookings."""

import pytest
from pydantic import ValidationError

from facilities.rules.lending import Gap, InBands, Offer
from facilities.rules.spans import Span
from tests.strategies import term


def band(start: int, end: int, clause: str = "C1", *, bridging: bool = True) -> Offer:
    return Offer(Span(start, end), clause=clause, bridging=bridging)


def uses(*bands: Offer, start: int = 0, latest: int = 99) -> list[tuple[int, int]]:
    return [(use.start, use.end) for use in InBands(bands).uses((), start, latest)]


def test_bands_of_one_clause_are_booked_together_over_their_gaps():
    assert uses(band(0, 10), band(12, 20), band(25, 30)) == [(0, 10), (0, 20), (0, 30)]
    assert uses(band(0, 10), band(12, 20), band(25, 30), latest=20) == [(0, 10), (0, 20)]
    assert uses(band(0, 10), band(12, 20), start=12) == [(12, 20)]


def test_over_a_gap_to_a_band_of_another_clause_or_without_the_word_they_are_not():
    assert uses(band(0, 10), band(12, 20, "C2")) == [(0, 10)]
    assert uses(band(0, 10), band(11, 12, "C2"), band(14, 20)) == [(0, 10)]
    assert uses(band(0, 10), band(12, 20, bridging=False)) == [(0, 10)]
    assert uses(band(0, 10, bridging=False), band(10, 20, "C2", bridging=False)) == [(0, 10), (0, 20)]


def test_a_turnover_is_minutes_up_to_four_hours():
    assert term({"type": "turnover", "minutes": 10}).gap("C2") == Gap(600, "C2")
    for minutes in (0, 241):
        with pytest.raises(ValidationError, match="than or equal to"):
            term({"type": "turnover", "minutes": minutes})

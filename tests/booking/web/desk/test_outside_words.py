"""Everything that a date can become has its word."""

from booking.web.desk.outside_words import BECOMES
from facilities.rules.outside import Becomes


def test_every_kind_has_a_word() -> None:
    assert set(BECOMES) == set(Becomes)

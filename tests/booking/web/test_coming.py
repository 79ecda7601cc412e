"""What an address says of those who come: read leniently, told in one form, and dropped for a choice."""

import pytest
from django.http import QueryDict

from booking.web.coming import Coming, coming_of, without_coming


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("", Coming()),
        ("n=5", Coming(5)),
        ("n=5&age=high_school&age=junior_high&age=ghost", Coming(5, ("junior_high", "high_school"))),
        ("age=adult", Coming(1, ("adult",))),
        ("n=1&age=adult&age=senior", Coming(2, ("adult", "senior"))),
        ("n=0", Coming()),
        ("n=-3", Coming()),
        ("n=五", Coming()),
        ("n=３", Coming(3)),
        ("n=٣", Coming(3)),
        ("n=5000", Coming(999)),
        (f"n={'9' * 5000}", Coming()),
    ],
)
def test_what_cannot_be_read_says_nothing(address: str, meant: Coming) -> None:
    assert coming_of(QueryDict(address)) == meant


def test_what_is_told_is_read_as_it_was() -> None:
    said = Coming(5, ("junior_high", "adult"))
    assert said.more == "&n=5&age=junior_high&age=adult"
    assert coming_of(QueryDict(said.more)) == said
    assert Coming().more == ""


def test_the_number_is_shared_among_the_bands_the_younger_first() -> None:
    assert Coming(5, ("junior_high", "adult")).counted == {"junior_high": 3, "adult": 2}
    assert Coming(None, ("adult",)).counted == {"adult": 1}
    assert Coming(4).counted == {}


def test_only_what_was_said_of_those_who_come_is_dropped() -> None:
    address = "/h/higashi/r/band/b/?s=2026-12-04T17:00&n=3&age=adult&with-drums=1"
    assert without_coming(address) == "/h/higashi/r/band/b/?s=2026-12-04T17:00&with-drums=1"
    assert without_coming("/find/?n=3#res") == "/find/#res"
    assert without_coming("/me/") == "/me/"

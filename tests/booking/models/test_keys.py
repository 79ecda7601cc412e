"""Public ids: drawn, or a row's key sealed so that nobody counts by it."""

from itertools import pairwise

import pytest
from pytest_django.fixtures import Settings

from booking.models.keys import ALPHABET, MOST_ROWS, sealed, unsealed


@pytest.mark.parametrize("key", [0, 1, 2, 2**31, 2**32 - 1, 2**32, MOST_ROWS - 1])
def test_what_is_sealed_opens_to_what_it_was(key: int) -> None:
    told = sealed("act", key)
    assert (len(told), set(told) - set(ALPHABET)) == (13, set())
    assert unsealed("act", told) == key


def test_neighbours_look_nothing_alike_and_one_key_has_another_id_in_another_table() -> None:
    ids = [sealed("act", key) for key in range(200)]
    assert len(set(ids)) == 200
    alike = [sum(a == b for a, b in zip(one, other, strict=True)) for one, other in pairwise(ids)]
    assert max(alike) <= 6
    assert sealed("act", 7) != sealed("closure", 7)


def test_an_id_of_one_table_opens_nothing_of_another() -> None:
    assert all(unsealed("closure", sealed("act", key)) is None for key in range(50))


@pytest.mark.parametrize(
    "text",
    ["", "2", "2" * 12, "2" * 14, "z" * 13, "0" * 13, "1234567890123", "2222222222222", "é" * 13, "２" * 13],
)
def test_what_nobody_has_sealed_opens_nothing(text: str) -> None:
    assert unsealed("act", text) is None


def test_an_id_outlives_a_secret_key_that_is_still_honoured(settings: Settings) -> None:
    told = sealed("act", 7)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another" * 10
    assert sealed("act", 7) != told
    assert unsealed("act", told) == 7
    settings.SECRET_KEY_FALLBACKS = []
    assert unsealed("act", told) is None

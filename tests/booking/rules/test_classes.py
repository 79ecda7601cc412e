"""The classes of users that rulebooks tell apart, wherever their terms ask about them."""

from pathlib import Path

import pytest

from booking.rules import rulebook
from booking.rules.classes import classes_of
from tests.factories import SAMPLE

RULEBOOKS = Path(__file__).parents[3] / "rulebooks"


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("08-chofu-seishonen-koryukan", ["general", "youth"]),  # of `users`
        ("20-yokohama-youth-ikusei", ["youth-individual", "youth-group", "youth-leader"]),  # of a term
        ("40-bungoono-kominkan", ["registered-club"]),  # of whom it lets
    ],
)
def test_they_are_found_in_every_kind_of_term(name: str, known: list[str]) -> None:
    book = rulebook.read((RULEBOOKS / f"{name}.toml").read_text(), name)
    assert classes_of([book]) == known


def test_a_rulebook_that_tells_none_apart_and_none_at_all_have_none() -> None:
    assert classes_of([rulebook.read(SAMPLE, "sample.toml")]) == []
    assert classes_of([]) == []

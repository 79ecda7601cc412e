"""The grid into which an office enters who came: an age to a line, a part to a column."""

from collections.abc import Mapping

from booking.labels.indicators import part_of_heads
from booking.labels.states import band_words
from booking.rules.attendance import Counts, Heads, Part
from booking.rules.bands import BANDS


def parts() -> list[str]:
    return [part_of_heads(part) for part in Part]


def grid(typed: Mapping[str, str], had: Counts) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Of each age its words, and of each part the name of its field, what stands in it, and its label: what
    was typed, else what is on record."""
    return [(band_words(band), [_cell(part, band, typed, had) for part in Part]) for band in BANDS]


def _cell(part: Part, band: str, typed: Mapping[str, str], had: Counts) -> tuple[str, str, str]:
    field, key = f"{part}-{band}", Heads(part, band)
    value = typed.get(field, str(had[key]) if key in had else "")
    return field, value, f"{band_words(band)} {part_of_heads(part)}"

"""Which letters a text from outside may hold."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.rules.plain_text import as_seen, unwanted


@pytest.mark.parametrize(
    "text", ["", "バンド練習", "Ⅱ・Ⅲ限", "naïve café", "👩‍👩‍👧 と 🏳️‍🌈", "か\u3099", "a\u00a0b"]
)
def test_what_people_write_is_wanted(text: str) -> None:
    assert unwanted(text) == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a\nb", ("U+000A",)),
        ("a\r\nBEGIN:VEVENT", ("U+000D", "U+000A")),
        ("\x00", ("U+0000",)),
        ("\x1b[31m", ("U+001B",)),
        ("a\x85b", ("U+0085",)),
        ("\u202egnp.exe", ("U+202E",)),
        ("\u2066a\u2069", ("U+2066", "U+2069")),
        ("a\u2028b", ("U+2028",)),
        ("\ud800", ("U+D800",)),
        ("\t\t\t", ("U+0009",)),
    ],
)
def test_controls_bidi_overrides_and_lone_surrogates_are_named_once_each(
    text: str, found: tuple[str, ...]
) -> None:
    assert unwanted(text) == found


@pytest.mark.parametrize(
    ("text", "seen"),
    [("ｽﾏﾎ", "スマホ"), (" a\u3000 b ", "a b"), ("a\u200bb", "ab"), ("\u3164", ""), ("👩\u200d👧", "👩👧")],
)
def test_what_a_reader_sees_of_a_text(text: str, seen: str) -> None:
    assert as_seen(text) == seen


@given(st.text())
def test_a_text_without_unwanted_letters_is_one_line_that_encodes(text: str) -> None:
    clean = "".join(letter for letter in text if not unwanted(letter))
    assert unwanted(clean) == ()
    assert len(clean.splitlines()) <= 1
    clean.encode("utf-8")
    assert not any(unicodedata.category(letter) == "Cc" for letter in clean)

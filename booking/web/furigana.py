"""Readings over kanji. Names bring their own; other words get them when the reader asks.

A page is rendered once, without readings in its sentences. When the reader has the switch on, the
words of `READINGS` in its text are wrapped in ruby on the way out, so that neither templates nor
catalogues nor rulebooks carry markup, and a page without furigana pays nothing. `rt` is hidden from
screen readers, which would say every word twice.
"""

import re
from collections.abc import Callable
from functools import cache, lru_cache
from html import escape
from typing import Protocol

from django.utils.safestring import SafeString, mark_safe

from booking.web.readings import READINGS
from facilities import labels

TAG = re.compile(r"(<[^>]*>)")
# Inside these, text is not for reading, has its readings already, or may hold no markup.
SILENT = re.compile(r"<(ruby|title|option|textarea|script|style|svg)\b|<[a-z]+ [^>]*class=\"?vh\b")

KANA = re.compile("([ぁ-ん]+)")
NUMERAL = r"[0-9０-９一二三四五六七八九十百千万]"
NOT_IN_A_NUMBER = rf"(?<!{NUMERAL})(?<!{NUMERAL}[.,．，・])"


@lru_cache(maxsize=4096)
def ruby(word: str, reading: str) -> str:
    """HTML of `word` with its reading above what of it is not written in kana at the ends."""
    if not reading or reading == word:
        return escape(word)
    head, word, reading, tail = _core(word, reading)
    return escape(head) + "".join(_above(*piece) for piece in _pieces(word, reading)) + escape(tail)


def _above(word: str, reading: str) -> str:
    if word == reading:
        return escape(word)
    return f'<ruby>{escape(word)}<rt aria-hidden="true">{escape(reading)}</rt></ruby>'


def _pieces(word: str, reading: str) -> list[tuple[str, str]]:
    """入る前 as 入(はい) る 前(まえ): by its own kana, where there is only one way to divide the reading."""
    parts = [part for part in KANA.split(word) if part]
    if len(parts) < 2:
        return [(word, reading)]
    first, last = (
        re.fullmatch("".join(f"({part})" if KANA.fullmatch(part) else any_ for part in parts), reading)
        for any_ in ("(.+?)", "(.+)")
    )
    if first is None or last is None or first.groups() != last.groups():
        return [(word, reading)]
    return list(zip(parts, first.groups(), strict=True))


def _core(word: str, reading: str) -> tuple[str, str, str, str]:
    """Splits off what word and reading share at both ends: (head, word, reading, tail)."""
    # One letter is left to stand under the reading, also where all of them are shared.
    shortest = min(len(word), len(reading)) - 1
    tail = next((n for n in range(shortest) if word[-n - 1] != reading[-n - 1]), shortest)
    head = next((n for n in range(shortest - tail) if word[n] != reading[n]), max(shortest - tail, 0))
    end, reading_end = len(word) - tail, len(reading) - tail
    return word[:head], word[head:end], reading[head:reading_end], word[end:]


@cache
def _words() -> re.Pattern[str]:
    # An alternation takes the first word that fits: 代表 would leave the 者 of 代表者 without its reading.
    longest_first = sorted(READINGS, key=len, reverse=True)
    return re.compile("|".join(map(_pattern, longest_first)))


def _pattern(word: str) -> str:
    """A word that begins with a numeral is read only where the number begins: no ふたり in 12人."""
    return NOT_IN_A_NUMBER + re.escape(word) if re.match(NUMERAL, word) else re.escape(word)


def with_readings(html: str) -> str:
    """The same page, its text nodes' known words wrapped in ruby."""
    return with_text(html, lambda text: _words().sub(lambda word: ruby(word[0], READINGS[word[0]]), text))


def with_text(html: str, change: Callable[[str], str]) -> str:
    """The same page, its text nodes changed but for those of ASCII alone and what is not read as text."""
    parts = TAG.split(html)
    quiet = ""  # the element inside which nothing is touched
    for index, part in enumerate(parts):
        if index % 2:
            quiet = _quiet(part, quiet)
        elif not quiet and not part.isascii():
            parts[index] = _wrap(part, change(part))
    return "".join(parts)


def _quiet(tag: str, quiet: str) -> str:
    if quiet:
        return "" if tag.lower().startswith(f"</{quiet}") else quiet
    return tag[1:].split()[0].rstrip(">").lower() if SILENT.match(tag) else ""


def _wrap(text: str, wrapped: str) -> str:
    # One span around it all: in a flex row every loose piece would become an item of its own.
    return text if wrapped == text else f"<span>{wrapped}</span>"


class Named(Protocol):
    """A hall or a room."""

    name_ja: str
    name_reading: str

    @property
    def name(self) -> str: ...


def named(thing: Named) -> SafeString:
    """The name of a hall or room, with its reading where the reader's language has one."""
    reading = "" if labels.in_english() else thing.name_reading
    return mark_safe(ruby(thing.name, reading))  # noqa: S308  escaped piece by piece there

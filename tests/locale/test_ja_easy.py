"""Easy Japanese is easy: one fact a sentence, few kanji, nothing denied twice.

The measures are those of 在留支援のためのやさしい日本語ガイドライン (2020) and of Hirosaki's rule.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from statistics import mean

import pytest
from babel.messages.catalog import Message
from django.utils.translation import override

from booking.labels import sentence
from booking.management import catalogues
from tests.factories import TODAY, TOKYO
from tests.reasons import EXAMPLES, broken

ROOT = Path(__file__).parents[2]
CATALOGUE = catalogues.load("ja_Easy", ROOT / "locale/ja_Easy/LC_MESSAGES/django.po")
VALUE = re.compile(r"%\((\w+)\)[sd]|%%")
KANJI = re.compile(r"[\u4e00-\u9fff々]")
TWICE = re.compile(r"な(い|けれ|く)[^。]*(ない|ません)")
MOST_KANJI, MOST_LETTERS = 13, 30
# Denied twice, and why nothing simpler says the same.
ALLOWED: dict[str, str] = {}
# The name of a calendar, and how a paper addresses.
CALENDARS = {"まどあかり 自分の予約", "まどあかり 子どもの予約", "まどあかり 夜に開く日"}
SPACED = {*CALENDARS, "%(hall)s長 様"}


def said() -> Iterator[tuple[Message, str]]:
    """Each message that has easy words of its own, with them."""
    for message in CATALOGUE:
        words = message.string[0] if isinstance(message.string, tuple) else message.string
        if message.id and words:
            yield message, words


def sentences() -> list[str]:
    """A value counts as two letters, neither of them kanji."""
    return [part for _, words in said() for part in re.split("。|:", VALUE.sub("○○", words)) if part]


def plain(message: Message) -> str:
    return message.id[0] if isinstance(message.id, tuple) else message.id


def test_a_sentence_has_few_kanji() -> None:
    assert [part for part in sentences() if len(KANJI.findall(part)) > MOST_KANJI] == []


def test_sentences_are_short() -> None:
    whole = [part for _, words in said() if "。" in words for part in words.split("。") if part]
    assert mean(len(VALUE.sub("○○", part)) for part in whole) <= MOST_LETTERS


def test_sentences_are_short_with_their_values_too() -> None:
    with override("ja-easy"):
        filled = [sentence(broken(code, values), TOKYO, TODAY) for code, values, _ in EXAMPLES]
    whole = [part for words in filled for part in words.split("。") if part]
    assert mean(len(part) for part in whole) <= MOST_LETTERS


def test_nothing_is_denied_twice_but_for_a_reason() -> None:
    assert {part for part in sentences() if TWICE.search(part)} == set(ALLOWED)


def test_there_are_no_spaces_between_words() -> None:
    apart = re.compile(r"(?<=[\u3040-\u30ff\u4e00-\u9fff、。:]) (?=[\u3040-\u30ff\u4e00-\u9fff])")
    assert {words for _, words in said() if apart.search(words)} == SPACED


def test_each_takes_the_values_of_the_plain_words() -> None:
    differ = [
        plain(message)
        for message, words in said()
        if sorted(set(VALUE.findall(plain(message)))) != sorted(set(VALUE.findall(words)))
    ]
    assert differ == []


def test_none_that_is_needed_is_missing_or_guessed() -> None:
    spoken = catalogues.spoken(ROOT)
    path = ROOT / "locale/ja_Easy/LC_MESSAGES/django.po"
    assert [gap.what for gap in catalogues.gaps("ja_Easy", path, spoken)] == []


@pytest.mark.parametrize(
    "hard",
    [
        "当選",
        "抽選",
        "区分",
        "利用登録",
        "保護者",
        "窓口",
        "更新",
        "当分",
        "取り消",
        "手続",
        "期限",
        "都合",
        "原則",
    ],
)
def test_a_word_of_the_desks_has_a_plain_one(hard: str) -> None:
    assert [words for _, words in said() if hard in words] == []

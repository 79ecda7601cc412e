"""One spelling for a word (docs/words.md, "Spelling"): in what pages and notices say, plain and easy."""

from pathlib import Path

import pytest

from booking.management import catalogues

LOCALE = Path(__file__).parents[2] / "locale"
# What is not written, where it stands in no other word, and how it is.
NOT_USED = {
    "おしらせ": "お知らせ",
    "手つづき": "手続き",
    "申込": "申しこみ",
    "申し込": "申しこむ",
    "受け付け": "受けつけ",
    "選": "えらぶ",
    "探": "さがす",
    "確かめ": "たしかめる",
    "繰り返": "くりかえす",
    "戻": "もどす",
    "伸ば": "のばす",
    "延ば": "のばす",
    "払": "はらう",
    "押": "おす",
    "代わりに": "かわりに",
    "初めて": "はじめて",
    "一緒": "いっしょ",
    "付き添": "付きそい",
    "使用料": "料金",
    "いま": "今",
    "つづ": "続く",
    "締め切": "しめきる",
    "あいてい": "空く",
    "よんで": "呼ぶ",
    "引きわた": "引き渡す",
    "ひとつ": "1つ",
    "代表者": "代表",
}
# 抽選 is a word of its own; papers say 使用料; うまくいきました.
ELSEWHERE = {
    "選": ("抽選",),
    "使用料": ("使用料減免", "使用料還付"),
    "いま": ("います", "いまし", "いませ", "ないまま", "ただいま"),
}
PAPERS = "templates/print/"


def words(language: str) -> list[str]:
    """What a catalogue says: of English the Japanese that it translates."""
    found = []
    for message in catalogues.load(language, LOCALE / language / "LC_MESSAGES/django.po"):
        said = message.id if language == "en" else message.string
        if not all(place.startswith(PAPERS) for place, _ in message.locations or [("", 0)]):
            found += [said] if isinstance(said, str) else list(said)
    return found


@pytest.mark.parametrize("language", ["en", "ja_Easy"])
@pytest.mark.parametrize("spelling", NOT_USED)
def test_a_word_is_spelt_in_one_way(language: str, spelling: str) -> None:
    others = ELSEWHERE.get(spelling, ())
    found = []
    for whole in words(language):
        left = whole
        for other in others:
            left = left.replace(other, "")
        if spelling in left:
            found.append(whole)
    assert found == [], f"written {NOT_USED[spelling]}"

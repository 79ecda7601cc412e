import re

import pytest
from django.conf import settings

from booking.web.furigana import ruby, with_readings
from booking.web.readings import READINGS


@pytest.mark.parametrize(
    ("word", "reading", "html"),
    [
        ("音楽室1", "おんがくしつ1", '<ruby>音楽室<rt aria-hidden="true">おんがくしつ</rt></ruby>1'),
        ("使う", "つかう", '<ruby>使<rt aria-hidden="true">つか</rt></ruby>う'),
        ("若者コーナー", "", "若者コーナー"),
        (
            "入る前",
            "はいるまえ",
            '<ruby>入<rt aria-hidden="true">はい</rt></ruby>る'
            '<ruby>前<rt aria-hidden="true">まえ</rt></ruby>',
        ),
        ("子の国", "こののくに", '<ruby>子の国<rt aria-hidden="true">こののくに</rt></ruby>'),
        ("サロン", "サロン", "サロン"),
        ("<b>", "び", '<ruby>&lt;b&gt;<rt aria-hidden="true">び</rt></ruby>'),
    ],
)
def test_a_reading_stands_over_what_is_not_kana(word: str, reading: str, html: str) -> None:
    assert ruby(word, reading) == html


def test_known_words_of_a_page_get_readings_and_nothing_else_changes() -> None:
    page = (
        '<p title="予約">予約する</p><title>予約</title><span class="vh">予約</span><textarea>予約</textarea>'
    )
    read = with_readings(page)
    assert read.count("<ruby>") == 1
    assert re.sub(r"<rt[^>]*>[^<]*</rt>|</?ruby>|</?span>", "", read) == re.sub(r"</span>", "", page)


def test_a_name_with_its_own_reading_is_left_alone() -> None:
    page = "<h1><ruby>音楽室<rt>おんがくしつ</rt></ruby>の予約</h1>"
    assert with_readings(page).count("おんがくしつ") == 1
    assert "よやく" in with_readings(page)


@pytest.mark.parametrize("number", ["1", "9", "12", "102", "1,00", "1.", "１", "十", "二十"])
def test_a_reading_never_begins_in_the_middle_of_a_number(number: str) -> None:
    for word in READINGS:
        if re.match("[0-9一二三四五六七八九十]", word):
            read = with_readings(f"<p>あと{number}{word}</p>")
            assert f"<ruby>{word}" not in read, (number, word)
            assert READINGS[word] not in read, (number, word)


@pytest.mark.parametrize(("words", "reading"), [("あと2人", "ふたり"), ("1週間", "いっしゅうかん")])
def test_a_number_that_is_known_as_a_whole_is_read(words: str, reading: str) -> None:
    assert reading in with_readings(f"<p>{words}</p>")


def test_no_reading_has_kanji_in_it() -> None:
    assert [word for word, reading in READINGS.items() if not re.fullmatch(r"[ぁ-んー]+", reading)] == []


def test_no_title_of_a_page_asks_for_markup() -> None:
    """A browser shows what stands in a title letter by letter, tags and all."""
    titles = [
        (one.name, line)
        for one in (settings.BASE_DIR / "templates").rglob("*.html")
        for line in one.read_text().splitlines()
        if "block title" in line
    ]
    assert len(titles) > 100
    assert [where for where, line in titles if "|named" in line or "|ruby" in line] == []

"""Japanese words on a page in English: marked as what they are, and said to be so."""

import re
from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from booking.models import Notice
from booking.web.japanese import is_left, marked
from facilities.models import Room
from tests.factories import a_closure, span
from tests.people import a_high_schooler


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Closed (工事).</p>", '<p><span>Closed (<span lang="ja">工事</span>).</span></p>'),
        ("<p>貫井南町4-3-23</p>", '<p><span><span lang="ja">貫井南町</span>4-3-23</span></p>'),
        ("<p>床の、ワックスがけ</p>", '<p><span><span lang="ja">床の、ワックスがけ</span></span></p>'),
        ("<p>17:00–19:00 · Café</p>", "<p>17:00–19:00 · Café</p>"),
        ('<p title="工事">Works</p><title>工事</title>', '<p title="工事">Works</p><title>工事</title>'),
        ("", ""),
    ],
)
def test_a_run_of_japanese_words_is_marked_and_nothing_else_changes(html: str, expected: str) -> None:
    assert marked(html) == expected


def test_english_words_between_japanese_ones_stay_english() -> None:
    assert marked("<b>音楽室 and 遊戯室</b>").count('lang="ja"') == 2


def test_only_whoever_reads_english_is_told_that_words_are_in_japanese() -> None:
    with translation.override("en"):
        assert is_left("工事")
        assert not is_left("Works")
    for language in ("ja", "ja-easy"):
        with translation.override(language):
            assert not is_left("工事")


@pytest.mark.django_db
def test_the_reason_of_a_closure_without_english_says_that_it_is_in_japanese(
    client: Client, room: Room
) -> None:
    a_closure(room.facility, span("2026-12-04", "00:00", "24:00"), reason_ja="工事")
    page = client.get(f"/h/{room.facility.slug}/", headers={"Accept-Language": "en"}).content.decode()
    assert '<span lang="ja">工事</span>' in page
    assert "Written in Japanese only." in page
    in_japanese = client.get(f"/h/{room.facility.slug}/").content.decode()
    assert 'lang="ja">工事' not in in_japanese


@pytest.mark.django_db
def test_a_notice_that_was_written_in_japanese_says_so_on_an_english_page(
    as_member: Callable[..., Client],
) -> None:
    person = a_high_schooler()
    told = {"person": person, "kind": "booked", "made_at": 1}
    Notice.objects.create(subject="予約しました", body="お待ちしています。", **told)
    page = as_member(person)
    page.cookies["look"] = "language-en"
    assert "Written in Japanese only." in page.get("/me/notices/").content.decode()
    Notice.objects.update(subject="Booked", body="See you.")
    assert "Written in Japanese only." not in page.get("/me/notices/").content.decode()


def test_no_template_joins_words_by_a_dot_that_english_would_show_too() -> None:
    """「・」 is a message, which English reads as a comma; bare, it stands on every language's page."""
    said = re.compile(r"{% blocktranslate.*?{% endblocktranslate %}|{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
    folder = settings.BASE_DIR / "templates"
    bare = [path.name for path in folder.rglob("*.html") if "・" in said.sub("", path.read_text())]
    assert bare == []

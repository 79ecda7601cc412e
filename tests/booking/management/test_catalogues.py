"""Catalogues are brought up, compiled and checked without GNU gettext."""

import gettext
from pathlib import Path

import pytest

from booking.management import catalogues

PYTHON = """
from django.utils.translation import gettext as _, ngettext, pgettext

def say(n):
    _("空き")
    pgettext("時間帯", "夜")
    return ngettext("%(n)d人", "%(n)d人", n) % {"n": n}
"""
PAGE = """{% load i18n %}
<h1>{% translate "部屋" %}</h1>
{% blocktranslate count n=people %}{{ n }}人まで{% plural %}{{ n }}人まで{% endblocktranslate %}
"""
ENGLISH = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "空き"
msgstr "Free"

msgctxt "時間帯"
msgid "夜"
msgstr "Evening"

#, python-format
msgid "%(n)d人"
msgid_plural "%(n)d人"
msgstr[0] "%(n)d person"
msgstr[1] "%(n)d people"

msgid "部屋"
msgstr "Room"

#, python-format
msgid "%(n)s人まで"
msgid_plural "%(n)s人まで"
msgstr[0] "Up to %(n)s person"
msgstr[1] "Up to %(n)s people"
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "booking").mkdir()
    (tmp_path / "booking" / "labels.py").write_text(PYTHON)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "room.html").write_text(PAGE)
    (tmp_path / "locale" / "en" / "LC_MESSAGES").mkdir(parents=True)
    (tmp_path / "locale" / "en" / "LC_MESSAGES" / "django.po").write_text(ENGLISH)
    return tmp_path


def english(project: Path) -> Path:
    return project / "locale" / "en" / "LC_MESSAGES" / "django.po"


def complaints(project: Path, name: str = "en") -> list[str]:
    said = catalogues.spoken(project)
    path = project / "locale" / name / "LC_MESSAGES" / "django.po"
    found = catalogues.gaps(name, path, said)
    return [f"{gap.path.name}:{gap.line}: {gap.what}" for gap in found]


def change(project: Path, before: str, after: str) -> None:
    text = english(project).read_text()
    assert before in text
    english(project).write_text(text.replace(before, after))


def test_python_and_templates_both_speak(project: Path) -> None:
    said = catalogues.spoken(project)
    assert {message.id[0] if message.pluralizable else message.id for message in said if message.id} == {
        "空き", "夜", "%(n)d人", "部屋", "%(n)s人まで",
    }  # fmt: skip
    assert said.get("夜", "時間帯").locations == [("booking/labels.py", 6)]
    assert said.get("部屋").locations == [("templates/room.html", 2)]


def test_a_whole_catalogue_has_no_complaint(project: Path) -> None:
    assert complaints(project) == []


def test_a_missing_message_is_named_where_it_is_said(project: Path) -> None:
    change(project, 'msgid "空き"\nmsgstr "Free"\n', "")
    assert complaints(project) == ["labels.py:5: en: missing: 空き"]


def test_an_empty_entry_is_named_where_it_stands(project: Path) -> None:
    change(project, '"Room"', '""')
    assert complaints(project) == ["django.po:19: en: empty: 部屋"]


def test_an_entry_with_one_plural_form_too_few_is_empty(project: Path) -> None:
    change(project, '"%(n)d people"', '""')
    assert complaints(project) == ["django.po:14: en: empty: %(n)d人"]


def test_a_guess_is_not_a_translation(project: Path) -> None:
    change(project, 'msgid "部屋"', '#, fuzzy\nmsgid "部屋"')
    assert complaints(project) == ["django.po:20: en: fuzzy: 部屋"]


def test_what_nobody_says_any_more_is_obsolete(project: Path) -> None:
    english(project).write_text(ENGLISH + '\nmsgid "旧館"\nmsgstr "Old hall"\n')
    assert complaints(project) == ["django.po:28: en: obsolete: 旧館"]


def test_a_translation_that_drops_a_value_is_found(project: Path) -> None:
    change(project, "Up to %(n)s people", "Up to %(m)s people")
    [complaint] = complaints(project)
    assert complaint.startswith("django.po:23: en: ")
    assert complaint.endswith(": %(n)s人まで")


def test_updating_keeps_what_is_translated_and_guesses_nothing(project: Path) -> None:
    source = project / "templates" / "room.html"
    source.write_text(source.read_text().replace("部屋", "部屋の名前"))
    catalogues.update("en", english(project), catalogues.spoken(project))
    assert complaints(project) == [f"django.po:{line_of(project, '部屋の名前')}: en: empty: 部屋の名前"]
    assert 'msgstr "Free"' in english(project).read_text()


def line_of(project: Path, message: str) -> int:
    return english(project).read_text().splitlines().index(f'msgid "{message}"') + 1


def test_updating_twice_changes_nothing(project: Path) -> None:
    said = catalogues.spoken(project)
    catalogues.update("en", english(project), said)
    once = english(project).read_bytes()
    catalogues.update("en", english(project), said)
    assert english(project).read_bytes() == once


def test_a_compiled_catalogue_answers_in_its_language(project: Path) -> None:
    catalogues.compile("en", english(project))
    with english(project).with_suffix(".mo").open("rb") as file:
        spoken = gettext.GNUTranslations(file)
    assert spoken.gettext("空き") == "Free"
    assert spoken.pgettext("時間帯", "夜") == "Evening"
    assert spoken.ngettext("%(n)d人", "%(n)d人", 1) == "%(n)d person"


def test_a_compiled_catalogue_may_be_read_by_whoever_serves(project: Path) -> None:
    catalogues.compile("en", english(project))
    assert english(project).with_suffix(".mo").stat().st_mode & 0o777 == 0o644


def test_easy_japanese_needs_its_own_words_where_children_read(project: Path) -> None:
    path = project / "locale" / "ja_Easy" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    assert [name for name, _ in catalogues.translations(project)] == ["en", "ja_Easy"]
    catalogues.update("ja_Easy", path, catalogues.spoken(project))
    assert 'msgstr[0] ""' in path.read_text()
    assert 'msgstr[1] ""' not in path.read_text()
    wanting = ["空き", "夜", "%(n)d人", "部屋", "%(n)s人まで"]
    assert [what.rpartition(" ")[2] for what in complaints(project, "ja_Easy")] == wanting


def test_what_only_the_desk_and_programs_read_stays_plain_in_easy_japanese(project: Path) -> None:
    (project / "booking" / "api").mkdir()
    (project / "booking" / "api" / "check.py").write_text('_("本文")\n_("空き")\n')
    path = project / "locale" / "ja_Easy" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    catalogues.update("ja_Easy", path, catalogues.spoken(project))
    assert not [what for what in complaints(project, "ja_Easy") if "本文" in what]
    assert [what for what in complaints(project, "ja_Easy") if "空き" in what]

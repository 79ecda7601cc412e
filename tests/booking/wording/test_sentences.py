"""Every type has its sentence, in three languages, and every published clause is said without a raw key."""

import re
from pathlib import Path
from typing import Any, get_args

import pytest
from django.utils.translation import override

from booking.rules import rulebook
from booking.rules.clauses import BookingTerm
from booking.wording import Vocabulary, sentences, told
from booking.wording.sentences import SENTENCES
from booking.wording.subjects import OF_TYPE
from facilities.rules.clauses import CalendarTerm
from facilities.rules.words import Words
from tests.booking.wording.every_type import TERMS

LANGUAGES = ("ja", "ja-easy", "en")
BOOKS = sorted([*Path("rulebooks").glob("*.toml"), *Path("rulebooks").glob("sample/*.toml")])
JAPANESE = re.compile(r"[぀-ヿ一-鿿]")
# Words of a rulebook's own, by which a raw key is told.
AT = Vocabulary(names={key: Words(ja="ことば", en="word") for key in ("key", "other")})


def types() -> set[type]:
    booking, calendar = get_args(BookingTerm)[0], get_args(CalendarTerm)[0]
    return {*get_args(booking), *get_args(calendar)}


def test_every_type_of_the_language_has_its_sentence_and_is_tried_here() -> None:
    assert types() == set(SENTENCES)
    assert {type(term) for term in TERMS} == types()


def test_every_type_has_its_subject_or_is_told_by_its_topic() -> None:
    of_type = {str(kind.model_fields["type"].annotation.__args__[0]) for kind in types()}
    assert of_type - {"shown"} == set(OF_TYPE)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("term", TERMS, ids=lambda term: f"{term.type}-{TERMS.index(term)}")
def test_a_term_is_said_in_whole_sentences(term: Any, language: str) -> None:
    with override(language):
        said = sentences(term, AT)
    assert said
    for sentence in said:
        assert "%" not in re.sub(r"\d%", "", sentence), sentence
        assert "None" not in sentence, sentence
        assert sentence[-1] in "。.", sentence
        assert bool(JAPANESE.search(sentence)) is (language != "en"), sentence


@pytest.mark.parametrize("term", TERMS, ids=lambda term: f"{term.type}-{TERMS.index(term)}")
def test_easy_japanese_is_said_in_words_of_its_own(term: Any) -> None:
    with override("ja"):
        plain = sentences(term, AT)
    with override("ja-easy"):
        easy = sentences(term, AT)
    assert len(plain) == len(easy)
    for sentence in re.split("(?<=。)", "".join(easy)):
        # A date is read as a number.
        undated = re.sub(r"(\d+[年月日])+", "", sentence)
        assert len(re.findall("[一-鿿]", undated)) <= 13, sentence


def test_easy_sentences_are_short() -> None:
    with override("ja-easy"):
        said = [sentence for term in TERMS for sentence in sentences(term, AT)]
    lengths = [len(part.replace(" ", "")) for one in said for part in one.split("。") if part]
    assert sum(lengths) / len(lengths) <= 30


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.stem)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_published_clause_is_said_without_a_raw_key(path: Path, language: str) -> None:
    book = rulebook.read(path.read_text(), path.name)
    with override(language):
        for hall in book.halls:
            for one in told(book, hall.key):
                assert one.sentences or one.about
                for sentence in (*one.sentences, *one.about, *one.notes):
                    assert not re.search(r"[a-z0-9]+[_][a-z0-9]+", sentence), sentence
                    if language != "en":
                        assert not re.search(r"\b[a-z][a-z-]{2,}\b", sentence), sentence

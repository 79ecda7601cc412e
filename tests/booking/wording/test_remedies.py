"""Every sentence of the check of the language has its remedy, found by reading where it is said."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils.translation import override

from booking.wording.mistakes import remedy_words

ROOT = Path(__file__).parents[3]
LANGUAGE = [
    *(ROOT / "facilities" / "rules" / "clauses").glob("*.py"),
    *(ROOT / "booking" / "rules" / "clauses").glob("*.py"),
    *(
        ROOT / "facilities" / "rules" / f"{name}.py"
        for name in ("ages", "days", "halls", "listed", "walltime")
    ),
    *(ROOT / "booking" / "rules" / f"{name}.py" for name in ("circumstances", "rulebook", "titles")),
]
# Said to a program, and never of what somebody has written.
TO_NOBODY = ("put in their place", "was asked without one")


def said() -> Iterator[str]:
    for file in LANGUAGE:
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and node.exc.args:
                words = text(node.exc.args[0])
                if " " in words and not any(part in words for part in TO_NOBODY):
                    yield words


def text(node: ast.expr) -> str:
    """With a 7 for whatever is filled in, and a bound of ages by its name."""
    if isinstance(node, ast.JoinedStr):
        return "".join(map(text, node.values))
    if isinstance(node, ast.BinOp):
        return text(node.left) + text(node.right)
    if isinstance(node, ast.FormattedValue):
        return "from" if ast.unparse(node.value) == "name" else "7"
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else "7"


def ascii_words(words: str) -> list[str]:
    return [word for word in words.split() if word.isascii() and word.isalpha()]


def test_the_language_has_many_sentences_and_they_are_found() -> None:
    assert len(set(said())) > 60


@pytest.mark.parametrize("what", sorted(set(said())))
def test_no_mistake_of_a_clause_is_told_in_english_on_a_japanese_page(what: str) -> None:
    told = remedy_words(what)
    assert told != what
    assert "`" not in told
    assert ascii_words(told) == []


@pytest.mark.parametrize("what", sorted(set(said())))
def test_an_english_reader_is_told_in_english_with_the_fields_by_their_names(what: str) -> None:
    with override("en"):
        told = remedy_words(what)
    assert told.isascii() or "“" in told
    assert "`" not in told


@pytest.mark.parametrize(
    ("what", "told"),
    [
        (
            "two of the bands overlap: 19:00-20:30 and 20:00-21:00",
            "19:00-20:30と20:00-21:00が重なっています。どちらかの時間を直してください",
        ),
        ("give `least`, `most` or both", "「少なくとも」か「いちばん多くて」を書いてください"),
        (
            "give either `only` or `never`",
            "「これだけ(鍵で)」か「使えないもの(鍵で)」の、どちらか1つを書いてください",
        ),
        (
            "`renewal_from` needs `until` or `until_day`",
            "「更新はこの日から(03-01 の形で)」を書くときは、"
            "「この日まで」か「毎年この日まで(03-31 の形で)」も書いてください",
        ),
        (
            "its 10:00-17:00 never open: closed or replaced by clause J5",
            "10:00-17:00に開いている日がありません",
        ),
        (
            "the thing on loan `drums` has no words in `names`, so people read the key",
            "「drums」の読み方がありません。「題と言葉」で、みんなが読む名前を足してください",
        ),
    ],
)
def test_a_remedy_names_what_is_meant(what: str, told: str) -> None:
    assert remedy_words(what) == told


def test_what_a_clause_calls_its_own_way_is_called_so() -> None:
    assert (
        remedy_words("give `least`, `most` or both", "headcount")
        == "「少なくとも何人」か「多くて何人」を書いてください"
    )

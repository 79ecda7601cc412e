"""What an issue says, as it is kept: for children and for grown-ups, each in Japanese, as it is printed."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from booking.labels.news import sort_words
from booking.models import Article
from booking.rules.news import Sort
from booking.wording.announced import Announced, Line, Part, for_whom, line_of, parts_of

# What is printed is in Japanese: whom a text is for, in which of its forms.
AUDIENCES = {"children": "ja-easy", "adults": "ja"}
Lines = list[dict[str, Any]]


def lines_of(
    items: Sequence[Announced], articles: Iterable[Article], day: date, told: Collection[str]
) -> Lines:
    """As they are kept: each for whom it is, with its keys and whether it is new."""
    lines: Lines = []
    for whom, language in AUDIENCES.items():
        with translation.override(language):
            for one in for_whom(items, children=whom == "children"):
                lines.append({"for": whom, **asdict(line_of(one, day, told))})
    return [*lines, *(_of_article(whom, one) for whom in AUDIENCES for one in articles)]


def key_of(line: dict[str, Any]) -> str:
    """By which staff leave a line out."""
    return "/".join((line["for"], *line["keys"]))


def without(lines: Lines, left: Collection[str]) -> Lines:
    """What staff leave out is not announced, and the next issue has it as new."""
    return [one for one in lines if key_of(one) not in left]


def _of_article(whom: str, one: Article) -> dict[str, Any]:
    page = ("", "")
    line = Line(Sort.ARTICLE, (f"article/{one.public_id}",), one.title, one.pen_name, one.text, page)
    return {"for": whom, **asdict(line)}


def parts_for(lines: Iterable[dict[str, Any]], whom: str) -> list[Part]:
    """Those for somebody, under their headings in the language now active."""
    return parts_of(_line(one) for one in lines if one["for"] == whom)


def _line(kept: dict[str, Any]) -> Line:
    told = {name: value for name, value in kept.items() if name != "for"}
    return Line(**{**told, "keys": tuple(told["keys"]), "page": tuple(told["page"])})


def pasted(title: str, span: str, lines: Iterable[dict[str, Any]], whom: str) -> str:
    """The whole as a text to paste into the newsletter."""
    with translation.override(AUDIENCES[whom]):
        rows = [f"{title} {span}"]
        for part in parts_for(lines, whom):
            rows += ["", f"■ {part.heading}", *map(_row, part.lines)]
        return "\n".join(rows) + "\n"


def _row(line: Line) -> str:
    mark = "" if line.new else _("(前の号でもお知らせ)")
    return " ".join(filter(None, (f"・{line.title}{mark}", line.when, line.words.replace("\n", " "))))


def table(lines: Iterable[dict[str, Any]]) -> list[list[str]]:
    """The same with a line for each thing, for a spreadsheet."""
    head = [_("だれに"), _("種類"), _("題"), _("いつ"), _("文"), _("新しさ")]
    words = {"children": _("子ども"), "adults": _("おとな")}
    return [
        head,
        *(
            [
                words[one["for"]],
                sort_words(one["sort"]),
                one["title"],
                one["when"],
                one["words"],
                mark(one["new"]),
            ]
            for one in lines
        ),
    ]


def mark(new: bool) -> str:
    return _("新しい") if new else _("前の号でもお知らせ")

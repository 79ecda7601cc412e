"""What a draft says besides its clauses: its words, the hall with its rooms, and its day sets, as forms.

Nobody types a key: what is new gets the first that is free, and what is there keeps its own.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from booking.actions.changes import Stale
from booking.actions.rule_drafts import Elsewhere, version_of
from booking.actions.rule_parts import drop_days, put_days, put_hall, put_words
from booking.models import RulebookDraft
from booking.queries.bookings import Absent
from booking.queries.rulebooks import Shelf, draft_book
from booking.rules.drafts import next_key
from booking.rules.forms import Field, Given, Holds, fields_of, filled, read_form
from booking.rules.mistakes import Mistake, Mistakes
from booking.rules.rulebook import DaySet, Rulebook
from booking.rules.staff import Right
from booking.web.desk.door import Desk, at_desk, show
from booking.web.desk.rule_draft import done, with_draft
from booking.web.desk.rule_form import nodes, places_of
from booking.web.desk.rule_mistakes import Error
from booking.web.desk.rule_node import Node
from booking.wording.mistakes import words_of
from facilities.labels import long_date
from facilities.rules.days import Days
from facilities.rules.halls import Hall
from facilities.rules.words import Words


def _in_words(name: str, *, needed: bool = True) -> Field:
    return Field(name, Holds.PART, needed, of="Words", parts=fields_of(Words))


NAMED = (Field("key", Holds.TEXT), *fields_of(Words))
OF_WORDS = (
    _in_words("title"),
    _in_words("city"),
    Field("source", Holds.TEXT, needed=True),
    _in_words("standing"),
    _in_words("note", needed=False),
    Field("names", Holds.ROWS, of="Named", parts=NAMED),
)
# Its rooms are said here, and only named in a clause.
OF_HALL = tuple(
    replace(one, refers="")
    for one in fields_of(Hall)
    if one.name in ("name", "address", "phone", "seals", "rooms")
)
# As one thinks of days: a season, each year's, single ones, and then what they fall on. A set names no other.
ORDER = ("from", "until", "every_year", "dates", "days", "holiday", "months")
OF_A_DAY = tuple(
    sorted(
        (one for one in fields_of(Days) if not one.refers),
        key=lambda one: ORDER.index(one.name) if one.name in ORDER else len(ORDER),
    )
)
OF_DAYS = tuple(
    replace(one, holds=Holds.ROWS, parts=OF_A_DAY) if one.name == "days" else one for one in fields_of(DaySet)
)


@dataclass(frozen=True, slots=True)
class Part:
    """One of the forms: its heading, what is to be known of it, its fields, where in a rulebook it stands (as
    a mistake names that), and whether it can be taken away."""

    heading: str
    told: str
    fields: Sequence[Field]
    inside: str = ""
    goes: bool = False


@at_desk(Right.RULES)
@require_http_methods(["GET", "HEAD", "POST"])
@with_draft
def words(request: HttpRequest, desk: Desk, found: Shelf, draft: RulebookDraft) -> HttpResponse:
    """The rulebook's title and source, and the words for its own keys."""
    book = draft_book(draft)
    part = Part(
        _("題と言葉"), _("条文が使う言葉(団体の種類や証明書など)の、みんなが読む名前です。"), OF_WORDS
    )

    def of(document: Mapping[str, Any]) -> object:
        return {one.name: document.get(one.name) for one in OF_WORDS}

    was = {**book.document, "names": [{"key": key, **one} for key, one in _names(book).items()]}

    def save(read: dict[str, Any]) -> None:
        rows = _with_keys(read.get("names", []), "word", _names(book))
        named = {row["key"]: {name: row[name] for name in ("ja", "en") if name in row} for row in rows}
        done(request, desk, put_words, of, words={**read, "names": named})

    return _answer(request, desk, book, part, was, save, version_of(of(book.document)))


@at_desk(Right.RULES)
@require_http_methods(["GET", "HEAD", "POST"])
@with_draft
def hall(request: HttpRequest, desk: Desk, found: Shelf, draft: RulebookDraft) -> HttpResponse:
    """The hall's name and how to reach it, and its rooms."""
    book = draft_book(draft)

    def of(document: Mapping[str, Any]) -> Mapping[str, Any]:
        said: Mapping[str, Any] = next(one for one in document["halls"] if one["key"] == desk.hall.slug)
        return said

    was = of(book.document)
    told = _("部屋を足すと、条文の「部屋」でえらべます。名前や階は、公開するとすぐに変わります。")
    part = Part(_("館と部屋"), told, OF_HALL, f"halls[{desk.hall.slug}]")

    def save(read: dict[str, Any]) -> None:
        taken = [room["key"] for one in book.document["halls"] for room in one.get("rooms", ())]
        rooms = _with_keys(read.get("rooms", []), "room", taken)
        done(request, desk, put_hall, of, facts={**read, "rooms": rooms})

    return _answer(request, desk, book, part, was, save, version_of(was))


@at_desk(Right.RULES)
@require_http_methods(["GET", "HEAD", "POST"])
@with_draft
def days(
    request: HttpRequest, desk: Desk, found: Shelf, draft: RulebookDraft, days: str = ""
) -> HttpResponse:
    """A day set (a school's holidays, a season), or with no key a new one. POST (`do`): drop it, or save."""
    book = draft_book(draft)
    known = {one["key"]: one for one in book.document.get("day_sets", ())}
    if days and days not in known:
        raise Http404
    key = days or next_key("days", known)
    told = _("夏休みや試験の期間のように、名前をつけた日です。条文の「いつ」でえらべます。")
    heading = _("日の集まりを直す") if days else _("日の集まりを足す")
    part = Part(heading, told, OF_DAYS[1:], f"day_sets[{key}]", goes=bool(days))

    def of(document: Mapping[str, Any]) -> object:
        return next((one for one in document.get("day_sets", ()) if one["key"] == days), None)

    def save(read: dict[str, Any]) -> None:
        if request.POST.get("do") == "drop":
            done(request, desk, drop_days, of, days=days)
        else:
            done(request, desk, put_days, of, days={"key": key, **read}, instead_of=days)

    return _answer(request, desk, book, part, known.get(days, {}), save, version_of(of(book.document)))


def _answer(
    request: HttpRequest,
    desk: Desk,
    book: Rulebook,
    part: Part,
    was: Mapping[str, Any],
    save: Callable[[dict[str, Any]], None],
    version: int,
) -> HttpResponse:
    """GET: the form. POST (`do`): `rows` for more of them, or else save, if what it is about is of the
    version that the form showed; else it comes back as it was filled in, and sent once more it holds."""
    fresh = {"seen": [str(version)]}
    if request.method != "POST":
        return _page(request, desk, book, part, {**filled(part.fields, was), **fresh})
    given: dict[str, Sequence[str]] = {key: request.POST.getlist(key) for key in request.POST}
    if request.POST.get("do") == "rows":
        return _page(request, desk, book, part, given)
    read = read_form(part.fields, given)
    try:
        save(read)
    except Absent as absent:
        raise Http404 from absent
    except Stale:
        words = _(
            "そのあいだに、ほかの人がここを変えました。書いたものは残っています。これでよければ、"
            "もう一度入れてください。今の下書きは、このページを開きなおすと見られます。"
        )
        return _page(request, desk, book, part, {**given, **fresh}, [Error("cf", words)], 409)
    except Elsewhere:
        words = _("ほかの館のきまりも変わります。その館でまかされている人といっしょに決めてください。")
        return _page(request, desk, book, part, given, [Error("cf", words)])
    except Mistakes as mistakes:
        errors = [Error(field_of(one, part, given), words_of(one, "Rulebook")) for one in mistakes.mistakes]
        return _page(request, desk, book, part, given, errors)
    return redirect(reverse("desk-rules-draft", args=[desk.hall.slug]))


def _page(
    request: HttpRequest,
    desk: Desk,
    book: Rulebook,
    part: Part,
    given: Given,
    errors: Sequence[Error] = (),
    status: int = 422,
) -> HttpResponse:
    drawn = nodes(part.fields, given, "", places_of(book, desk.hall.slug), "Rulebook")
    told = {
        "part": part,
        "nodes": [_keyless(node) for node in drawn],
        "errors": errors,
        "seen": given.get("seen", [""])[0],
        "since": long_date(book.valid_from),
    }
    return show(request, desk, "booking/desk/rule_part.html", "desk-rules", status if errors else 200, **told)


def _names(book: Rulebook) -> Mapping[str, Any]:
    names: Mapping[str, Any] = book.document.get("names", {})
    return names


def _keyless(node: Node) -> Node:
    """Rows keep their keys unseen; a new one has none yet."""
    rows = (replace(row, nodes=tuple(_unseen(row.nodes))) for row in node.rows)
    return replace(node, rows=tuple(rows))


def _unseen(row: Sequence[Node]) -> Iterator[Node]:
    for node in row:
        if not node.name.endswith(".key"):
            yield node
        elif node.value:
            yield replace(node, piece="hidden")


def _with_keys(
    rows: Sequence[Mapping[str, Any]], start: str, taken: Sequence[str] | Mapping[str, Any]
) -> list[Any]:
    keys, found = set(taken), []
    for row in rows:
        key = row.get("key") or next_key(start, keys)
        keys.add(key)
        found.append({"key": key, **row})
    return found


def field_of(mistake: Mistake, part: Part, given: Given) -> str:
    """Its name in the form: `halls[higashi].rooms[band].name.ja` is `rooms.0.name.ja`."""
    within = mistake.field.removeprefix(part.inside).lstrip(".")
    within = re.sub(r"^names\.([^.]+)", r"names[\1]", within)
    keys = {one: name for name, (one, *_more) in given.items() if one and name.endswith(".key")}

    def place(found: re.Match[str]) -> str:
        if found[1].startswith("#"):
            return f".{int(found[1][1:]) - 1}"
        row = keys.get(found[1], "").removesuffix(".key").rsplit(".", 1)
        return f".{row[1]}" if len(row) == 2 else ""

    return re.sub(r"\[(.*?)\]", place, within) or "cf"

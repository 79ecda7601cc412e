"""One clause of the draft: choosing its type, the form of its parameters, saving and taking it out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from booking.actions.changes import Stale
from booking.actions.rule_drafts import Elsewhere, drop_clause, put_clause, version_of
from booking.models import RulebookDraft
from booking.queries.bookings import Absent
from booking.queries.rulebooks import Shelf, draft_book
from booking.rules.catalogue import CATALOGUE
from booking.rules.drafts import next_id, shaped, with_clause
from booking.rules.forms import Given
from booking.rules.language import Type, called, title
from booking.rules.mistakes import Mistake, Mistakes
from booking.rules.references import dangling
from booking.rules.rulebook import Rulebook
from booking.rules.staff import Right
from booking.web.desk.door import Desk, at_desk, show
from booking.web.desk.rule_draft import done, with_draft
from booking.web.desk.rule_error import placed
from booking.web.desk.rule_form import (
    KINDS,
    clause_of,
    given_of,
    head_nodes,
    places_of,
    said_by,
    term_forms,
    types_of,
)
from booking.web.desk.rule_meanings import MEANINGS
from booking.web.desk.rule_mistakes import Error, errors_of
from booking.web.desk.rule_preview import beside
from booking.wording import SUBJECTS, clause_words
from booking.wording.subjects import BY_TYPE, Subject
from booking.wording.vocabulary import said
from facilities.labels import in_english, long_date

LONGEST_SEARCH = 60


@dataclass(frozen=True, slots=True)
class Kind:
    """A type to choose: its name, and in a line what it says."""

    type: str
    name: str
    meaning: str
    href: str


@at_desk(Right.RULES)
@require_safe
@with_draft
def choosing(request: HttpRequest, desk: Desk, found: Shelf, draft: RulebookDraft) -> HttpResponse:
    """The types by subject, those only in which `q` is found; with `type`, the form of a new clause."""
    book = draft_book(draft)
    given = {key: request.GET.getlist(key) for key in request.GET}
    if types_of(given):
        given.setdefault("id", [next_id(draft.document)])
        # Without it a clause speaks for every hall of the rulebook, of which others may write.
        if len(book.halls) > 1:
            given.setdefault("t0.halls", [desk.hall.slug])
        given["seen"] = [_version(book, given["id"][0])]
        return _form(request, desk, found, book, given, "")
    sought = request.GET.get("q", "")[:LONGEST_SEARCH].strip()
    told: dict[str, Any] = {
        "chapters": _chapters(desk, sought),
        "sought": sought,
        "since": long_date(book.valid_from),
    }
    return show(request, desk, "booking/desk/rule_types.html", "desk-rules", **told)


def _chapters(desk: Desk, sought: str) -> list[tuple[str, list[Kind]]]:
    found = [
        (str(words), [kind_of(name, desk) for name in _types(subject)]) for subject, words in SUBJECTS.items()
    ]
    meant = [(words, [kind for kind in kinds if _means(kind, sought)]) for words, kinds in found]
    return [(words, kinds) for words, kinds in meant if kinds]


def _types(subject: Subject) -> list[str]:
    kinds = BY_TYPE[subject] | ({"shown"} if subject is Subject.USING else set())
    return [name for name in KINDS if name in kinds]


def _means(kind: Kind, sought: str) -> bool:
    known = KINDS[kind.type]
    text = " ".join((kind.type, kind.name, kind.meaning, *title(known), _published(known))).casefold()
    return all(word in text for word in sought.casefold().split())


def kind_of(name: str, desk: Desk) -> Kind:
    """A type in the reader's language; in Japanese it is called what halls call it."""
    heading, _meaning = title(KINDS[name])
    href = f"{reverse('desk-rules-new', args=[desk.hall.slug])}?{urlencode({'type': name})}"
    called_so = name.replace("_", " ") if in_english() else heading
    return Kind(name, called_so, str(MEANINGS[name]), href)


def _published(kind: Type) -> str:
    """What halls publish that it writes down, in both languages: one looks for a rule by these words."""
    found = (CATALOGUE[code] for code in kind.carries if code in CATALOGUE)
    return " ".join(f"{one.ja} {one.en}" for one in found)


@at_desk(Right.RULES)
@require_http_methods(["GET", "HEAD", "POST"])
@with_draft
def clause(request: HttpRequest, desk: Desk, found: Shelf, draft: RulebookDraft, clause: str) -> HttpResponse:
    """GET: its form. POST (`do`): `look` at what it says or what is wrong with it, `rows` for more of them,
    `more` of a type, `drop` it, or else save.

    A clause that is not there yet is new.
    """
    book = draft_book(draft)
    if request.method != "POST":
        shown = {**given_of(_document(book, clause)), "seen": [_version(book, clause)]}
        return _form(request, desk, found, book, shown, clause)
    given: dict[str, Sequence[str]] = {key: request.POST.getlist(key) for key in request.POST}
    do = request.POST.get("do", "")
    if do in ("look", "rows", "more"):
        given["type"] = [*types_of(given), *(given.get("more", ()) if do == "more" else ())]
        # Whoever asks for more to write in has not finished, and is told of no gaps yet.
        wrong = _wrong(desk, book, given, clause) if do == "look" else []
        return _form(request, desk, found, book, given, clause, wrong)
    try:
        _save(request, desk, book, given, clause)
    except Absent as absent:
        raise Http404 from absent
    except Stale:
        return _overtaken(request, desk, found, draft, given, clause)
    except Elsewhere:
        words = _("この条文は、ほかの館のきまりでもあります。館をえらぶか、その館の人と決めてください。")
        return _form(request, desk, found, book, given, clause, [Error("cf", words)])
    except Mistakes as mistakes:
        return _form(request, desk, found, book, given, clause, _errors(mistakes.mistakes, given))
    return redirect(reverse("desk-rules-draft", args=[desk.hall.slug]))


def _document(book: Rulebook, clause: str) -> Mapping[str, Any]:
    """Http404 for a clause that the draft does not have."""
    for one in book.document["clauses"]:
        if one["id"] == clause:
            return dict(one)
    raise Http404


def _kept(book: Rulebook, clause: str) -> dict[str, Any]:
    """What no form asks for."""
    known = {one["id"]: one for one in book.document["clauses"]}
    return {"sample": True} if known.get(clause, {}).get("sample") else {}


def _overtaken(
    request: HttpRequest,
    desk: Desk,
    found: Shelf,
    draft: RulebookDraft,
    given: dict[str, Sequence[str]],
    clause: str,
) -> HttpResponse:
    """The form as it was filled in, beside what the clause says now; sent once more, it holds."""
    book, number = draft_book(draft), clause
    if given.get("seen") == [str(version_of(None))]:
        # Two have begun a new clause under one number: theirs gets the next, and the other's stays.
        number = next_id(draft.document)
        given["id"] = [number]
        words = _(
            "そのあいだに、ほかの人がこの番号で条文を足しました。番号を変えたので、もう一度入れてください。"
        )
    else:
        words = _(
            "そのあいだに、ほかの人がこの条文を変えました。「今まで」にあるのが、今の下書きです。見くらべて、"
            "書いたとおりでよければ、もう一度入れてください。"
        )
    given["seen"] = [_version(book, number)]
    return _form(request, desk, found, book, given, number, [Error("cf", words)], 409)


def _standing(document: Mapping[str, Any], clause: str) -> object:
    return next((one for one in document["clauses"] if one["id"] == clause), None)


def _version(book: Rulebook, clause: str) -> str:
    """Of the clause alone: two who write two clauses are not in each other's way."""
    return str(version_of(_standing(book.document, clause)))


def _save(request: HttpRequest, desk: Desk, book: Rulebook, given: Given, clause: str) -> None:
    def of(document: Mapping[str, Any]) -> object:
        return _standing(document, clause)

    if request.POST.get("do") == "drop":
        done(request, desk, drop_clause, of, clause=clause)
        return
    written = clause_of(given, book, desk.hall.slug, _kept(book, clause))
    if not written.get("id"):
        written["id"] = clause
    done(request, desk, put_clause, of, clause=written, instead_of=clause)


def _wrong(desk: Desk, book: Rulebook, given: Given, clause: str) -> list[Error]:
    """What would keep the clause from being kept, or the draft with it from being published."""
    written = {"id": clause, **clause_of(given, book, desk.hall.slug, _kept(book, clause))}
    document = with_clause(book.document, written, clause)
    try:
        shaped(document)
    except Mistakes as mistakes:
        return _errors(mistakes.mistakes, given)
    return _errors([one for one in dangling(book.key, document) if one.clause == written["id"]], given)


def _errors(mistakes: Iterable[Mistake], given: Given) -> list[Error]:
    """Without the words that are lacking only because the data says no sentence yet."""
    errors = errors_of(mistakes, types_of(given))
    return [error for error in errors if error.field not in ("ja", "en")] or errors


def _form(
    request: HttpRequest,
    desk: Desk,
    found: Shelf,
    book: Rulebook,
    given: Given,
    clause: str,
    errors: Sequence[Error] = (),
    status: int = 422,
) -> HttpResponse:
    """`seen` of what is given goes with the form: what one looks at meanwhile does not make it newer."""
    places = places_of(book, desk.hall.slug)
    key = clause or given["id"][0]
    forms = term_forms(given, book, desk.hall.slug)
    old = next((one for one in book.clauses if one.id == clause), None)
    head = head_nodes(given, places)
    written = {"id": key, **clause_of(given, book, desk.hall.slug, _kept(book, clause))}
    told: dict[str, Any] = {
        "clause": key,
        "old": old and clause_words(old),
        "head": head,
        "precedence": [head[name] for name in ("over", "conflicts") if name in head],
        "terms": [(form, kind_of(form.type, desk)) for form in forms],
        "several": len(forms) > 1,
        "said": said_by(written, book, desk.hall.slug),
        "kinds": [kind_of(called(kind), desk) for kind in KINDS.values()],
        "errors": placed(errors, forms),
        "seen": given.get("seen", [""])[0],
        "since": long_date(book.valid_from),
        "action": reverse("desk-rules-clause", args=[desk.hall.slug, key]),
        "keys": [(key, said(words)) for key, words in book.names.items()],
    }
    told |= beside(desk, found, with_clause(book.document, written, clause))
    return show(
        request, desk, "booking/desk/rule_clause.html", "desk-rules", status if errors else 200, **told
    )

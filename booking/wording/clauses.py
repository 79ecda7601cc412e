"""A clause in words: its sentences, from when to when it holds, what it goes before, what becomes of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from booking.rules.clauses.shown import Shown
from booking.rules.clauses.term import Kind
from booking.rules.rulebook import Clause, Rulebook
from booking.wording.scopes import Said
from booking.wording.sentences import sentences
from booking.wording.subjects import Subject, subject_of_term
from booking.wording.vocabulary import Vocabulary
from facilities.labels import listed, long_date


@dataclass(frozen=True, slots=True)
class Told:
    """`about` is what it is only shown for; `notes` are what it means for other clauses, and from when to
    when it holds; `kind` what becomes of it."""

    clause: Clause
    sentences: tuple[str, ...]
    about: tuple[str, ...]
    notes: tuple[str, ...]
    kind: Kind
    subject: Subject


def told(book: Rulebook, hall: str) -> Iterator[Told]:
    """The clauses that say something of a hall, in the rulebook's order."""
    at = Vocabulary.of(book, hall)
    for clause in book.clauses:
        said = said_of(clause, hall)
        if said:
            yield Told(
                clause=clause,
                sentences=_words((term for term in said if not isinstance(term, Shown)), at),
                about=_words((term for term in said if isinstance(term, Shown)), at),
                notes=tuple(_notes(clause, book)),
                kind=_kind(said),
                subject=subject_of_term(said[0]),
            )


def _words(terms: Iterable[Said], at: Vocabulary) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for term in terms for one in sentences(term, at)))


def said_of(clause: Clause, hall: str) -> list[Said]:
    """What it says of a hall: a clause may speak of others besides."""
    return [term for term in clause.says if term.halls is None or hall in term.halls]


def _kind(said: list[Said]) -> Kind:
    """Judged if anything in it is; a step of the desk's before what is only shown."""
    kinds = {str(getattr(term, "kind", Kind.JUDGED)) for term in said}
    return next(kind for kind in (Kind.JUDGED, Kind.PROCEDURE, Kind.SHOWN) if kind in kinds)


def _notes(clause: Clause, book: Rulebook) -> Iterator[str]:
    if dated := _dated(clause):
        yield dated
    yield from _precedence(clause, book)
    if also := sorted({key for term in clause.says for key in getattr(term, "also", None) or ()}):
        yield _("%(clauses)sにも関わるきまりです。") % {"clauses": listed(also)}


def _dated(clause: Clause) -> str:
    told = {
        "first": clause.from_ and long_date(clause.from_),
        "last": clause.until and long_date(clause.until),
    }
    if clause.from_ and clause.until:
        return _("このきまりは、%(first)sから%(last)sまでです。") % told
    if clause.from_:
        return _("このきまりは、%(first)sからです。") % told
    return _("このきまりは、%(last)sまでです。") % told if clause.until else ""


def _precedence(clause: Clause, book: Rulebook) -> Iterator[str]:
    if clause.over:
        yield _("%(clauses)sより、このきまりが先です。") % {"clauses": listed(clause.over)}
    if above := [other.id for other in book.clauses if clause.id in (other.over or ())]:
        yield _("このきまりより、%(clauses)sが先です。") % {"clauses": listed(above)}
    against = {other.id for other in book.clauses if clause.id in (other.conflicts or ())}
    if torn := sorted({*(clause.conflicts or ()), *against}):
        yield _("このきまりと%(clauses)sは、言っていることがちがいます。館に聞いてください。") % {
            "clauses": listed(torn)
        }

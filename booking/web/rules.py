"""館のきまり: the clauses of the rulebook that holds today, in words, each with its id as an anchor."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from booking.queries.rules import rulebook_on
from booking.rules.clauses import Displayed
from booking.rules.rulebook import Clause, Rulebook
from booking.web.places import find_hall, zone_of
from facilities import clock
from facilities.labels import day_words, in_english
from facilities.rules.spans import local_day
from facilities.rules.words import Words


@dataclass(frozen=True, slots=True)
class Sentence:
    """A clause as the page shows it. What is judged holds by itself; the rest asks to be read."""

    id: str
    words: str
    sample: bool
    judged: bool
    source: str  # where it was published, if elsewhere than the rest


@require_safe
def rules(request: HttpRequest, hall: str) -> HttpResponse:
    found = find_hall(hall)
    book = rulebook_on(found, local_day(clock.now(), zone_of(found)))
    told: dict[str, Any] = {"hall": found}
    if book is not None:
        told |= {
            "book": _book(book),
            "clauses": [_sentence(c, book) for c in book.clauses if speaks_for(c, hall)],
        }
    return render(request, "booking/rules.html", told)


def speaks_for(clause: Clause, hall: str) -> bool:
    """Whether anything that a clause says is meant for the hall."""
    return any(term.halls is None or hall in term.halls for term in clause.says)


def _book(book: Rulebook) -> dict[str, Any]:
    return {
        "title": _said(book.title),
        "sample": book.sample,
        "standing": _said(book.standing),
        "source": book.source,
        "note": _said(book.note) if book.note else "",
        "since": day_words(book.valid_from),
    }


def _sentence(clause: Clause, book: Rulebook) -> Sentence:
    return Sentence(
        id=clause.id,
        words=clause.en if in_english() else clause.ja,
        sample=clause.sample,
        judged=not all(isinstance(term, Displayed) for term in clause.says),
        source=clause.source,
    )


def _said(words: Words) -> str:
    return (in_english() and words.en) or words.ja

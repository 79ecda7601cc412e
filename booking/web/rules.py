"""館のきまり: the clauses of the rulebook that holds today, in words, each with its id as an anchor."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
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
from facilities.models import Room
from facilities.queries.halls import published_rooms
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


@dataclass(frozen=True, slots=True)
class Chapter:
    """The clauses that speak of the same rooms; of the whole hall without rooms."""

    rooms: tuple[Room, ...]
    clauses: tuple[Sentence, ...]


@require_safe
def rules(request: HttpRequest, hall: str) -> HttpResponse:
    found = find_hall(hall)
    today = local_day(clock.now(), zone_of(found))
    book = rulebook_on(found, today)
    told: dict[str, Any] = {"hall": found}
    if book is not None:
        rooms = list(published_rooms(hall))
        told |= {"book": _book(book, today), "chapters": _chapters(book, hall, rooms)}
    return render(request, "booking/rules.html", told)


def _chapters(book: Rulebook, hall: str, rooms: Sequence[Room]) -> list[Chapter]:
    """What is said of the whole hall first, then of its rooms in their order, the most rooms first."""
    found: dict[tuple[int, ...], list[Sentence]] = {}
    slugs = [room.slug for room in rooms]
    for clause in book.clauses:
        named = _named(clause, hall)
        places = tuple(n for n, slug in enumerate(slugs) if named is not None and slug in named)
        if named is None or places:
            found.setdefault(places, []).append(_sentence(clause))
    in_order = sorted(found, key=lambda places: (places[:1], -len(places), places))
    return [Chapter(tuple(rooms[n] for n in places), tuple(found[places])) for places in in_order]


def _named(clause: Clause, hall: str) -> frozenset[str] | None:
    """The rooms of which a clause speaks in the hall, none if it speaks of another; None for every room."""
    meant = [term.rooms for term in clause.says if term.halls is None or hall in term.halls]
    return None if None in meant else frozenset(slug for rooms in meant for slug in rooms or ())


def _book(book: Rulebook, today: date) -> dict[str, Any]:
    return {
        "title": _said(book.title),
        "sample": book.sample,
        "standing": _said(book.standing),
        "source": "" if book.sample else book.source,
        "note": _said(book.note) if book.note else "",
        "since": day_words(book.valid_from, today),
    }


def _sentence(clause: Clause) -> Sentence:
    return Sentence(
        id=clause.id,
        words=clause.en if in_english() else clause.ja,
        sample=clause.sample,
        judged=not all(isinstance(term, Displayed) for term in clause.says),
        source=clause.source,
    )


def _said(words: Words) -> str:
    return (in_english() and words.en) or words.ja

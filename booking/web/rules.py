"""館のきまり: the clauses of a rulebook in words, each with its id as an anchor, to which refusals lead."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from booking.queries.rules import published
from booking.rules.clauses.term import Kind
from booking.rules.pictures import SOON
from booking.rules.rulebook import Clause, Rulebook
from booking.web.clause_drawings import example
from booking.web.dates import AHEAD
from booking.web.drawings import Drawing
from booking.web.pictures import pictures
from booking.web.places import find_hall, zone_of
from booking.web.steps import way
from booking.wording import SUBJECTS, Told, Vocabulary, clause_words, told
from booking.wording.clauses import said_of
from booking.wording.vocabulary import said
from facilities import clock
from facilities.labels import day_words
from facilities.models import Facility, Room
from facilities.queries.halls import published_rooms
from facilities.queries.openings import hall_hours
from facilities.rules.hours import DatedOpening
from facilities.rules.spans import local_day


@dataclass(frozen=True, slots=True)
class Sentence:
    """A clause as the page shows it: what it says first, then what that comes to, word by word.

    In easy Japanese the generated sentences are the text, and the hall's own words come after them.
    """

    id: str
    headline: str
    lines: tuple[str, ...]
    notes: tuple[str, ...]
    original: str
    sample: bool
    kind: str
    source: str  # where it was published, if elsewhere than the rest
    drawing: Drawing | None


@dataclass(frozen=True, slots=True)
class Chapter:
    """The clauses that speak of the same rooms; of the whole hall without rooms."""

    rooms: tuple[Room, ...]
    clauses: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents: a subject and the clauses about it."""

    words: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """What becomes of a clause, as its number shows it."""

    kind: str
    words: str


@require_safe
def rules(request: HttpRequest, hall: str) -> HttpResponse:
    found = find_hall(hall)
    today = local_day(clock.now(), zone_of(found))
    day = _asked(request.GET.get("on"), today)
    version = published(found, day)
    context: dict[str, Any] = {"hall": found}
    if version.book is not None and version.rules is not None:
        clauses, rooms = list(told(version.book, hall)), list(published_rooms(hall))
        context |= {
            "book": _book(version.book, today),
            "pictures": pictures(version.book, version.rules, rooms, day, _evenings(found, day)),
            "way": way(version.book, version.rules, rooms, day, today),
            "contents": _contents(clauses),
            "marks": _marks(clauses),
            "chapters": _chapters(clauses, hall, rooms, Vocabulary.of(version.book, hall)),
            "data": _data(found, day, today),
            "next": _next(found, clauses, version.next_from, today),
            "to_come": version.book.valid_from > today,
        }
    return render(request, "booking/rules.html", context)


def _evenings(hall: Facility, day: date) -> tuple[DatedOpening, ...]:
    return hall_hours([hall.pk], day, day + SOON)[hall.pk].openings


def _asked(text: str | None, today: date) -> date:
    """The day whose rules are asked for, today for whatever is none: the page says which rules it shows."""
    try:
        asked = date.fromisoformat(text or "")
    except ValueError:
        return today
    return min(max(asked, today), today + AHEAD)


def _contents(clauses: Iterable[Told]) -> list[Entry]:
    found = list(clauses)
    entries = (
        Entry(str(words), tuple(one.clause.id for one in found if one.subject is subject))
        for subject, words in SUBJECTS.items()
    )
    return [entry for entry in entries if entry.ids]


def _marks(clauses: Iterable[Told]) -> list[Mark]:
    kinds = {one.kind for one in clauses}
    return [Mark(str(kind), kind_words(kind)) for kind in Kind if kind in kinds]


def kind_words(kind: Kind) -> str:
    return {
        Kind.JUDGED: _("予約のときに、自動でたしかめます。"),
        Kind.SHOWN: _("読んで守ってください。自動ではたしかめません。"),
        Kind.PROCEDURE: _("館で、館の人とします。"),
    }[kind]


def _chapters(clauses: Sequence[Told], hall: str, rooms: Sequence[Room], at: Vocabulary) -> list[Chapter]:
    """What is said of the whole hall first, then of its rooms in their order, the most rooms first."""
    found: dict[tuple[int, ...], list[Sentence]] = {}
    slugs = [room.slug for room in rooms]
    for one in clauses:
        named = _named(one.clause, hall)
        places = tuple(n for n, slug in enumerate(slugs) if named is not None and slug in named)
        if named is None or places:
            found.setdefault(places, []).append(_sentence(one, hall, at))
    in_order = sorted(found, key=lambda places: (places[:1], -len(places), places))
    return [Chapter(tuple(rooms[n] for n in places), tuple(found[places])) for places in in_order]


def _named(clause: Clause, hall: str) -> frozenset[str] | None:
    """The rooms of which a clause speaks in the hall, none if it speaks of another; None for every room."""
    meant = [term.rooms for term in clause.says if term.halls is None or hall in term.halls]
    return None if None in meant else frozenset(slug for rooms in meant for slug in rooms or ())


def _sentence(one: Told, hall: str, at: Vocabulary) -> Sentence:
    clause, own = one.clause, clause_words(one.clause)
    # What is only shown says nothing of its own: then its words are the text in easy Japanese too.
    easy = get_language() == "ja-easy" and one.sentences
    return Sentence(
        id=clause.id,
        headline=one.sentences[0] if easy else own,
        lines=one.sentences[1:] if easy else one.sentences,
        notes=one.notes,
        original=own if easy else "",
        sample=clause.sample,
        kind=str(one.kind),
        source=clause.source,
        drawing=example(said_of(clause, hall), at),
    )


def _book(book: Rulebook, today: date) -> dict[str, Any]:
    return {
        "title": said(book.title),
        "sample": book.sample,
        "standing": said(book.standing),
        "source": "" if book.sample else book.source,
        "note": said(book.note) if book.note else "",
        "since": day_words(book.valid_from, today),
    }


def _data(hall: Facility, day: date, today: date) -> str:
    address = reverse("api-rules", args=[hall.slug])
    return address if day == today else f"{address}?{urlencode({'on': day.isoformat()})}"


def _next(hall: Facility, now: Sequence[Told], first: date | None, today: date) -> dict[str, str] | None:
    """From when other clauses hold here: a version may change what is another hall's."""
    if first is None or first > today + AHEAD:
        return None
    book = published(hall, first).book
    if book is not None and [one.clause for one in told(book, hall.slug)] == [one.clause for one in now]:
        return None
    address = f"{reverse('rules', args=[hall.slug])}?{urlencode({'on': first.isoformat()})}"
    return {"day": day_words(first, today), "href": address}

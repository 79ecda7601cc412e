"""What a rulebook alone says of one room's day, before any dated row is laid over it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TypeVar
from zoneinfo import ZoneInfo

from facilities.rules.clauses import (
    Bands,
    CalendarClause,
    Closed,
    Evening,
    Hours,
    NotLent,
    Opens,
    StaysOpen,
    Turnover,
    Unit,
)
from facilities.rules.layers import Layer, Opening, Source
from facilities.rules.lending import Freely, Gap, InBands, Lending, Offer
from facilities.rules.order import Order
from facilities.rules.spans import Span

C = TypeVar("C", bound=CalendarClause)
Term = tuple[str, CalendarClause]  # a clause's id, and one thing that it says
Keys = tuple[str, ...]  # ids of clauses, each once


@dataclass(frozen=True, slots=True)
class Standing:
    hours: tuple[Opening, ...]
    evenings: tuple[Opening, ...]
    closed: tuple[Source, ...]
    kept_open: Keys  # clauses that say that it is open in spite of a closure
    at_rest: Keys  # on a day that nothing closes: the closures that do not mean it
    torn: Keys  # clauses that contradict each other, or do not tell, whether it is open
    sources: tuple[Source, ...]  # of the hours and evening clauses that speak of the day, won or not
    lending: Lending
    not_lent: tuple[Offer, ...]
    gap: Gap | None


def publishes_hours(terms: Iterable[Term]) -> bool:
    """Whether anything says when a room is open. Where no hours are given, its bands are its hours."""
    return any(isinstance(clause, Hours | Bands) for _, clause in terms)


def may_open(terms: Iterable[Term]) -> bool:
    """Whether anything in a rulebook could open a room, on whichever day; a dated row may besides."""
    return any(isinstance(clause, Opens | Bands) for _, clause in terms)


def standing(terms: Sequence[Term], day: date, zone: ZoneInfo, order: Order) -> Standing:
    """From the terms that speak for a room, on whichever days, in the rulebook's order."""
    doors = _Doors.of(terms, day, order)
    said = doors.said
    given = _openings(_nearest(_of(Hours, said)), day, zone)
    return Standing(
        # Hours of any day: who gives them for weekdays is shut on the others, whatever bands there are.
        hours=tuple(given if _of(Hours, terms) else _band_hours(said, day, zone)),
        evenings=tuple(_openings(_nearest(_of(Evening, said)), day, zone)),
        closed=tuple(clause.source(key) for key, clause in doors.closing),
        # On a closed day nobody is told which clause would have kept it open.
        kept_open=() if doors.closing else doors.kept_open,
        at_rest=() if doors.closing else doors.at_rest,
        torn=doors.torn,
        sources=tuple(dict.fromkeys(clause.source(key) for key, clause in _of(Opens, said))),
        lending=_lending(said, day, zone),
        not_lent=tuple(offer for key, c in _of(NotLent, said) for offer in c.offers(key, day, zone)),
        gap=next((clause.gap(key) for key, clause in _nearest(_of(Turnover, said))), None),
    )


@dataclass(frozen=True, slots=True)
class _Doors:
    """Who speaks of a day and did not give way, and whether that closes it.

    An opening clause that contradicts a closure leaves the day open: both are `torn`. So is a closure
    that may mean the day or not, on a day that no other one closes.
    """

    said: list[Term]  # but for closures
    closing: list[tuple[str, Closed]]
    kept_open: Keys
    at_rest: Keys
    torn: Keys

    @classmethod
    def of(cls, terms: Sequence[Term], day: date, order: Order) -> "_Doors":
        closures = _of(Closed, terms)
        others = [(key, c) for key, c in terms if not isinstance(c, Closed) and day in c.on]
        meaning = [term for term in closures if term[1].closes(day, _named_by(closures))]
        opened = [term for term in closures if term[1].opens(day)]
        # Who gives way is settled among all that speak of the day, closures too, before anything is opened or
        # closed.
        silent = order.giving_way(key for key, _ in (*others, *meaning, *opened))
        closing = [(key, c) for key, c in meaning if not c.perhaps]
        # What certainly closes a day leaves nothing to ask about what perhaps does.
        perhaps = frozenset[str]() if _keys(closing) - silent else _keys(meaning) - silent
        keeping = _keys(_of(StaysOpen, others)) | _keys(opened)
        torn = order.torn(_keys(closing) - silent, (keeping | _keys(_of(Opens, others))) - silent) | perhaps
        # What is torn neither closes nor opens: the day stays open and the hall is asked, since one that is
        # drawn as closed would hide the question (decision 19).
        quiet = silent | torn
        return cls(
            said=[term for term in others if term[0] not in silent],
            closing=[term for term in closing if term[0] not in quiet],
            kept_open=tuple(sorted(keeping - quiet)),
            # At rest they contradict nothing and are only told: two would do so all year (decision 19).
            at_rest=tuple(sorted(_keys(closures) - _keys(meaning) - keeping - quiet)),
            torn=tuple(sorted(torn)),
        )


def _named_by(closures: Sequence[tuple[str, Closed]]) -> Callable[[date], bool]:
    """Whether one of these closures names a day, before any of them moves."""
    return lambda day: any(day in clause.on for _, clause in closures)


def _keys(terms: Iterable[tuple[str, object]]) -> frozenset[str]:
    return frozenset(key for key, _ in terms)


def _of(kind: type[C], terms: Iterable[Term]) -> list[tuple[str, C]]:
    return [(key, clause) for key, clause in terms if isinstance(clause, kind)]


def _nearest(terms: list[tuple[str, C]]) -> list[tuple[str, C]]:
    """A clause that names rooms beats those of its kind that speak for the whole hall."""
    return [term for term in terms if term[1].rooms is not None] or terms


def _openings(terms: Sequence[tuple[str, Opens]], day: date, zone: ZoneInfo) -> list[Opening]:
    return [opening for key, clause in terms if (opening := clause.opening(key, day, zone))]


def _band_hours(said: Sequence[Term], day: date, zone: ZoneInfo) -> list[Opening]:
    bands = _nearest(_of(Bands, said))
    return [opening for key, clause in bands for opening in _opened_by(clause.offers(key, day, zone))]


def _opened_by(bands: Sequence[Offer]) -> list[Opening]:
    """The hours that bands come to; a gap that one booking may lie over is open too."""
    gaps = [Span(one.span.end, other.span.start) for one, other in pairwise(bands) if _gap(one, other)]
    spans = [*(band.span for band in bands), *gaps]
    return [Opening(span, None, Source(Layer.HOURS, bands[0].clause)) for span in spans]


def _gap(one: Offer, other: Offer) -> bool:
    return one.leads_to(other) and one.span.end < other.span.start


def _lending(said: Sequence[Term], day: date, zone: ZoneInfo) -> Lending:
    # Both kinds at once: a room with a grid of its own is not lent in the bands of its hall.
    terms = _nearest([(key, clause) for key, clause in said if isinstance(clause, Bands | Unit)])
    if bands := _bands(_of(Bands, terms), day, zone):
        return InBands(tuple(bands))
    grids = [clause.grid(key) for key, clause in _of(Unit, terms)]
    return grids[0] if grids else Freely()


def _bands(terms: Sequence[tuple[str, Bands]], day: date, zone: ZoneInfo) -> list[Offer]:
    """The bands of several clauses add up; where two overlap, that of the earlier clause stands."""
    bands: list[Offer] = []
    for key, clause in terms:
        bands += [o for o in clause.offers(key, day, zone) if not any(o.span.overlaps(b.span) for b in bands)]
    return sorted(bands, key=lambda band: band.span)

"""What a rulebook alone says of one room's day, before any dated row is laid over it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from zoneinfo import ZoneInfo

from facilities.rules.clauses import Bands, CalendarClause, Closed, Evening, Hours, Opens, Unit
from facilities.rules.layers import Layer, Opening, Source
from facilities.rules.lending import Freely, InBands, Lending, Offer

C = TypeVar("C", bound=CalendarClause)
Term = tuple[str, CalendarClause]  # a clause's id, and one thing that it says


@dataclass(frozen=True, slots=True)
class Standing:
    hours: tuple[Opening, ...]
    evenings: tuple[Opening, ...]
    closed: tuple[Source, ...]
    sources: tuple[Source, ...]  # of the hours and evening clauses that speak of the day, won or not
    lending: Lending


def publishes_hours(terms: Iterable[Term]) -> bool:
    """Whether anything says when a room is open. Where no hours are given, its bands are its hours."""
    return any(isinstance(clause, Hours | Bands) for _, clause in terms)


def standing(terms: Sequence[Term], day: date, zone: ZoneInfo) -> Standing:
    """From the terms that speak for a room, on whichever days, in the rulebook's order."""
    said = [(key, clause) for key, clause in terms if day in clause.on]
    given = _openings(_nearest(_of(Hours, said)), day, zone)
    return Standing(
        hours=tuple(given if _of(Hours, terms) else _band_hours(said, day, zone)),
        evenings=tuple(_openings(_nearest(_of(Evening, said)), day, zone)),
        closed=tuple(clause.source(key) for key, clause in _of(Closed, said)),
        sources=tuple(dict.fromkeys(clause.source(key) for key, clause in said if isinstance(clause, Opens))),
        lending=_lending(said, day, zone),
    )


def _of(kind: type[C], terms: Iterable[Term]) -> list[tuple[str, C]]:
    return [(key, clause) for key, clause in terms if isinstance(clause, kind)]


def _nearest(terms: list[tuple[str, C]]) -> list[tuple[str, C]]:
    """A clause that names rooms beats those of its kind that speak for the whole hall."""
    return [term for term in terms if term[1].rooms is not None] or terms


def _openings(terms: Sequence[tuple[str, Opens]], day: date, zone: ZoneInfo) -> list[Opening]:
    return [opening for key, clause in terms if (opening := clause.opening(key, day, zone))]


def _band_hours(said: Sequence[Term], day: date, zone: ZoneInfo) -> list[Opening]:
    bands = _nearest(_of(Bands, said))
    offers = [offer for key, clause in bands for offer in clause.offers(key, day, zone)]
    return [Opening(offer.span, None, Source(Layer.HOURS, offer.clause)) for offer in offers]


def _lending(said: Sequence[Term], day: date, zone: ZoneInfo) -> Lending:
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

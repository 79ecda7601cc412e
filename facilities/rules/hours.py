"""Rulebook's hours and dated rows -> what is open on a day, for whom, which layer won, and why."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from facilities.rules.ages import Ages
from facilities.rules.spans import Span


class Layer(IntEnum):
    """Where two layers overlap, the higher wins."""

    HOURS = 1  # the rulebook's standing hours
    EVENING = 2  # evening openings, of the rulebook or dated
    CLOSED = 3  # the rulebook's closures
    SPECIAL = 4  # dated special openings
    CLOSURE = 5  # dated closures


@dataclass(frozen=True, slots=True)
class Source:
    """What a layer's piece comes from: a clause of the rulebook, or a dated row."""

    layer: Layer
    clause: str = ""  # the clause's id, "" for a dated row
    reason_ja: str = ""
    reason_en: str = ""


@dataclass(frozen=True, slots=True)
class Opening:
    """The room may be used in this span by those it admits (None: everybody)."""

    span: Span
    admits: Ages | None
    source: Source


@dataclass(frozen=True, slots=True)
class Closing:
    span: Span
    source: Source


@dataclass(frozen=True, slots=True)
class DatedOpening:
    """An evening or special opening that staff decided; `rooms` None means the whole hall."""

    span: Span
    layer: Layer  # EVENING or SPECIAL
    admits: Ages | None = None
    rooms: frozenset[str] | None = None
    reason_ja: str = ""
    reason_en: str = ""


@dataclass(frozen=True, slots=True)
class DatedClosure:
    span: Span
    rooms: frozenset[str] | None = None
    reason_ja: str = ""
    reason_en: str = ""


@dataclass(frozen=True, slots=True)
class DayPlan:
    """One room's day: disjoint openings in order, what closed it, and the bookable pieces."""

    day: date
    openings: tuple[Opening, ...]
    closings: tuple[Closing, ...]
    hours: tuple[Source, ...]  # the hours clauses that speak of this day, whether they won or not

"""What is open on one room's day, for whom, which layer won, and why."""

from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property

from facilities.rules.ages import Ages
from facilities.rules.layers import Closing, Layer, Opening, Source, admitting
from facilities.rules.lending import Gap, Lending, Offer
from facilities.rules.spans import Span, merge, subtract

__all__ = ["Closing", "DatedClosure", "DatedOpening", "DayPlan", "Layer", "Opening", "Source"]


@dataclass(frozen=True, slots=True)
class DatedOpening:
    """An evening or special opening that staff decided; `rooms` None means the whole hall.

    It belongs to the day on which it begins and ends at the latest with the following day.
    """

    span: Span
    layer: Layer  # EVENING or SPECIAL
    admits: Ages | None = None
    rooms: frozenset[str] | None = None
    reason_ja: str = ""
    reason_en: str = ""

    def opening(self, latest: int) -> Opening:
        source = Source(self.layer, "", self.reason_ja, self.reason_en)
        # A day's plan looks for the night before and no further back: what ran on longer would be open twice.
        span = Span(self.span.start, min(self.span.end, latest))
        return Opening(span, admitting(self.admits), source)


@dataclass(frozen=True, slots=True)
class DatedClosure:
    span: Span
    rooms: frozenset[str] | None = None
    reason_ja: str = ""
    reason_en: str = ""

    def closing(self, reach: Span) -> Closing | None:
        span = self.span.intersection(reach)
        source = Source(Layer.CLOSURE, "", self.reason_ja, self.reason_en)
        return None if span is None else Closing(span, source)


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece in which a day is drawn, what opened it, and the shortest use that begins with it, whether
    or not the room is open and free for so long; None if none begins there."""

    piece: Offer
    source: Source | None
    shortest: Span | None


@dataclass(frozen=True)
class DayPlan:
    """One room's day: disjoint openings in order, what closed it, and how the room is lent."""

    day: date
    room: str
    span: Span  # midnight to midnight, or to the end of an opening that runs on past it
    openings: tuple[Opening, ...]
    closings: tuple[Closing, ...]  # never where it is open; those of one layer may overlap
    hours: tuple[Source, ...]  # hours and evening clauses that speak of this day, whether they won or not
    hours_published: bool  # False: the rulebook says of no day when this room is open
    planned: tuple[Span, ...]  # what was open before dated closures cut it
    lending: Lending
    not_lent: tuple[Offer, ...] = ()  # pieces of the day that nobody can book, open or not
    gap: Gap | None = None  # what stays free between two bookings
    kept_open: tuple[str, ...] = ()  # clauses that say that it is open in spite of a closure
    at_rest: tuple[str, ...] = ()  # closures that do not mean this day, which nothing closes
    torn: tuple[str, ...] = ()  # clauses that contradict each other, or do not tell, whether it is open

    def is_like(self, other: "DayPlan") -> bool:
        """Whether two rooms are open and lent alike."""
        return self._said == other._said

    @cached_property
    def _said(self) -> tuple[object, ...]:
        # All but whose plan it is: rooms that say the same share one judgement.
        return tuple(getattr(self, one.name) for one in fields(self) if one.name != "room")

    @cached_property
    def open_spans(self) -> tuple[Span, ...]:
        """The openings, whoever they admit; those that touch are one."""
        return tuple(merge(opening.span for opening in self.openings))

    @cached_property
    def lent_spans(self) -> tuple[Span, ...]:
        """What of them can be booked."""
        return tuple(subtract(self.open_spans, [piece.span for piece in self.not_lent]))

    def between_bookings(self, span: Span) -> Span:
        """The span with what stays free before and after it, if it is booked."""
        return span if self.gap is None else span.widened(self.gap.seconds)

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """The pieces in which the day is drawn, as far as they are lent.

        Where nothing says how the room is lent these are its openings; bookings cut them further.
        """
        drawn = self.lending.cells(self.planned, self.lent_spans)
        lent = [piece for piece in drawn if any(span.contains(piece.span) for span in self.lent_spans)]
        return tuple(map(self.cell, lent))

    def cell(self, piece: Offer) -> Cell:
        start = piece.span.start
        # Whatever is booked later, the shortest use from a start stays the same one: it fits, or none does.
        shortest = next(iter(self.lending.uses(self.planned, start, self.span.end)), None)
        return Cell(piece, self.why(start), shortest)

    def opening_at(self, at: int) -> Opening | None:
        return next((opening for opening in self.openings if at in opening.span), None)

    def why(self, at: int) -> Source | None:
        """What decided whether the room is open at an instant; None where nothing speaks of it."""
        if opening := self.opening_at(at):
            return opening.source
        return next((closing.source for closing in self.closings if at in closing.span), None)

"""What may lie over a day, in layers; where two overlap, the higher one wins."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum
from itertools import pairwise
from typing import TypeVar

from facilities.rules.ages import Ages
from facilities.rules.spans import Span, subtract
from facilities.rules.stages import AgeMode, Cohort, within_any


class Layer(IntEnum):
    """From the lowest to the highest. This order is the whole of precedence between layers."""

    HOURS = 1  # the rulebook's standing hours
    EVENING = 2  # evening openings, of the rulebook or dated: they replace the hours they overlap
    CLOSED = 3  # the rulebook's closures
    SPECIAL = 4  # dated special openings
    CLOSURE = 5  # dated closures


@dataclass(frozen=True, slots=True)
class Source:
    """What a piece of a layer comes from: a clause of the rulebook, or a dated row."""

    layer: Layer
    clause: str = ""  # the clause's id, "" for a dated row
    reason_ja: str = ""
    reason_en: str = ""
    about: bool = False  # its times are a guide that follows the sunset
    open_end: bool = False  # a closure of which nobody knows yet until when


@dataclass(frozen=True, slots=True)
class Opening:
    """The room may be used in this span by whom any of `admits` admits (None: by everybody)."""

    span: Span
    admits: tuple[Ages, ...] | None
    source: Source

    def lets_in(self, born: Cohort, day: date, mode: AgeMode) -> bool | None:
        """Whether all who may be `born` then may come on `day`; None if some may and some may not."""
        if self.admits is None:
            return True
        cohorts = [ages.cohort(day, mode) for ages in self.admits]
        return within_any(born, [cohort for cohort in cohorts if cohort is not None])


def admitting(ages: Ages | None) -> tuple[Ages, ...] | None:
    """What one clause or row admits, as an opening keeps it."""
    return None if ages is None else (ages,)


@dataclass(frozen=True, slots=True)
class Closing:
    span: Span
    source: Source


P = TypeVar("P", Opening, Closing)


def cut(pieces: Iterable[P], holes: Sequence[Span]) -> list[P]:
    """What is left of the pieces outside the holes."""
    return [replace(piece, span=left) for piece in pieces for left in subtract([piece.span], holes)]


def unite(openings: Sequence[Opening]) -> list[Opening]:
    """Openings of one layer are equals: where they overlap, each lets in whom it admits."""
    edges = sorted({edge for o in openings for edge in (o.span.start, o.span.end)})
    united: list[Opening] = []
    for span in (Span(*ends) for ends in pairwise(edges)):
        # Edges of all openings cut the time, so that a piece lies in each of them wholly or not at all.
        there = [o for o in openings if o.span.contains(span)]
        if there:
            _append(united, _together(span, there))
    return united


def _together(span: Span, there: Sequence[Opening]) -> Opening:
    # One that admits everybody decides alone; among others the first in the rulebook is named.
    for opening in there:
        if opening.admits is None:
            return replace(opening, span=span)
    admits = tuple(dict.fromkeys(ages for o in there for ages in o.admits or ()))
    return Opening(span, admits, there[0].source)


def _append(united: list[Opening], piece: Opening) -> None:
    last = united[-1] if united else None
    # The edges of other openings have cut what is one: put together again, it is one window and one reason.
    if last and last.span.end == piece.span.start and _alike(last, piece):
        united[-1] = replace(last, span=Span(last.span.start, piece.span.end))
    else:
        united.append(piece)


def _alike(one: Opening, other: Opening) -> bool:
    return one.admits == other.admits and one.source == other.source


@dataclass(frozen=True, slots=True)
class Laid:
    """The outcome of layers laid over each other: no opening meets another opening or a closing."""

    openings: tuple[Opening, ...] = ()
    closings: tuple[Closing, ...] = ()

    @classmethod
    def of(cls, openings: Sequence[Opening], closings: Sequence[Closing]) -> "Laid":
        """Layer upon layer, the lowest first."""
        laid = cls()
        for layer in sorted(Layer):
            laid = laid.opened([piece for piece in openings if piece.source.layer is layer])
            laid = laid.closed([piece for piece in closings if piece.source.layer is layer])
        return laid

    def opened(self, openings: Sequence[Opening]) -> "Laid":
        """With a higher layer of openings over it."""
        if not openings:
            return self
        over = [opening.span for opening in openings]
        # Replaced and not united with it: an evening for teens narrows the hours that it lies over.
        below = self.without(over)
        return Laid(_in_order([*below.openings, *unite(openings)]), below.closings)

    def closed(self, closings: Sequence[Closing]) -> "Laid":
        """With a higher layer of closings over it; closings of one layer may overlap each other."""
        if not closings:
            return self
        below = self.without([closing.span for closing in closings])
        return Laid(below.openings, _in_order([*below.closings, *closings]))

    def without(self, holes: Sequence[Span]) -> "Laid":
        return Laid(tuple(cut(self.openings, holes)), tuple(cut(self.closings, holes)))


def _in_order(pieces: list[P]) -> tuple[P, ...]:
    return tuple(sorted(pieces, key=lambda piece: piece.span))

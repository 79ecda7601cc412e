"""A room's time as open data: free, taken or closed, and nothing else. Instants are seconds (UTC)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from facilities.rules.spans import Span, merge, subtract


class Free(StrEnum):
    """How a piece of time stands. FREE says that nobody has it, not that anybody may."""

    FREE = "free"
    TAKEN = "taken"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Piece:
    span: Span
    state: Free


def pieces(whole: Span, opened: Iterable[Span], held: Iterable[Span]) -> list[Piece]:
    """`whole` without a gap, in order; pieces that touch differ. What is held is taken even while the hall is
    closed; two bookings that touch are one piece, so that nobody counts them."""
    taken = _within(whole, held)
    free = subtract(_within(whole, opened), taken)
    closed = subtract([whole], [*taken, *free])
    told = ((Free.TAKEN, taken), (Free.FREE, free), (Free.CLOSED, closed))
    found = [Piece(span, state) for state, spans in told for span in spans]
    return sorted(found, key=lambda one: one.span)


def _within(whole: Span, spans: Iterable[Span]) -> Sequence[Span]:
    return merge(part for span in spans if (part := span.intersection(whole)))

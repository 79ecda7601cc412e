"""What a door says: free, held or in use until when, and the day in pieces. Instants are seconds (UTC)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from facilities.rules.spans import Span, merge, subtract


class Look(StrEnum):
    """How a piece of the day stands."""

    FREE = "free"
    BOOKED = "booked"
    IN_USE = "in_use"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody has the room for a time: they are here, or ought to come. `group` is told where the hall wants
    that."""

    span: Span
    here: bool
    group: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    span: Span
    look: Look
    group: str = ""


@dataclass(frozen=True, slots=True)
class Door:
    """The day in pieces, in order, and which of them it is now: None while the room is closed."""

    pieces: tuple[Piece, ...]
    now: Piece | None
    follows: Piece | None = None


def door(opened: Sequence[Span], held: Iterable[Held], at: int) -> Door:
    """The door at an instant. What is held stands there whether the room is open then or not."""
    taken = sorted(held, key=lambda one: one.span)
    free = subtract(opened, [one.span for one in taken])
    pieces = sorted([*_held(taken, at), *_free(free, at)], key=lambda one: one.span)
    current = next((one for one in pieces if at in one.span), None)
    follows = next((one for one in pieces if one.span.start > at), None)
    return Door(tuple(pieces), current, follows)


def _held(taken: Iterable[Held], at: int) -> Iterable[Piece]:
    for one in taken:
        look = Look.OVER if one.span.end <= at else Look.IN_USE if one.here else Look.BOOKED
        yield Piece(one.span, look, one.group)


def _free(free: Sequence[Span], at: int) -> Iterable[Piece]:
    """What was free is of no use to anybody: of a piece that runs now it is said from the beginning."""
    for span in merge(free):
        if span.end > at:
            yield Piece(span, Look.FREE)

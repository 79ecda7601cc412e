"""What a door says: free, held or in use until when, and the day in pieces. Instants are seconds (UTC)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from booking.rules.today import to_the_quarter
from facilities.rules.spans import Span, merge, subtract

# Seconds. Whoever takes a free room at its own door is known to nobody: they have it for not much longer than
# an hour, then it rests, and nobody takes it so all day long.
LENGTHS = (30 * 60, 60 * 60)
SHORTEST = 15 * 60
LONGEST = 75 * 60
REST = 15 * 60
MOST_A_DAY = 6


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
    """The day in pieces, in order, and which of them it is now: None while the room is closed. `evenings` are
    those of the days ahead."""

    pieces: tuple[Piece, ...]
    now: Piece | None
    follows: Piece | None = None
    evenings: tuple[Span, ...] = ()


def door(opened: Sequence[Span], held: Iterable[Held], at: int) -> Door:
    """The door at an instant. What is held stands there whether the room is open then or not."""
    taken = sorted(held, key=lambda one: one.span)
    free = subtract(opened, [one.span for one in taken])
    pieces = sorted([*_held(taken, at), *_free(free, at)], key=lambda one: one.span)
    current = next((one for one in pieces if at in one.span), None)
    follows = next((one for one in pieces if one.span.start > at), None)
    return Door(tuple(pieces), current, follows)


def ends(free: Span) -> tuple[int, ...]:
    """Up to when whoever stands at the door may take a room that is free: to a quarter of an hour, and not
    into what follows. None at all where too little is left."""
    if free.seconds < SHORTEST:
        return ()
    wanted = (to_the_quarter(free.start + length) for length in LENGTHS)
    return tuple(dict.fromkeys(min(end, free.end) for end in wanted))


def may_be_taken_again(left: Sequence[int], at: int) -> bool:
    """Whether a door may let somebody in at an instant; `left` are the ends of the uses that were taken there
    the same day."""
    return len(left) < MOST_A_DAY and all(end + REST <= at for end in left)


def _held(taken: Iterable[Held], at: int) -> Iterable[Piece]:
    for one in taken:
        look = Look.OVER if one.span.end <= at else Look.IN_USE if one.here else Look.BOOKED
        yield Piece(one.span, look, one.group)


def _free(free: Sequence[Span], at: int) -> Iterable[Piece]:
    """What was free is of no use to anybody: of a piece that runs now it is said from the beginning."""
    for span in merge(free):
        if span.end > at:
            yield Piece(span, Look.FREE)

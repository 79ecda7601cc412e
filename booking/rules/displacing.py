"""Which uses a change of hours displaces, and what becomes of somebody who was displaced."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from booking.rules.lifecycle import HOLDING, State
from facilities.rules.spans import Span

# What was promised and has not begun. Who is inside already is sent home, not re-housed; an offer is
# nobody's booking yet.
PROMISED = frozenset({State.PROVISIONAL, State.BOOKED})


class Answer(StrEnum):
    OPEN = "open"  # nobody has answered yet; the old place is still theirs, should it open again
    ACCEPTED = "accepted"  # they have what was offered
    CHOSEN = "chosen"  # they have chosen something else
    CANCELLED = "cancelled"  # they gave it up, at no cost
    LIFTED = "lifted"  # the closure was lifted: they have their old place
    OVER = "over"  # its time has passed without an answer


@dataclass(frozen=True, slots=True)
class Shut:
    """A span in which some rooms (by slug) cannot be used any more; `rooms` None means the whole hall."""

    span: Span
    rooms: frozenset[str] | None = None

    def meets(self, room: str, use: Span) -> bool:
        return (self.rooms is None or room in self.rooms) and self.span.overlaps(use)


def displaces(shut: Iterable[Shut], room: str, use: Span) -> bool:
    """Whether a use of a room cannot be as it was promised: it overlaps what is shut, however little."""
    return any(one.meets(room, use) for one in shut)


def answer_of(state: State, stays: bool, as_offered: bool) -> Answer:
    """What a change of a displaced booking answers: given up, left where it was (`stays`), moved into
    the place that was offered or into another."""
    if state not in HOLDING:
        return Answer.CANCELLED
    if stays:
        return Answer.OPEN
    return Answer.ACCEPTED if as_offered else Answer.CHOSEN

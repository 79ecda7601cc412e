"""Where else a wish that came to nothing could be had on its evening: asked of the judge, as a search is."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from booking.queries.boards import board, zone_of
from booking.queries.nearby import Near, at_that_time
from booking.queries.party import Asker
from facilities.models import Room
from facilities.queries.lent import lent_rooms
from facilities.rules.spans import Span, local_day

MOST = 3  # of a wish


@dataclass(frozen=True, slots=True)
class Lost:
    """What was wished for: a room, and when."""

    room: Room
    span: Span


def instead_of(wishes: Sequence[Lost], asker: Asker | None, now: int) -> list[tuple[Near, ...]]:
    """Of each wish at most three uses of other rooms, as long and at about that time, each free and open to
    this asker: those of its own hall first. Whoever wanted to be loud is not sent where it disturbs.
    As many queries however many wishes and rooms there are; none without wishes."""
    if not wishes:
        return []
    rooms = lent_rooms().rooms
    days = sorted({local_day(one.span.start, zone_of(one.room)) for one in wishes})
    view = board(rooms, [(day, day) for day in days], asker, now)
    return [tuple(islice(at_that_time(view, _others(rooms, one.room), one.span), MOST)) for one in wishes]


def _others(rooms: Sequence[Room], wanted: Room) -> list[Room]:
    fit = [room for room in rooms if room.pk != wanted.pk and (room.loud or not wanted.loud)]
    # They stand in the city's order, which is kept among those of other halls.
    return sorted(fit, key=lambda room: room.facility_id != wanted.facility_id)

"""Rooms as open data: when each is free, taken or closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from booking.queries.boards import board, zone_of
from booking.rules.availability import Piece, pieces
from facilities.models import Room
from facilities.rules.spans import Span, instant

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class RoomTime:
    """A room with its time from the first day to the last, without a gap."""

    room: Room
    pieces: tuple[Piece, ...]


def availability(rooms: Sequence[Room], first: date, last: date) -> list[RoomTime]:
    """Rooms of one hall, which come with it, from `first` to `last`, both meant. Three queries, however many
    there are; none for no room."""
    if not rooms:
        return []
    # Nobody asks and nobody judges: what is free is the same for all, whenever one looks.
    known = board(rooms, [(first, last)], None, now=0)
    zone = zone_of(rooms[0])
    whole = Span(instant(first, 0, zone), instant(last + A_DAY, 0, zone))
    days = [first + A_DAY * ahead for ahead in range(-1, (last - first).days + 1)]
    return [
        RoomTime(
            room,
            tuple(
                pieces(
                    whole,
                    # From the day before, whose evening may run past midnight.
                    (span for day in days for span in known.calendar.plan(room, day).open_spans),
                    (Span(row[1], row[2]) for row in known.claims[room.pk]),
                )
            ),
        )
        for room in rooms
    ]

"""What a room's weeks can give to somebody who waits."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from booking.queries.boards import calendar, zone_of
from booking.rules.looks import days_from
from booking.rules.weeks import wall
from facilities.models import Room

MIDNIGHT = 24 * 60
Piece = tuple[int, int]  # from, to: minutes after midnight


@dataclass(frozen=True, slots=True)
class Hours:
    """When a room is lent on some day at least, by weekday (0 is Monday); a weekday on which it never is has
    no place here."""

    pieces: Mapping[int, frozenset[Piece]]

    @property
    def ends(self) -> Piece | None:
        """From the earliest minute to the latest; None where the room is not lent at all."""
        every = [piece for pieces in self.pieces.values() for piece in pieces]
        return (min(start for start, _ in every), max(end for _, end in every)) if every else None

    def give(self, weekdays: Collection[int], start: int, end: int, minutes: int) -> bool:
        """Whether on one of the weekdays the room is lent for so many minutes between two times."""
        pieces = (piece for day in weekdays for piece in self.pieces.get(day, ()))
        return any(min(end, until) - max(start, since) >= minutes for since, until in pieces)


def hours_of(room: Room, first: date, last: date) -> Hours:
    """Of the days from `first` to `last`, both included; evenings stand on their own dates. Two queries."""
    zone, known = zone_of(room), calendar([room.facility], first, last)
    found = defaultdict[int, set[Piece]](set)
    for day in days_from(first, (last - first).days + 1):
        for span in known.plan(room, day).lent_spans:
            # What goes on past midnight is waited for up to midnight: a wish lies within one day.
            until = min(wall(span.end, day, zone), MIDNIGHT)
            found[day.weekday()].add((wall(span.start, day, zone), until))
    return Hours({day: frozenset(pieces) for day, pieces in found.items()})

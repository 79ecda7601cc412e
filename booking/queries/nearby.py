"""Near misses: what the same people could have instead, each allowed by the judge and free."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice

from booking.queries.boards import Board, board, zone_of
from booking.queries.party import Asker
from booking.rules.verdict import Outcome
from facilities.models import Room
from facilities.rules.slots import choices
from facilities.rules.spans import Span, local_day

DAYS = 7  # how far ahead the same room is looked at


@dataclass(frozen=True, slots=True)
class Near:
    room: Room
    span: Span


def possible(*, room: Room, span: Span, asker: Asker | None, now: int, limit: int = 3) -> tuple[Near, ...]:
    """At most `limit` uses near to `span`: of the room that day, of the hall's other rooms at that
    time, of the room on the days after. Four queries."""
    rooms = list(
        Room.objects.filter(facility=room.facility, published=True, bookable=True).select_related("facility")
    )
    day = local_day(span.start, zone_of(room))
    view = board(rooms, [(day, day + timedelta(days=DAYS))], asker, now)
    found = (near for near in _around(view, room, rooms, span) if near.span != span or near.room != room)
    return tuple(islice(found, limit))


def _around(view: Board, room: Room, rooms: list[Room], span: Span) -> Iterator[Near]:
    yield from (Near(room, use) for use in _uses(view, room, span, 0))
    for other in rooms:
        if other != room:
            here = _uses(view, other, span, 0)
            yield from (Near(other, use) for use in here if use.start == span.start)
    for ahead in range(1, DAYS + 1):
        yield from (Near(room, use) for use in islice(_uses(view, room, span, ahead), 1))


def _uses(view: Board, room: Room, span: Span, ahead: int) -> Iterator[Span]:
    """What may be had of the room so many days later, the nearest in time and length first."""
    wanted = local_day(span.start, zone_of(room)) + timedelta(days=ahead)
    plan = view.calendar.plan(room, wanted)
    shift = ahead * 24 * 60 * 60
    starts = [slot.span.start for slot in view.laid(room, plan) if slot.offer is not None]
    uses = [use for start in starts for use in choices(plan, start)]
    uses.sort(key=lambda use: abs(use.start - span.start - shift) + abs(use.seconds - span.seconds))
    for use in uses:
        if use.end <= view.now or view.is_taken(room, use):
            continue
        verdict = view.verdict(room, plan, use)
        if verdict.outcome is Outcome.ALLOW and not verdict.lacking:
            yield use

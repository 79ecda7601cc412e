"""Near misses: what would be possible instead of a use that was refused. Each is asked of the judge."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice, zip_longest

from booking.models import Booking
from booking.queries.boards import Board, board, zone_of
from booking.queries.party import Asker
from booking.rules.ask import Channel
from booking.rules.weeks import is_open, wall
from facilities.models import Room
from facilities.rules.slots import State, choices
from facilities.rules.spans import Span, instant, local_day

AHEAD = 14  # days on which the same time is looked for
CLOSE = 3600  # seconds by which another room's use may begin earlier or later


@dataclass(frozen=True, slots=True)
class Near:
    room: Room
    span: Span


def possible(
    *,
    room: Room,
    span: Span,
    asker: Asker | None,
    now: int,
    moving: Booking | None = None,
    purpose: str = "",
    limit: int = 3,
    channel: Channel = Channel.WEB,
) -> tuple[Near, ...]:
    """At most `limit` uses near the one wanted, each free and open to this asker, by their start.

    Chosen in turn: the same room at another time of the day, another room of the hall at that time,
    the same room on the next days. A booking that is `moving` stays in its room. Four queries.
    """
    others = [] if moving else rooms_like(room)
    day = local_day(span.start, zone_of(room))
    days = [(day, day + timedelta(days=AHEAD))]
    view = board([room, *others], days, asker, now, moving, purpose=purpose, channel=channel)
    return near(view, room, others, span, AHEAD, limit)


def near(
    view: Board, room: Room, others: Sequence[Room], span: Span, ahead: int, limit: int = 3
) -> tuple[Near, ...]:
    """The same on a view that knows the rooms from the day wanted to `ahead` days after it. No query."""
    day = local_day(span.start, zone_of(room))
    kinds = (
        _on_day(view, room, day, span),
        (near for other in others for near in islice(_on_day(view, other, day, span, within=CLOSE), 1)),
        (near for days in range(1, ahead + 1) for near in islice(_days_later(view, room, span, days), 1)),
    )
    # In turn, so that of three that are told not all are of one kind: who cannot come later may come
    # elsewhere.
    found = (
        near for turn in zip_longest(*kinds) for near in turn if near and not _is_there(near, view.moving)
    )
    return tuple(sorted(islice(found, limit), key=lambda near: near.span.start))


def at_that_time(view: Board, rooms: Sequence[Room], span: Span) -> Iterator[Near]:
    """In each of these rooms, in their order, the open use that comes nearest to one wanted, as long and
    within an hour of its start. No query, on a view that knows its day."""
    for room in rooms:
        day = local_day(span.start, zone_of(room))
        as_long = (
            near for near in _on_day(view, room, day, span, CLOSE) if near.span.seconds == span.seconds
        )
        yield from islice(as_long, 1)


def _is_there(near: Near, moving: Booking | None) -> bool:
    return moving is not None and near.span == Span(moving.start, moving.end)


def rooms_like(room: Room) -> list[Room]:
    """The hall's other rooms; whoever wanted to be loud is not sent where it disturbs. One query."""
    others = Room.objects.filter(facility=room.facility_id, published=True, bookable=True).exclude(pk=room.pk)
    return list((others.filter(loud=True) if room.loud else others).select_related("facility"))


def _days_later(view: Board, room: Room, span: Span, ahead: int) -> Iterator[Near]:
    """The same wall time on a later day; subtracting instants would miss it where clocks change."""
    zone = zone_of(room)
    first = local_day(span.start, zone)
    day = first + timedelta(days=ahead)
    # As long in seconds: where the clocks change within it, the wall time of its end gives way.
    start = instant(day, wall(span.start, first, zone), zone)
    return _on_day(view, room, day, Span(start, start + span.seconds))


def _on_day(view: Board, room: Room, day: date, wanted: Span, within: int = 86400) -> Iterator[Near]:
    """Open uses of the room's day, the nearest to the wanted one first; `within` seconds of its start."""
    plan = view.calendar.plan(room, day)
    taken = [held.span for held in view.held(room, plan.between_bookings(plan.span))]
    starts = (slot.span.start for slot in view.laid(room, plan) if slot.state is State.FREE)
    close = (start for start in starts if abs(start - wanted.start) <= within)
    uses = (use for start in close if (use := _like(wanted, choices(plan, start, taken))))
    for use in sorted(uses, key=lambda use: _distance(use, wanted)):
        if is_open(view.verdict(room, plan, use), view.asks):
            yield Near(room, use)


def _like(wanted: Span, uses: list[Span]) -> Span | None:
    """Of uses in order of length the longest that is no longer than what was wanted, or the first."""
    fitting = [use for use in uses if use.seconds <= wanted.seconds]
    # Nothing as short: the shortest there is, which is longer than was asked for.
    return fitting[-1] if fitting else next(iter(uses), None)


def _distance(use: Span, wanted: Span) -> tuple[int, int, int]:
    """An hour earlier or later is as far as an hour shorter; among equals the whole length goes before,
    then the later: whoever wanted the evening may be at school before."""
    other_length = abs(use.seconds - wanted.seconds)
    return abs(use.start - wanted.start) + other_length, other_length, -use.start

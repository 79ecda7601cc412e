"""Which slots are given out by lot, so that nobody books them before the draw."""

from collections.abc import Sequence
from typing import Any

from booking.models import Round, SlotDate
from booking.rules.lottery import Hold
from facilities.models import Room
from facilities.queries.prepared import Prepared
from facilities.rules.spans import Span

# A round that is open or closed has its slots; before and afterwards they are anybody's.
HOLDING = (Round.State.OPEN, Round.State.CLOSED)


def holds(rooms: Sequence[int], within: Span) -> dict[int, list[Hold]]:
    """For each room (by key) what rounds have of its spaces at some time of `within`. One query."""
    found: dict[int, list[Hold]] = {room: [] for room in rooms}
    if found:
        for room, start, end, *of_round in HELD.rows(sorted(found), within.start, within.end):
            found[room].append(Hold(Span(start, end), *of_round))
    return found


def hold_on(room: Room, span: Span) -> Hold | None:
    """The round that has the room at some time of `span`. One query."""
    return next(iter(holds([room.pk], span)[room.pk]), None)


def _held(rooms: Sequence[int], since: int, until: int) -> Any:
    """A slot holds every room that shares a space with its own."""
    dates = SlotDate.objects.filter(
        start__lt=until,
        end__gt=since,
        slot__round__state__in=HOLDING,
        slot__room__spaces__rooms__in=rooms,
    )
    of_round = (f"slot__round__{field}" for field in ("public_id", "opens_at", "closes_at", "draws_at"))
    return (
        dates.order_by("start").values_list("slot__room__spaces__rooms", "start", "end", *of_round).distinct()
    )


HELD = Prepared(_held)

"""Who is next for what is left of a time: to whom it is offered, and who else stands in line."""

from dataclasses import dataclass

from booking.models import Booking, Wait
from booking.queries.waiting import in_line, is_late_for, offered_in
from booking.rules.lifecycle import State
from facilities.rules.spans import Span

GIVEN_BACK = frozenset({State.NO_SHOW, State.CANCELLED, State.USED})
MOST = 5


@dataclass(frozen=True, slots=True)
class Line:
    """`waiting` in their order, at most MOST; `offer` is held for one of them. `can_give`: the desk may give
    it to one of those who wait, which is for what begins too soon to be offered in the usual way."""

    waiting: tuple[Wait, ...]
    offer: Booking | None = None
    can_give: bool = False


def line_for(booking: Booking, now: int) -> Line | None:
    """For a booking that was given back, or a place that is offered, from `now` (an instant) to its end; None
    where nothing is left, or somebody has it. At most six queries."""
    rest = Span.between(max(booking.start, now), booking.end)
    if rest is None or booking.state not in GIVEN_BACK | {State.OFFERED}:
        return None
    soon = is_late_for(booking.room, rest, now)
    # The line first: the worker asks it while the page is made, and whoever it asks meanwhile is in neither
    # where the offer was looked for before.
    waiting = tuple(in_line(booking.room, rest, is_rest=soon)[:MOST])
    offer = offered_in(booking.room, rest)
    return Line(waiting, offer, can_give=offer is None and soon and booking.state in GIVEN_BACK)

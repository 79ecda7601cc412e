"""Where the people of the demo city are: nobody, and no group, is in two places at once.

The halls do not ask for that: each judges its own rooms. People see to it themselves, and so do these.
"""

from dataclasses import dataclass

from booking.models import Booking
from booking.rules.lifecycle import HOLDING, State
from facilities.models import Room
from facilities.rules.spans import Span

ON_THE_WAY = 20 * 60  # seconds from a hall to another, by bicycle
THERE = HOLDING | {State.USED}


@dataclass(frozen=True, slots=True)
class Away:
    """Who (by key) cannot be in a room then."""

    people: frozenset[int]
    groups: frozenset[int]


def away(room: Room, span: Span) -> Away:
    """Whoever is elsewhere at some time of a span, or on the way from or to another hall. Two queries."""
    way = Span(span.start - ON_THE_WAY, span.end + ON_THE_WAY)
    near = Booking.objects.filter(state__in=THERE, start__lt=way.end, end__gt=way.start)
    elsewhere = near.exclude(room__facility=room.facility_id)
    # In one house they go from one room straight to the next.
    in_the_house = near.filter(room__facility=room.facility_id, start__lt=span.end, end__gt=span.start)
    held = (elsewhere | in_the_house).order_by()
    return Away(
        people=frozenset(held.exclude(people=None).values_list("people", flat=True)),
        groups=frozenset(held.exclude(group=None).values_list("group", flat=True)),
    )

"""What has become possible without anybody's giving it back: the line is asked before others come.

A verb calls this in its own transaction: new hours, a closure that is no more, what a lottery has left over.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db.models import Count, Max, Min

from booking.actions import lines
from booking.models import Wait
from booking.queries.boards import zone_of
from booking.queries.claims import claims, hold_on
from facilities.models import Facility, Room
from facilities.rules.spans import Span, instant, subtract

A_DAY = timedelta(days=1)
Days = tuple[date, date]  # from, to; both included


def open_up(rooms: Sequence[Room], spans: Iterable[Span], now: int, *, asks_from: int | None = None) -> None:
    """Keeps for the line what these rooms are free for now, if anybody stands in it; the line is asked at
    once, or from an instant on.

    `now` is an instant (seconds, UTC). The rooms' spaces are locked; what a round still gives out is left to
    it. Joined rooms come first: whoever waits for one of their parts is asked with them.
    """
    days = _waited_for(rooms)
    if days is None:
        return
    first, last = days
    for room in rooms:
        zone = zone_of(room)
        # Not beyond what is waited for: what recurs is laid out to the end of the next fiscal year.
        reach = Span(instant(first, 0, zone), instant(last + A_DAY, 0, zone))
        for span in spans:
            if (near := span.intersection(reach)) is not None:
                lines.keep(room, _free(room, near), now, asks_from=asks_from)


def open_up_hall(hall: Facility, slugs: Iterable[str], spans: Sequence[Span], now: int) -> None:
    """The same for those rooms of a hall that are lent, of these names; all of them if none is named. The
    hall is locked."""
    lent = hall.rooms.filter(bookable=True, published=True).select_related("facility")
    lent = lent.annotate(parts=Count("spaces")).order_by("-parts", "pk")
    named = set(slugs)
    open_up([room for room in lent if not named or room.slug in named], spans, now)


def _waited_for(rooms: Sequence[Room]) -> Days | None:
    """From which day to which somebody waits for one of the rooms; None if nobody does. One query."""
    waiting = Wait.objects.filter(state=Wait.State.WAITING, wish__rooms__in=rooms)
    found = waiting.aggregate(first=Min("wish__first_on"), last=Max("wish__last_on"))
    return None if found["first"] is None else (found["first"], found["last"])


def _free(room: Room, span: Span) -> list[Span]:
    """What of a span nobody holds of the room, nor gives out by lot. Two queries."""
    if hold_on(room, span) is not None:
        return []
    return subtract([span], [Span(start, end) for _, start, end, *_ in claims([room.pk], [span])])

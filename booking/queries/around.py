"""What a room is lent for around something that takes less time than that."""

from datetime import date

from booking.queries.boards import calendar, zone_of
from facilities.models import Room
from facilities.rules.slots import choices, fits, offers
from facilities.rules.spans import Span, local_day


def times_lent(room: Room, day: date) -> list[Span]:
    """When a room is lent on a day, whoever has it then: the blocks by which it is, each once. Two
    queries."""
    plan = calendar([room.facility], day, day).plan(room, day)
    return list(dict.fromkeys(one.span for one in offers(plan)))


def use_around(room: Room, span: Span) -> Span:
    """The shortest use that the room is lent for and that holds a span: the band in which an hour lies. The
    span itself where it fits as it is, or where there is none, so that the judge says why. Two queries."""
    day = local_day(span.start, zone_of(room))
    plan = calendar([room.facility], day, day).plan(room, day)
    if fits(plan, span) is None:
        return span
    starts = {one.span.start for one in offers(plan) if one.span.start <= span.start}
    uses = [use for start in starts for use in choices(plan, start) if use.contains(span)]
    return min(uses, key=lambda use: use.seconds, default=span)

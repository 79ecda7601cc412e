"""What a hall has brought in from other people's calendars."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from facilities.models import Facility, OutsideCalendar, OutsideEvent
from facilities.queries.sharing import with_those_that_share
from facilities.rules.outside import NOTES, SHUTS, Becomes, Outside, Settled
from facilities.rules.spans import Span


@dataclass(frozen=True, slots=True)
class Brought:
    """A calendar with what of it is still to come: how many closures and holds, and notes of days."""

    key: int
    name: str
    brought_at: int
    shut: int
    noted: int


def brought_in(hall: Facility, now: int) -> list[Brought]:
    """The hall's calendars by their names. One query."""
    to_come = Q(events__end__gt=now)
    rows = OutsideCalendar.objects.filter(facility=hall).annotate(
        shut=Count("events", filter=to_come & Q(events__becomes__in=SHUTS, events__closure__cancelled=False)),
        noted=Count("events", filter=to_come & Q(events__becomes__in=NOTES)),
    )
    return [Brought(row.pk, row.name, row.brought_at, row.shut, row.noted) for row in rows.order_by("name")]


def known_of(hall: Facility, name: str) -> list[Settled]:
    """What is known of the hall's calendar of that name; nothing of a new one. Two queries."""
    rows = OutsideEvent.objects.filter(calendar__facility=hall, calendar__name=name).select_related("closure")
    return [settled_of(row) for row in rows.prefetch_related("closure__rooms")]


def differing(hall: Facility, name: str, settled: Sequence[Settled], now: int) -> list[Settled]:
    """Those that are not yet as they are settled, with all rooms that share a space with one of a hold. What
    is over stays as it was: there is nothing left to close. Two queries, and two for each choice of rooms."""
    chosen = {one.rooms for one in settled}
    sharing = {rooms: frozenset(with_those_that_share(hall, sorted(rooms))) for rooms in chosen}
    known = {one.event.key: one for one in known_of(hall, name)}
    whole = [
        Settled(one.event, one.becomes, sharing[one.rooms]) for one in settled if one.event.span.end > now
    ]
    return [one for one in whole if known.get(one.event.key) != one]


def settled_of(row: OutsideEvent) -> Settled:
    """A row as the value that it was made from."""
    rooms = row.closure.rooms.all() if row.closure else ()
    event = Outside(row.key, row.title, Span(row.start, row.end))
    return Settled(event, Becomes(row.becomes), frozenset(room.slug for room in rooms))

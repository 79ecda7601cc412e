"""What a hall has brought in from other people's calendars."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Q

from facilities.models import Facility, OutsideCalendar, OutsideEvent
from facilities.rules.outside import NOTES, SHUTS, Becomes, Outside, Wanted
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


def known_of(hall: Facility, name: str, keys: Collection[str] | None = None) -> list[Wanted]:
    """What is known of the hall's calendar of that name, or only these of its events; nothing of a new one.
    Two queries."""
    rows = OutsideEvent.objects.filter(calendar__facility=hall, calendar__name=name)
    if keys is not None:
        rows = rows.filter(key__in=keys)
    return [wanted_of(row) for row in rows.prefetch_related("closure__rooms")]


def wanted_of(row: OutsideEvent) -> Wanted:
    """A row as the value that it was made from."""
    rooms = row.closure.rooms.all() if row.closure else ()
    event = Outside(row.key, row.title, Span(row.start, row.end))
    return Wanted(event, Becomes(row.becomes), frozenset(room.slug for room in rooms))

"""What a hall has brought in from other people's calendars."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db.models import Count, Q

from facilities.models import Facility, OutsideCalendar, OutsideEvent, OutsideIntake
from facilities.queries.sharing import with_those_that_share
from facilities.rules.days import Noted
from facilities.rules.noted import SchoolDays
from facilities.rules.outside import NOTES, SHUTS, Becomes, DayNote, Outside, Settled
from facilities.rules.spans import Span

NOTED = ("becomes", "start", "end")


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
        # One that staff have lifted by hand stays open, whatever its calendar goes on saying (decision 36).
        shut=Count("events", filter=to_come & Q(events__becomes__in=SHUTS, events__closure__cancelled=False)),
        noted=Count("events", filter=to_come & Q(events__becomes__in=NOTES)),
    )
    return [Brought(row.pk, row.name, row.brought_at, row.shut, row.noted) for row in rows.order_by("name")]


def known_of(hall: Facility, name: str) -> list[Settled]:
    """What is known of the hall's calendar of that name; nothing of a new one. Two queries."""
    rows = OutsideEvent.objects.filter(calendar__facility=hall, calendar__name=name).select_related("closure")
    return [settled_of(row) for row in rows.prefetch_related("closure__rooms")]


def last_intake(hall: Facility, name: str) -> int:
    """The key of the last change to the hall's calendar of that name within a day, taking back included; 0
    for none. One query."""
    found = OutsideIntake.objects.filter(calendar__facility=hall, calendar__name=name).order_by("-pk")
    return found.values_list("pk", flat=True).first() or 0


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


def schools_known() -> list[str]:
    """The names of the calendars that say what a school has on a day, in any hall. One query."""
    named = OutsideCalendar.objects.filter(events__becomes__in=list(Noted)).order_by("name")
    return list(named.values_list("name", flat=True).distinct())


def school_days_of(halls: Collection[int]) -> dict[int, SchoolDays]:
    """What schools have on which days, by the keys of the halls that know of it. One query."""
    rows = OutsideEvent.objects.filter(calendar__facility__in=halls, becomes__in=list(Noted)).order_by()
    return school_days_in(
        rows.values_list("calendar__facility", "calendar__facility__timezone", "calendar__name", *NOTED)
    )


def school_days_in(rows: Iterable[tuple[int, str, str, str, int, int]]) -> dict[int, SchoolDays]:
    """The same from rows of hall, zone, calendar, kind, start and end."""
    found: dict[tuple[int, str], list[DayNote]] = {}
    for hall, zone, calendar, becomes, start, end in rows:
        # Without its title: rules go by the kind, and a title may name somebody.
        note = DayNote(Span(start, end), Becomes(becomes), calendar, "")
        found.setdefault((hall, zone), []).append(note)
    return {hall: SchoolDays.of(notes, ZoneInfo(zone)) for (hall, zone), notes in found.items()}


def settled_of(row: OutsideEvent) -> Settled:
    """A row as the value that it was made from."""
    rooms = row.closure.rooms.all() if row.closure else ()
    event = Outside(row.key, row.title, Span(row.start, row.end))
    return Settled(event, Becomes(row.becomes), frozenset(room.slug for room in rooms))

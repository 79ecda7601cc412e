"""The only door to django-scheduler: what recurs goes in, plain local dates come out.

Behind it stay the ways in which the package surprises. It expands in the time zone of the query;
`2TU` and lists of numbers silently mean something else; an end is elapsed time, not a wall clock;
the end of a period is sometimes exclusive; a cancelled occurrence is still returned; and an event
whose rule was deleted becomes a single one. So a rule is written in letters and belongs to one
event, the query is asked from midnight to midnight of the hall, only dates are taken from the
answer, and the plan (wall times, ages, rooms, reason) travels with the event as data.

Titles are keys, never names, and `creator` stays empty.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from schedule.models import Calendar, Event, Rule

from facilities.models import Facility, Room
from facilities.rules.evenings import EveningPlan, Recurrence
from facilities.rules.spans import MINUTES_A_DAY, Span, instant, local

EVENING = "evening"
BOOKINGS = "bookings"


class RuleMissing(Exception):
    """An event has lost its rule: it would recur once. Its dated rows stand as they are."""


@dataclass(frozen=True, slots=True)
class Series:
    """One recurring evening opening of a hall; `id` is the event's."""

    id: int
    hall: str
    plan: EveningPlan


def evenings_of(facility: Facility) -> list[Series]:
    """The hall's recurring evenings, oldest first. One query."""
    events = Event.objects.filter(calendar__slug=_slug(facility), title=_key(facility)).order_by("pk")
    return [_series(event, facility) for event in events]


def halls_with_evenings() -> list[str]:
    """The slugs of the halls that open on recurring evenings. One query."""
    titles = Event.objects.filter(title__startswith=f"{EVENING}:").values_list("title", flat=True)
    return sorted({title.removeprefix(f"{EVENING}:") for title in titles})


def write_evening(facility: Facility, plan: EveningPlan) -> Series:
    """Puts a recurring evening into the hall's calendar."""
    zone = ZoneInfo(facility.timezone)
    first = plan.recurrence.first
    with transaction.atomic():
        event = Event.objects.create(
            calendar=_calendar(_slug(facility)),
            title=_key(facility),
            description=plan.model_dump_json(by_alias=True, exclude_none=True),
            start=_at(instant(first, plan.from_, zone)),
            end=_at(instant(first, plan.to, zone)),
            end_recurring_period=_end_of(plan.recurrence, zone),
            rule=_rule(EVENING, plan.recurrence),
        )
    return _series(event, facility)


def write_bookings(room: Room, recurrence: Recurrence, first: Span) -> int:
    """Puts what somebody books by recurrence into the room's calendar, `first` being the first use: the
    event's id. Which of its days were booked, and where they have gone since, the bookings know."""
    slug = f"room-{room.facility.slug}-{room.slug}"
    with transaction.atomic():
        event = Event.objects.create(
            calendar=_calendar(slug),
            title=f"{BOOKINGS}:{room.facility.slug}/{room.slug}",
            description=recurrence.model_dump_json(exclude_none=True),
            start=_at(first.start),
            end=_at(first.end),
            end_recurring_period=_end_of(recurrence, ZoneInfo(room.facility.timezone)),
            rule=_rule(BOOKINGS, recurrence),
        )
    return int(event.pk)


def recurrence_of(event_id: int) -> Recurrence:
    """How the bookings recur that were written as this event. One query."""
    told = Event.objects.values_list("description", flat=True).get(pk=event_id)
    return Recurrence.model_validate_json(told)


def days_of(series: Series, zone: ZoneInfo, first: date, last: date) -> list[date]:
    """The local days from `first` to `last`, both included, on which the series falls, in order.

    RuleMissing if its rule was deleted.
    """
    event = Event.objects.select_related("rule").get(pk=series.id)
    if event.rule is None:
        raise RuleMissing(series)
    first = max(first, series.plan.recurrence.first)
    if last < first:
        return []
    # Midnights of the hall: the package counts weekdays in the zone of the instants it is asked with.
    period = [local(instant(first, 0, zone), zone), local(instant(last, MINUTES_A_DAY, zone), zone)]
    found = [occurrence for occurrence in event.get_occurrences(*period) if not occurrence.cancelled]
    days = {occurrence.original_start.astimezone(zone).date() for occurrence in found}
    return sorted(day for day in days if first <= day <= last)


def _series(event: Event, facility: Facility) -> Series:
    return Series(event.pk, facility.slug, EveningPlan.model_validate_json(event.description))


def _calendar(slug: str) -> Calendar:
    return Calendar.objects.get_or_create(slug=slug, defaults={"name": slug})[0]


def _slug(facility: Facility) -> str:
    return f"hall-{facility.slug}"


def _key(facility: Facility) -> str:
    return f"{EVENING}:{facility.slug}"


def _at(instant_: int) -> datetime:
    return datetime.fromtimestamp(instant_, UTC)


def _end_of(recurrence: Recurrence, zone: ZoneInfo) -> datetime | None:
    """Midnight after the last day: whichever way its end is read, the whole of that day is in."""
    return _at(instant(recurrence.last, MINUTES_A_DAY, zone)) if recurrence.last else None


def _rule(name: str, recurrence: Recurrence) -> Rule:
    """A rule of the event's own: one that several share could be changed for all of them."""
    letters = ",".join(day[:2].upper() for day in recurrence.weekdays)
    places = ",".join(str(place) for place in recurrence.nth)
    if recurrence.month_day:
        frequency, params = "MONTHLY", f"bymonthday:{recurrence.month_day}"
    elif places:
        frequency, params = "MONTHLY", f"byweekday:{letters};bysetpos:{places}"
    else:
        frequency, params = "WEEKLY", f"byweekday:{letters};interval:{recurrence.every}"
    return Rule.objects.create(name=name, frequency=frequency, params=params)

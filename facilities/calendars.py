"""The only door to django-scheduler: what recurs goes in, plain local dates come out.

Behind it stay the ways in which the package surprises. It expands in the time zone of the query;
`2TU` and lists of numbers silently mean something else; an end is elapsed time, not a wall clock;
the end of a period is sometimes exclusive; a cancelled occurrence is still returned; and an event
whose rule was deleted becomes a single one. So a rule is written in letters and belongs to one
event, the query is asked from midnight to midnight of the hall, only dates are taken from the
answer, and the plan (wall times, ages, rooms, reason) travels with the event as data.

Titles are keys, never names, and `creator` stays empty.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Generic, TypeVar
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q
from schedule.models import Calendar, Event, Rule

from facilities.models import Facility, Room
from facilities.rules.closures import ClosurePlan
from facilities.rules.evenings import EveningPlan, Recurrence
from facilities.rules.spans import MINUTES_A_DAY, Span, instant, local

EVENING = "evening"
CLOSURE = "closure"
BOOKINGS = "bookings"
SESSIONS = "sessions"

P = TypeVar("P", EveningPlan, ClosurePlan)


class RuleMissing(Exception):
    """An event has lost its rule: it would recur once. Its dated rows stand as they are."""


@dataclass(frozen=True, slots=True)
class Series(Generic[P]):
    """One recurring evening opening, or closure, of a hall; `id` is the event's."""

    id: int
    hall: str
    plan: P


def evenings_of(facility: Facility) -> list[Series[EveningPlan]]:
    """The hall's recurring evenings, oldest first. One query."""
    return _series_of(facility, EVENING, EveningPlan)


def closures_of(facility: Facility) -> list[Series[ClosurePlan]]:
    """The hall's recurring closures, oldest first. One query."""
    return _series_of(facility, CLOSURE, ClosurePlan)


def plans_of(facility: Facility) -> dict[int, EveningPlan | ClosurePlan]:
    """By the event's id, how each recurring evening and closure of the hall recurs. One query."""
    events = Event.objects.filter(calendar__slug=_slug(facility))
    told = events.values_list("pk", "title", "description").order_by("pk")
    kinds: dict[str, type[EveningPlan] | type[ClosurePlan]] = {EVENING: EveningPlan, CLOSURE: ClosurePlan}
    return {key: kinds[title.partition(":")[0]].model_validate_json(plan) for key, title, plan in told}


def halls_with_series() -> list[str]:
    """The slugs of the halls that open, or close, on recurring dates. One query."""
    ours = Q(title__startswith=f"{EVENING}:") | Q(title__startswith=f"{CLOSURE}:")
    titles = Event.objects.filter(ours).values_list("title", flat=True)
    return sorted({title.partition(":")[2] for title in titles})


def write_evening(facility: Facility, plan: EveningPlan) -> Series[EveningPlan]:
    """Puts a recurring evening into the hall's calendar."""
    return _write(facility, EVENING, plan)


def write_closure(facility: Facility, plan: ClosurePlan) -> Series[ClosurePlan]:
    """Puts a recurring closure into the hall's calendar."""
    return _write(facility, CLOSURE, plan)


def end_series(series: Series[P], last: date, zone: ZoneInfo) -> Series[P] | None:
    """The series with another last day; None if none of its days is left, and it is gone."""
    event = Event.objects.get(pk=series.id)
    if last < series.plan.recurrence.first:
        rule = event.rule
        event.delete()
        # It is this event's alone (`_rule`), and would lie there for ever.
        if rule is not None:
            rule.delete()
        return None
    recurrence = series.plan.recurrence.model_copy(update={"last": last})
    plan = series.plan.model_copy(update={"recurrence": recurrence})
    event.description = plan.model_dump_json(by_alias=True, exclude_none=True)
    event.end_recurring_period = _end_of(recurrence, zone)
    event.save(update_fields=["description", "end_recurring_period"])
    return Series(series.id, series.hall, plan)


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


def write_sessions(facility: Facility, recurrence: Recurrence, first: Span) -> int:
    """Puts dates of a programme that were held as one row into a calendar beside the hall's, `first` being
    the first of them: the event's id. Where each has gone since, the dates know."""
    with transaction.atomic():
        event = Event.objects.create(
            # Not the hall's own, of which every event opens or closes it.
            calendar=_calendar(f"programmes-{facility.slug}"),
            title=f"{SESSIONS}:{facility.slug}",
            description=recurrence.model_dump_json(exclude_none=True),
            start=_at(first.start),
            end=_at(first.end),
            end_recurring_period=_end_of(recurrence, ZoneInfo(facility.timezone)),
            rule=_rule(SESSIONS, recurrence),
        )
    return int(event.pk)


def recurrence_of(event_id: int) -> Recurrence:
    """How the bookings recur that were written as this event. One query."""
    return recurrences([event_id])[event_id]


def recurrences(events: Iterable[int]) -> dict[int, Recurrence]:
    """How what was written as these events recurs, by their ids; without those that are gone. One query."""
    rows = Event.objects.filter(pk__in=set(events)).values_list("pk", "description")
    plans = ((key, json.loads(told)) for key, told in rows)
    # The plan of an evening holds how it recurs; of bookings that is all there is.
    return {key: Recurrence.model_validate(plan.get("recurrence", plan)) for key, plan in plans}


def days_of(series: Series[P], zone: ZoneInfo, first: date, last: date) -> list[date]:
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
    # The package also returns what was cancelled.
    found = [occurrence for occurrence in event.get_occurrences(*period) if not occurrence.cancelled]
    days = {occurrence.original_start.astimezone(zone).date() for occurrence in found}
    # Once more by the days: what the package counts at the edges of a period differs by its kind.
    return sorted(day for day in days if first <= day <= last)


def _write(facility: Facility, kind: str, plan: P) -> Series[P]:
    zone = ZoneInfo(facility.timezone)
    first = plan.recurrence.first
    # Both or neither: an event that has lost its rule is a single date to the package.
    with transaction.atomic():
        event = Event.objects.create(
            calendar=_calendar(_slug(facility)),
            title=f"{kind}:{facility.slug}",
            description=plan.model_dump_json(by_alias=True, exclude_none=True),
            start=_at(instant(first, plan.from_, zone)),
            end=_at(instant(first, plan.to, zone)),
            end_recurring_period=_end_of(plan.recurrence, zone),
            rule=_rule(kind, plan.recurrence),
        )
    return Series(event.pk, facility.slug, plan)


def _series_of(facility: Facility, kind: str, plan: type[P]) -> list[Series[P]]:
    title = f"{kind}:{facility.slug}"
    events = Event.objects.filter(calendar__slug=_slug(facility), title=title).order_by("pk")
    return [Series(event.pk, facility.slug, plan.model_validate_json(event.description)) for event in events]


def _calendar(slug: str) -> Calendar:
    return Calendar.objects.get_or_create(slug=slug, defaults={"name": slug})[0]


def _slug(facility: Facility) -> str:
    return f"hall-{facility.slug}"


def _at(instant_: int) -> datetime:
    return datetime.fromtimestamp(instant_, UTC)


def _end_of(recurrence: Recurrence, zone: ZoneInfo) -> datetime | None:
    """Midnight after the last day: whichever way its end is read, the whole of that day is in."""
    return _at(instant(recurrence.last, MINUTES_A_DAY, zone)) if recurrence.last else None


def _rule(name: str, recurrence: Recurrence) -> Rule:
    """A rule of the event's own: one that several share could be changed for all of them."""
    # Letters alone, with bysetpos: of 2TU and of numbers the package makes something else, and says nothing.
    letters = ",".join(day[:2].upper() for day in recurrence.weekdays)
    places = ",".join(str(place) for place in recurrence.nth)
    if recurrence.month_day:
        frequency, params = "MONTHLY", f"bymonthday:{recurrence.month_day}"
    elif places:
        frequency, params = "MONTHLY", f"byweekday:{letters};bysetpos:{places}"
    else:
        frequency, params = "WEEKLY", f"byweekday:{letters};interval:{recurrence.every}"
    return Rule.objects.create(name=name, frequency=frequency, params=params)

"""Evening openings, and who is on duty, as calendars tell them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter
from zoneinfo import ZoneInfo

from django.db.models import Max, QuerySet

from booking.models import Act, OnDuty
from booking.queries.rules import Versions, rules_of
from booking.rules.feeds import Window
from facilities.models import Evening, Facility
from facilities.queries.openings import Hours, hall_hours
from facilities.rules.ages import Ages
from facilities.rules.spans import Span, local_day


@dataclass(frozen=True, slots=True)
class EveningDate:
    """One evening opening: `day` is the one for which it was meant, `event` the recurring one that it is of.

    `held` is False where it was taken out, and where a closure lies over the whole of it. Names are in the
    language now active.
    """

    pk: int
    facility: Facility
    event: int | None
    day: date
    span: Span
    held: bool
    admits: Ages | None
    rooms: tuple[str, ...]

    @property
    def hall(self) -> str:
        return self.facility.name

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.facility.timezone)


@dataclass(frozen=True, slots=True)
class Duty:
    """How many of the staff are on duty on a day of a hall, and whether the reader is one of them."""

    facility: Facility
    day: date
    count: int
    mine: bool

    @property
    def hall(self) -> str:
        return self.facility.name

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.facility.timezone)


def evening_dates(evenings: QuerySet[Evening], window: Window) -> list[EveningDate]:
    """Those that the window tells, by the days for which they were meant. Six queries at most, if any."""
    near = evenings.filter(end__gt=window.span.start, start__lt=window.span.end)
    rows = list(near.select_related("facility").prefetch_related("rooms", "facility__rooms"))
    halls = list({row.facility_id: row.facility for row in rows}.values())
    rules, hours = rules_of(halls), _hours(halls, rows)
    dates = [_date(row, rules[row.facility_id], hours[row.facility_id]) for row in rows]
    told = (one for one in dates if one.held or one.span.end > window.gone_until)
    return sorted(told, key=lambda one: (one.day, one.pk))


def _hours(halls: Iterable[Facility], rows: Collection[Evening]) -> Mapping[int, Hours]:
    if not rows:
        return {}
    days = [local_day(row.start, ZoneInfo(row.facility.timezone)) for row in rows]
    return hall_hours((hall.pk for hall in halls), min(days), max(days))


def _date(row: Evening, rules: Versions, hours: Hours) -> EveningDate:
    day = local_day(row.start, ZoneInfo(row.facility.timezone))
    rooms = list(row.rooms.all())
    return EveningDate(
        pk=row.pk,
        facility=row.facility,
        event=row.event_id,
        # Moved, it stands under the day for which it was meant: its RECURRENCE-ID (RFC 5545, 3.8.4.4).
        day=row.original_day or day,
        span=Span(row.start, row.end),
        held=not row.cancelled and _is_open(row, day, rules, hours),
        admits=Ages.model_validate(row.admits) if row.admits else None,
        rooms=tuple(room.name for room in rooms),
    )


def _is_open(row: Evening, day: date, rules: Versions, hours: Hours) -> bool:
    """Whether one of its rooms is open for a part of it at least."""
    span, timetable = Span(row.start, row.end), rules.on(day).timetable
    # An evening that names no room is the whole hall's.
    rooms = row.rooms.all() or row.facility.rooms.all()
    plans = (timetable.plan(room.slug, day, hours.openings, hours.closures) for room in rooms)
    return any(open_.overlaps(span) for plan in plans for open_ in plan.open_spans)


def evenings_of(hall: int) -> QuerySet[Evening]:
    """Of a hall (by key): evenings and other openings beyond the standing hours, cancelled ones, too."""
    return Evening.objects.filter(facility=hall)


def duties(hall: int, reader: int, window: Window) -> list[Duty]:
    """The days of a hall on which somebody is on duty, in order; hall and `reader` by key. One query."""
    rows = OnDuty.objects.filter(facility=hall, day__gte=window.first_day, day__lt=window.after)
    by_day = groupby(rows.select_related("facility"), key=attrgetter("day"))
    return [_duty(day, list(same), reader) for day, same in by_day]


def _duty(day: date, same: Sequence[OnDuty], reader: int) -> Duty:
    return Duty(same[0].facility, day, len(same), any(one.person_id == reader for one in same))


def last_changes(halls: Iterable[int]) -> dict[int, int]:
    """When something was last decided of each hall (by key): its last Act, an instant. One query."""
    # Every change of hours leaves an Act: DTSTAMP is the last of them, and never now.
    acts = Act.objects.filter(subject="hall", hall__in=set(halls)).order_by()
    return dict(acts.values_list("hall").annotate(at=Max("at")))

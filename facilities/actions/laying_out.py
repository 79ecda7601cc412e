"""What recurs becomes dated rows, evenings and closures alike. The hall's row is locked by the caller."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from facilities import calendars
from facilities.calendars import Series
from facilities.models import Closure, Evening, Facility, Room
from facilities.rules.closures import ClosurePlan
from facilities.rules.evenings import EveningPlan, horizon
from facilities.rules.spans import wall_span
from facilities.rules.stages import DAY

Rows = type[Evening] | type[Closure]


@dataclass(frozen=True, slots=True)
class LaidOut:
    """What laying out a series came to: the dates that were new, up to which day."""

    series: Series[Any]
    made: tuple[date, ...]
    until: date


def unchanged(known: Sequence[Series[Any]], plan: Any, today: date) -> LaidOut | None:
    """The one of these series that says just what a plan says, without a new date; None for a new plan."""
    series = next((one for one in known if one.plan == plan), None)
    return None if series is None else LaidOut(series, (), horizon(today))


def must_have(facility: Facility, rooms: Sequence[str]) -> None:
    """ValueError for a room that the hall does not have."""
    known = set(facility.rooms.values_list("slug", flat=True))
    if strangers := [slug for slug in rooms if slug not in known]:
        raise ValueError(f"{facility.slug} has no room {', '.join(strangers)}")


def rooms_meant(facility: Facility, rooms: Sequence[str]) -> list[Room]:
    """The rooms of these slugs, in the hall's order."""
    return list(facility.rooms.filter(slug__in=rooms))


def is_for(row: Evening | Closure, rooms: Sequence[str]) -> bool:
    """Whether a row is for just these rooms; none of them is the whole hall."""
    return {room.slug for room in row.rooms.all()} == set(rooms)


def lay_out(rows: Rows, facility: Facility, series: Series[Any], today: date, **fields: Any) -> LaidOut:
    """Dated rows of a series to the end of the next fiscal year; `fields` are set on each.

    A date that already has its row, moved or cancelled or not, stays as it is. Days before today are
    history and are never laid out afterwards.
    """
    zone, until = ZoneInfo(facility.timezone), horizon(today)
    standing = set(rows.objects.filter(event_id=series.id).values_list("original_day", flat=True))
    days = [day for day in calendars.days_of(series, zone, today, until) if day not in standing]
    made = [_row(rows, facility, series, day, zone, fields) for day in days]
    _write(rows, made, rooms_meant(facility, series.plan.rooms))
    return LaidOut(series, tuple(days), until)


def end(rows: Rows, facility: Facility, series: Series[Any], from_: date, today: date) -> list[date]:
    """The series has no day any more from `from_` (or today, if that is later) on: the days that are gone."""
    zone = ZoneInfo(facility.timezone)
    from_ = max(from_, today)
    calendars.end_series(series, from_ - DAY, zone)
    # By the day that was meant: a date that was moved past the end goes with its series.
    going = rows.objects.filter(event_id=series.id, original_day__gte=from_).order_by("original_day")
    days = [day for day in going.values_list("original_day", flat=True) if day]
    going.delete()
    return days


def _row(
    rows: Rows,
    facility: Facility,
    series: Series[EveningPlan] | Series[ClosurePlan],
    day: date,
    zone: ZoneInfo,
    fields: dict[str, Any],
) -> Evening | Closure:
    plan = series.plan
    span = wall_span(day, plan.from_, plan.to, zone)
    told: dict[str, Any] = {"reason_ja": plan.reason_ja, "reason_en": plan.reason_en, **fields}
    return rows(
        facility=facility, start=span.start, end=span.end, event_id=series.id, original_day=day, **told
    )


def _write(rows: Rows, made: Sequence[Any], rooms: Sequence[Room]) -> None:
    written = rows.objects.bulk_create(made)
    link: Any = rows.rooms.through
    one = f"{rows._meta.model_name}_id"
    # A year of evenings at once: `set` on each would ask twice for every date.
    link.objects.bulk_create(link(**{one: row.pk, "room_id": room.pk}) for row in written for room in rooms)

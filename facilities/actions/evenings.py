"""Evening openings: what recurs becomes dated rows, and each date can be moved or cancelled alone.

These verbs know no person: booking's verbs of the same word call them, inside their transaction,
with the hall's row locked. Days are the hall's local dates, spans are UTC instants in seconds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from facilities import calendars
from facilities.calendars import Series
from facilities.models import Evening, Facility
from facilities.rules.evenings import EveningPlan, horizon
from facilities.rules.spans import Span, wall_span


@dataclass(frozen=True, slots=True)
class LaidOut:
    """What laying out a series came to: the dates that were new, up to which day."""

    series: Series
    made: tuple[date, ...]
    until: date


@dataclass(frozen=True, slots=True)
class EveningChange:
    """One date, before and after: its span, or None where it is (or was) cancelled."""

    before: Span | None
    after: Span | None


def open_evenings(*, facility: Facility, plan: EveningPlan, today: date) -> LaidOut:
    """Decides a recurring evening and lays it out. ValueError for a room that the hall does not have."""
    known = set(facility.rooms.values_list("slug", flat=True))
    if strangers := [slug for slug in plan.rooms if slug not in known]:
        raise ValueError(f"{facility.slug} has no room {', '.join(strangers)}")
    return _lay_out(facility, calendars.write_evening(facility, plan), today)


def lay_out_evenings(*, facility: Facility, today: date) -> list[LaidOut]:
    """Dated rows of every series of the hall to the end of the next fiscal year.

    Idempotent: a date that already has its row, moved or cancelled or not, stays as it is.
    """
    return [_lay_out(facility, series, today) for series in calendars.evenings_of(facility)]


def move_evening(*, evening: Evening, span: Span) -> EveningChange:
    """Gives one date another span, also one that was cancelled. Inverse: moving it back."""
    return _change(evening, span, cancelled=False)


def cancel_evening(*, evening: Evening) -> EveningChange:
    """Takes one date out. Inverse: `restore_evening`."""
    return _change(evening, Span(evening.start, evening.end), cancelled=True)


def restore_evening(*, evening: Evening) -> EveningChange:
    """Undoes a cancellation: the date has again the span that it had."""
    return _change(evening, Span(evening.start, evening.end), cancelled=False)


def _change(evening: Evening, span: Span, *, cancelled: bool) -> EveningChange:
    before = None if evening.cancelled else Span(evening.start, evening.end)
    evening.start, evening.end, evening.cancelled = span.start, span.end, cancelled
    evening.save(update_fields=["start", "end", "cancelled"])
    return EveningChange(before, None if cancelled else span)


def _lay_out(facility: Facility, series: Series, today: date) -> LaidOut:
    """Days before today are history and are never laid out afterwards."""
    zone, until = ZoneInfo(facility.timezone), horizon(today)
    standing = set(Evening.objects.filter(event_id=series.id).values_list("original_day", flat=True))
    days = [day for day in calendars.days_of(series, zone, today, until) if day not in standing]
    _write(facility, series, [_row(facility, series, day, zone) for day in days])
    return LaidOut(series, tuple(days), until)


def _row(facility: Facility, series: Series, day: date, zone: ZoneInfo) -> Evening:
    plan = series.plan
    span = wall_span(day, plan.from_, plan.to, zone)
    return Evening(
        facility=facility,
        start=span.start,
        end=span.end,
        kind=plan.kind,
        admits=plan.admits.model_dump(mode="json", exclude_none=True) if plan.admits else None,
        reason_ja=plan.reason_ja,
        reason_en=plan.reason_en,
        event_id=series.id,
        original_day=day,
    )


def _write(facility: Facility, series: Series, rows: Sequence[Evening]) -> None:
    made = Evening.objects.bulk_create(rows)
    rooms = facility.rooms.filter(slug__in=series.plan.rooms).values_list("pk", flat=True)
    link = Evening.rooms.through
    link.objects.bulk_create(link(evening_id=evening.pk, room_id=room) for evening in made for room in rooms)

"""Evening openings: what recurs becomes dated rows, and each date can be moved or cancelled alone.

These verbs know no person: booking's verbs of the same word call them, inside their transaction,
with the hall's row locked. Days are the hall's local dates, spans are UTC instants in seconds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from facilities import calendars
from facilities.actions.laying_out import LaidOut, end, is_for, lay_out, must_have, rooms_meant, unchanged
from facilities.calendars import Series
from facilities.models import Evening, Facility
from facilities.rules.ages import Ages
from facilities.rules.evenings import EveningPlan
from facilities.rules.spans import Span

__all__ = ["EveningChange", "LaidOut"]


@dataclass(frozen=True, slots=True)
class OneEvening:
    """A single date as staff decide it: `admits` None means everybody, no `rooms` the whole hall."""

    span: Span
    rooms: Sequence[str] = ()
    admits: Ages | None = None
    kind: Evening.Kind = Evening.Kind.EVENING
    reason_ja: str = ""
    reason_en: str = ""


@dataclass(frozen=True, slots=True)
class EveningChange:
    """One date, before and after: its span, or None where it is (or was) cancelled."""

    before: Span | None
    after: Span | None


def open_evening(*, facility: Facility, evening: OneEvening) -> Evening:
    """Opens on one date. ValueError for a room that the hall does not have. Inverse: `cancel_evening`."""
    must_have(facility, evening.rooms)
    made = Evening.objects.create(
        facility=facility,
        start=evening.span.start,
        end=evening.span.end,
        kind=evening.kind,
        admits=_data(evening.admits),
        reason_ja=evening.reason_ja,
        reason_en=evening.reason_en,
    )
    made.rooms.set(rooms_meant(facility, evening.rooms))
    return made


def standing(*, facility: Facility, evening: OneEvening) -> Evening | None:
    """The single date that says just this already, if it stands."""
    span, reasons = evening.span, {"reason_ja": evening.reason_ja, "reason_en": evening.reason_en}
    rows = Evening.objects.filter(
        facility=facility, event_id=None, cancelled=False, start=span.start, end=span.end, kind=evening.kind
    )
    # Ages are compared here: a query for None asks for a JSON null, and a row without ages holds none.
    same = [one for one in rows.filter(**reasons) if one.admits == _data(evening.admits)]
    return next((one for one in same if is_for(one, evening.rooms)), None)


def open_evenings(*, facility: Facility, plan: EveningPlan, today: date) -> LaidOut:
    """Decides a recurring evening and lays it out. ValueError for a room that the hall does not have."""
    must_have(facility, plan.rooms)
    return _lay_out(facility, calendars.write_evening(facility, plan), today)


def standing_series(*, facility: Facility, plan: EveningPlan, today: date) -> LaidOut | None:
    """The recurring evening that says just this already."""
    return unchanged(calendars.evenings_of(facility), plan, today)


def lay_out_evenings(*, facility: Facility, today: date) -> list[LaidOut]:
    """Dated rows of every series of the hall to the end of the next fiscal year.

    Idempotent: a date that already has its row, moved or cancelled or not, stays as it is.
    """
    return [_lay_out(facility, series, today) for series in calendars.evenings_of(facility)]


def end_evenings(*, facility: Facility, series: Series[EveningPlan], from_: date, today: date) -> list[date]:
    """Ends a recurring evening: from a day on, today at the earliest, it is not held any more. The days
    that are gone. Inverse: opening it anew from that day on."""
    return end(Evening, facility, series, from_, today)


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


def _lay_out(facility: Facility, series: Series[EveningPlan], today: date) -> LaidOut:
    plan = series.plan
    return lay_out(Evening, facility, series, today, kind=plan.kind, admits=_data(plan.admits))


def _data(admits: Ages | None) -> Any:
    # Without what is left out: equal ages have to be equal data.
    return admits.model_dump(mode="json", exclude_none=True) if admits else None

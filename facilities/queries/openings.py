"""The dated evenings and closures of halls, as the values that a day is planned with."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from typing import Any

from django.db.models import CharField, F, JSONField, Q, QuerySet, Value

from facilities.models import Closure, Evening, OutsideEvent
from facilities.queries.prepared import Prepared
from facilities.rules.ages import Ages
from facilities.rules.hours import DatedClosure, DatedOpening, Layer
from facilities.rules.outside import NOTES, Becomes, DayNote
from facilities.rules.spans import Span

KINDS = {Evening.Kind.EVENING: Layer.EVENING, Evening.Kind.SPECIAL: Layer.SPECIAL}
CLOSURE = "closure"
NOTE = "note"
Row = DatedOpening | DatedClosure | DayNote


@dataclass(frozen=True, slots=True)
class Hours:
    """What staff decided beyond the rulebook for one hall in the days asked for; `notes` open and close
    nothing."""

    openings: tuple[DatedOpening, ...] = ()
    closures: tuple[DatedClosure, ...] = ()
    notes: tuple[DayNote, ...] = ()


def hall_hours(facilities: Iterable[int], first_day: date, last_day: date) -> dict[int, Hours]:
    """For each hall (by key) its dated rows that may touch `first_day` to `last_day`. One query."""
    keys = sorted(facilities)
    # A day to each side: the halls' zones lie east and west of UTC, and an evening runs past midnight.
    rows = DATED.rows(keys, _midnight(first_day, -1), _midnight(last_day, 3))
    found: dict[int, list[Row]] = {key: [] for key in keys}
    for key, value in _values(rows):
        found[key].append(value)
    return {key: _hours(values) for key, values in found.items()}


def _dated(halls: list[int], since: int, until: int) -> Any:
    near = Q(start__lt=until, end__gt=since, facility__in=halls)
    openings = _rows(Evening.objects.filter(near, cancelled=False), F("kind"), F("admits"))
    closures = _rows(
        Closure.objects.filter(near, cancelled=False), Value(CLOSURE, CharField()), Value(None, JSONField())
    )
    # With them in one query: every page of days shows them, and none may cost one more for it.
    return openings.union(closures, _notes(near_notes(halls, since, until)), all=True).order_by(
        "hall", "what", "of", "start"
    )


def near_notes(halls: list[int], since: int, until: int) -> QuerySet[OutsideEvent]:
    near = {"start__lt": until, "end__gt": since, "calendar__facility__in": halls}
    return OutsideEvent.objects.filter(**near, becomes__in=sorted(NOTES))


def _notes(rows: QuerySet[OutsideEvent]) -> Any:
    """In the columns of the others: the title where they have their reason, its kind and its calendar where
    those have the reason in English and a room."""
    named = rows.order_by().annotate(
        hall=F("calendar__facility_id"),
        what=Value(NOTE, CharField()),
        of=F("pk"),
        ages=Value(None, JSONField()),
        room=F("calendar__name"),
    )
    return named.values_list("hall", "what", "of", "start", "end", "ages", "title", "becomes", "room")


DATED = Prepared(_dated)


def _midnight(day: date, days_later: int) -> int:
    return int(datetime.combine(day + timedelta(days=days_later), time(), UTC).timestamp())


def _rows(rows: QuerySet[Any], kind: Any, admits: Any) -> Any:
    # SQLite takes no order within the parts of a union, and the models have one of their own.
    named = rows.order_by().annotate(
        hall=F("facility_id"), what=kind, of=F("pk"), ages=admits, room=F("rooms__slug")
    )
    return named.values_list("hall", "what", "of", "start", "end", "ages", "reason_ja", "reason_en", "room")


def _values(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[int, Row]]:
    """A row comes once for every room that it names: together they are one value."""
    for (hall, kind, _), same in groupby(rows, key=lambda row: row[:3]):
        group = list(same)
        start, end, ages, reason_ja, reason_en = group[0][3:8]
        if kind == NOTE:
            yield hall, DayNote(Span(start, end), Becomes(reason_en), group[0][8], reason_ja)
            continue
        rooms = frozenset(row[8] for row in group if row[8] is not None) or None
        span = Span(start, end)
        if kind == CLOSURE:
            yield hall, DatedClosure(span, rooms, reason_ja, reason_en)
        else:
            # In a union a JSON null comes as a NULL from one database and as the text "null" from the other.
            admits = Ages.model_validate_json(ages) if ages not in (None, "null") else None
            yield hall, DatedOpening(span, KINDS[kind], admits, rooms, reason_ja, reason_en)


def _hours(values: list[Row]) -> Hours:
    return Hours(
        tuple(value for value in values if isinstance(value, DatedOpening)),
        tuple(value for value in values if isinstance(value, DatedClosure)),
        tuple(value for value in values if isinstance(value, DayNote)),
    )

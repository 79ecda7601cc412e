"""Dated evenings and closures, each by its key, of one hall alone."""

from datetime import date

from facilities.models import Closure, Evening, Facility
from facilities.rules.spans import Span


def evening_of(hall: Facility, key: int) -> Evening | None:
    """None for another hall's. One query."""
    return Evening.objects.filter(facility=hall, pk=key).first()


def closure_of(hall: Facility, key: int) -> Closure | None:
    """The same of a closure."""
    return Closure.objects.filter(facility=hall, pk=key).first()


def evenings_in(hall: Facility, span: Span) -> list[Evening]:
    """What is open by a date within a span, those that were cancelled, too. Two queries."""
    found = Evening.objects.filter(facility=hall, start__lt=span.end, end__gt=span.start)
    return list(found.prefetch_related("rooms"))


def closures_in(hall: Facility, span: Span) -> list[Closure]:
    """What is closed, or was until it was lifted, within a span; with the warning by which it was. Two
    queries."""
    found = Closure.objects.filter(facility=hall, start__lt=span.end, end__gt=span.start)
    return list(found.select_related("warning").prefetch_related("rooms"))


def days_of_recurring(hall: Facility, event: int, since: date) -> list[date]:
    """On which days, from one on, something that recurs (by its event's id) closes or opens a hall, as far as
    that is laid out. Two queries."""
    ahead = {"facility": hall, "event_id": event, "cancelled": False, "original_day__gte": since}
    rows = (
        rows.objects.filter(**ahead).values_list("original_day", flat=True) for rows in (Closure, Evening)
    )
    return sorted(day for days in rows for day in days if day is not None)

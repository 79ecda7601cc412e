"""Dated evenings and closures, each by its key, of one hall alone."""

from facilities.models import Closure, Evening, Facility


def evening_of(hall: Facility, key: int) -> Evening | None:
    """None for another hall's. One query."""
    return Evening.objects.filter(facility=hall, pk=key).first()


def closure_of(hall: Facility, key: int) -> Closure | None:
    """The same of a closure."""
    return Closure.objects.filter(facility=hall, pk=key).first()

"""What was noticed in a hall."""

from booking.models import Occurrence
from booking.queries.bookings import Absent
from facilities.models import Facility


def occurrences_of(hall: Facility, start: int, end: int) -> list[Occurrence]:
    """What happened in a hall from one instant up to another, in order. One query."""
    found = Occurrence.objects.filter(facility=hall, at__gte=start, at__lt=end)
    return list(found.select_related("room", "by"))


def occurrence_of(hall: Facility, public_id: str) -> Occurrence:
    """One of this hall. Absent for any other. One query."""
    found = Occurrence.objects.filter(facility=hall, public_id=public_id).select_related("facility")
    one = found.first() if public_id.isalnum() else None
    if one is None:
        raise Absent(public_id)
    return one

"""A department's meetings, and what its halls entered. Nobody else learns which they were."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from booking.models import Booking, Meeting, NetworkBody
from booking.queries.bookings import Absent
from booking.rules.lifecycle import HOLDING
from booking.rules.meetings import CASE
from facilities.models import Department, Facility
from facilities.rules.spans import instant


def meetings_of(department: Department, first: date, last: date, zone: ZoneInfo) -> QuerySet[Meeting]:
    """Those between two local dates of `zone`, both included, in their order; also what was cancelled. Four
    queries."""
    since, until = instant(first, 0, zone), instant(last + timedelta(days=1), 0, zone)
    rows = Meeting.objects.filter(department=department, start__gte=since, start__lt=until)
    return rows.select_related("held_at").prefetch_related("bookings__room__facility", "bodies")


def meeting_of(department: Department, public_id: str) -> Meeting:
    """One of them. Absent for any other."""
    rows = Meeting.objects.filter(department=department, public_id=public_id)
    found = rows.select_related("department", "held_at").first()
    if found is None:
        raise Absent(public_id)
    return found


def meetings_at(hall: Facility, since: int) -> list[Meeting]:
    """What the hall's own desk entered and which ends after an instant (seconds), in its order: no case
    conference, whoever has made one of it since. Three queries."""
    rows = Meeting.objects.filter(facility=hall, end__gt=since).exclude(of=CASE)
    return list(rows.select_related("held_at").prefetch_related("bookings__room__facility", "bodies"))


def meeting_at(hall: Facility, public_id: str) -> Meeting:
    """One of them, whenever it is. Absent."""
    rows = Meeting.objects.filter(facility=hall, public_id=public_id).exclude(of=CASE)
    found = rows.select_related("department", "held_at").first()
    if found is None:
        raise Absent(public_id)
    return found


def rooms_held(meeting: Meeting) -> list[Booking]:
    """What it holds now; none once it was cancelled. No query where its bookings were read with it."""
    return [one for one in meeting.bookings.all() if one.state in HOLDING]


def bodies_to_name() -> list[NetworkBody]:
    """Who may have been there: also whom no page shows any more. One query."""
    return list(NetworkBody.objects.order_by("position", "pk"))

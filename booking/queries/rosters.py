"""Who of the staff serves at a hall, and who is on duty on which day."""

from collections import defaultdict
from datetime import date

from django.db.models import Q

from booking.models import OnDuty, Person
from facilities.models import Facility


def staff_of(hall: Facility) -> list[Person]:
    """Whoever has a post at a hall or its department, by key. One query."""
    here = Q(posts__facility=hall) | Q(posts__department__facilities=hall)
    return list(Person.objects.filter(here, is_active=True).distinct().order_by("pk"))


def on_duty(hall: Facility, first: date, last: date) -> dict[date, list[Person]]:
    """Who is on duty from one day to another, both included. One query."""
    found: dict[date, list[Person]] = defaultdict(list)
    rows = OnDuty.objects.filter(facility=hall, day__gte=first, day__lte=last).select_related("person")
    for row in rows:
        found[row.day].append(row.person)
    return found

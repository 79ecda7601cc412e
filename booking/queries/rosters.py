"""Who of the staff serves at a hall, and who is on duty on which day."""

from collections import defaultdict
from datetime import date

from django.db.models import Q

from booking.models import OnDuty, Person, Post
from booking.queries.posts import standing
from booking.rules.staff import Right, holding
from facilities.models import Facility


def staff_of(hall: Facility, now: int) -> list[Person]:
    """Whoever may be on duty at a hall at an instant (seconds, UTC), by key. One query."""
    # Who reads its log or counts its figures has a post there, too, and never stands at its desk.
    here = Q(facility=hall) | Q(department__facilities=hall)
    posts = Post.objects.filter(here, standing(now), role__in=holding(Right.DAY) | holding(Right.COURSES))
    return list(Person.objects.filter(posts__in=posts, is_active=True).distinct().order_by("pk"))


def on_duty(hall: Facility, first: date, last: date) -> dict[date, list[Person]]:
    """Who is on duty from one day to another, both included. One query."""
    found: dict[date, list[Person]] = defaultdict(list)
    rows = OnDuty.objects.filter(facility=hall, day__gte=first, day__lte=last).select_related("person")
    for row in rows:
        found[row.day].append(row.person)
    return found

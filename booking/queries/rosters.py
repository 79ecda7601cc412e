"""Who of the staff serves at a hall, and who is on duty on which day."""

from collections import defaultdict
from datetime import date

from django.db.models import Q

from booking.models import OnDuty, Person, Post
from booking.queries.posts import standing
from facilities.models import Facility


def staff_of(hall: Facility, now: int) -> list[Person]:
    """Whoever has a post at a hall or its department at an instant (seconds, UTC), by key. One query."""
    posts = Post.objects.filter(Q(facility=hall) | Q(department__facilities=hall), standing(now))
    return list(Person.objects.filter(posts__in=posts, is_active=True).distinct().order_by("pk"))


def on_duty(hall: Facility, first: date, last: date) -> dict[date, list[Person]]:
    """Who is on duty from one day to another, both included. One query."""
    found: dict[date, list[Person]] = defaultdict(list)
    rows = OnDuty.objects.filter(facility=hall, day__gte=first, day__lte=last).select_related("person")
    for row in rows:
        found[row.day].append(row.person)
    return found

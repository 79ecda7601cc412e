"""The bodies around a child, as they are shown to everybody and as an office keeps them."""

from django.db.models import QuerySet

from booking.models import NetworkBody
from booking.queries.bookings import Absent
from facilities.models import Department


def shown_bodies() -> list[NetworkBody]:
    """Whom everybody may turn to, in the city's order, the centre first. One query."""
    return list(NetworkBody.objects.filter(shown=True).order_by("-centre", "position", "pk"))


def bodies_of(department: Department) -> QuerySet[NetworkBody]:
    """Those that an office keeps, shown or not."""
    return NetworkBody.objects.filter(department=department)


def body_of(department: Department, public_id: str) -> NetworkBody:
    """One of them. Absent for any other."""
    found = bodies_of(department).filter(public_id=public_id).first()
    if found is None:
        raise Absent(public_id)
    return found

"""Who is in the house when it closes, and who of them was handed over."""

from booking.models import Booking, Pickup
from booking.rules.lifecycle import State
from facilities.models import Facility


def inside(hall: Facility) -> list[Booking]:
    """Who is in the house now, by room. Three queries."""
    rows = Booking.objects.filter(room__facility=hall, state=State.IN_USE)
    told = rows.select_related("room__facility", "group", "person", "session__programme")
    return list(told.prefetch_related("pickups", "headcounts"))


def came_with(booking: Booking) -> int:
    """How many came with a booking that is in use: as the desk has counted them, else as many as were to
    come. No query for one of those `inside`, else one."""
    counted = [one.count for one in booking.headcounts.all()]
    return sum(counted) if counted else booking.headcount + booking.carers


def still_inside(booking: Booking) -> int:
    """How many of them nobody was handed over yet. No query as before, else two."""
    return max(came_with(booking) - sum(one.headcount for one in booking.pickups.all()), 0)


def pickup_in(hall: Facility, key: int) -> Pickup | None:
    """Who was handed over, as a desk has noted it, by its key. One query."""
    return Pickup.objects.filter(pk=key, booking__room__facility=hall).first()

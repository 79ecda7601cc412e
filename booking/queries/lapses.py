"""Bookings that are held only up to an instant."""

from django.db.models import QuerySet

from booking.models import Booking
from booking.rules.lifecycle import State


def lapsing(now: int) -> QuerySet[Booking]:
    """Provisional bookings whose time is over."""
    return Booking.objects.filter(state=State.PROVISIONAL, lapses_at__lte=now).order_by("lapses_at", "pk")

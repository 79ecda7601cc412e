"""What is to be sent to other systems, and what it says."""

from collections import defaultdict
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from booking.models import Booking, Delivery
from booking.rules.webhooks import PLACE
from facilities.rules.spans import local


def waiting(now: int) -> QuerySet[Delivery]:
    """Messages that are due (`now` by the machine's clock), the oldest first."""
    due = Delivery.objects.filter(state=Delivery.State.WAITING, due_at__lte=now)
    return due.select_related("webhook", "act").order_by("due_at", "pk")


def body_of(delivery: Delivery) -> dict[str, Any]:
    """The message: what happened when, and the booking as it stands now. Nobody's name is in it."""
    act = delivery.act
    # As it stands when it is sent, and not as it was: a message that comes late or twice does no harm.
    booking = Booking.objects.select_related("room__facility").get(public_id=act.subject_id)
    zone = ZoneInfo(booking.room.facility.timezone)
    return {
        "id": delivery.public_id,
        "event": delivery.event,
        "at": local(act.at, zone).isoformat(),
        "changed": sorted({"room" if field == "room_id" else field for field in act.after if field in PLACE}),
        "booking": _booking(booking, zone),
        "headcount": _headcount(booking),
    }


def _booking(booking: Booking, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "id": booking.public_id,
        "hall": booking.room.facility.slug,
        "room": booking.room.slug,
        "start": local(booking.start, zone).isoformat(),
        "end": local(booking.end, zone).isoformat(),
        "state": booking.state,
        "expected": booking.headcount,
    }


def _headcount(booking: Booking) -> dict[str, dict[str, int]]:
    """Of each part those of each band; empty until somebody has counted."""
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    for row in booking.headcounts.order_by("part", "band"):
        counts[row.part][row.band] = row.count
    return dict(counts)

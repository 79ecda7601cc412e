"""The dates of a series that were never booked: how many are to come, and the form that finishes them."""

from dataclasses import dataclass

from django.urls import reverse

from booking.models import Series
from booking.queries import series_rest
from booking.web.series_dates import anchor
from booking.web.series_plan import Plan


@dataclass(frozen=True, slots=True)
class Rest:
    """So many dates, and where each is shown with what would be possible for it."""

    count: int
    href: str


def rest_told(found: Series, rest: series_rest.Rest) -> Rest:
    plan = Plan(
        room=found.room,
        # No room but its own: what is finished are the dates as they were meant.
        rooms={},
        first=rest.first,
        often=rest.often,
        until=rest.until.isoformat(),
        skip=rest.skip,
    )
    base = reverse("series-new", args=[found.room.facility.slug, found.room.slug])
    return Rest(len(rest.days), f"{base}?{plan.query()}#{anchor(rest.days[0])}")

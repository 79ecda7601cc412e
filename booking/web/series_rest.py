"""The dates of a series that were never booked: how many are to come, and the form that finishes them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.urls import reverse

from booking.models import Booking, Series
from booking.rules.series import TooMany, days_of, use_on, ways
from booking.rules.weeks import wall
from booking.web.series_dates import anchor
from booking.web.series_plan import Plan
from facilities.rules.evenings import Recurrence
from facilities.rules.spans import Span, local_day


@dataclass(frozen=True, slots=True)
class Rest:
    """So many dates, and where each is shown with what would be possible for it."""

    count: int
    href: str


def rest_of(
    found: Series, recurrence: Recurrence, bookings: Sequence[Booking], had: Collection[date], now: int
) -> Rest | None:
    """None where every date to come was booked once: what was given back since is no gap of the booking.

    `had` are the days for which its bookings are meant.
    """
    zone = ZoneInfo(found.room.facility.timezone)
    today = local_day(now, zone)
    first, key = _first_use(recurrence, bookings, zone), _way(recurrence)
    try:
        days = days_of(recurrence)
    except (TooMany, ValueError):  # written before series had an end: the form could not show it either
        return None
    missing = [day for day in days if day not in had and day > today]
    if not missing or first is None or not key or recurrence.last is None:
        return None
    plan = Plan(
        room=found.room,
        # No room but its own: what is finished are the dates as they were meant.
        rooms={},
        first=first,
        often=key,
        until=recurrence.last.isoformat(),
        skip=frozenset(days) - frozenset(missing),
    )
    base = reverse("series-new", args=[found.room.facility.slug, found.room.slug])
    return Rest(len(missing), f"{base}?{plan.query()}#{anchor(missing[0])}")


def _first_use(recurrence: Recurrence, bookings: Sequence[Booking], zone: ZoneInfo) -> Span | None:
    """As most of its dates are on the clock, on the day with which it began: single dates may have moved."""
    times = [
        tuple(wall(at, local_day(one.start, zone), zone) for at in (one.start, one.end)) for one in bookings
    ]
    start, end = max(times, key=times.count)
    return use_on(recurrence.first, start, end, zone)


def _way(recurrence: Recurrence) -> str:
    """How the form calls the way in which it recurs; "" for one that it does not offer."""
    offered = ways(recurrence.first).items()
    same = (key for key, way in offered if way.model_copy(update={"last": recurrence.last}) == recurrence)
    return next(same, "")

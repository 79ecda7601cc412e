"""The dates of a series that were never booked: which are to come, and what asks for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from booking.models import Booking, Series
from booking.rules.series import TooMany, days_of, use_on, ways
from booking.rules.weeks import wall
from facilities.rules.evenings import Recurrence
from facilities.rules.spans import Span, local_day


@dataclass(frozen=True, slots=True)
class Rest:
    """The series as it was asked for: its `first` use, how `often`, up to and with `until`; all of it but
    `skip` are the `days` that are left."""

    first: Span
    often: str
    until: date
    days: tuple[date, ...]
    skip: frozenset[date]


def rest_of(found: Series, recurrence: Recurrence, bookings: Sequence[Booking], now: int) -> Rest | None:
    """None where every date to come was booked once: what was given back since is no gap of the booking.

    `bookings` are those of the series, `now` an instant. No query, with the room and its hall at hand.
    """
    zone = ZoneInfo(found.room.facility.timezone)
    today, had = local_day(now, zone), {meant_for(one) for one in bookings}
    first, often = _first_use(recurrence, bookings, zone), _way(recurrence)
    try:
        days = days_of(recurrence)
    except (TooMany, ValueError):  # written before series had an end: nothing could ask for it either
        return None
    missing = tuple(day for day in days if day not in had and day > today)
    if not missing or first is None or not often or recurrence.last is None:
        return None
    return Rest(first, often, recurrence.last, missing, frozenset(days) - frozenset(missing))


def meant_for(booking: Booking) -> date:
    """The day of the series for which a date is, though it may have moved since."""
    return booking.original_day or local_day(booking.start, ZoneInfo(booking.room.facility.timezone))


def _first_use(recurrence: Recurrence, bookings: Sequence[Booking], zone: ZoneInfo) -> Span | None:
    """As most of its dates are on the clock, on the day with which it began: single dates may have moved."""
    times = [
        tuple(wall(at, local_day(one.start, zone), zone) for at in (one.start, one.end)) for one in bookings
    ]
    start, end = max(times, key=times.count)
    return use_on(recurrence.first, start, end, zone)


def _way(recurrence: Recurrence) -> str:
    """What the way in which it recurs is called where one asks for it; "" for one that is not offered."""
    offered = ways(recurrence.first).items()
    same = (key for key, way in offered if way.model_copy(update={"last": recurrence.last}) == recurrence)
    return next(same, "")

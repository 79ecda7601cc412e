"""The same again: the next time that a booking could be repeated on its weekday."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice

from booking.models import Booking
from booking.queries.boards import board, still_asked, zone_of
from booking.queries.party import Asker
from booking.rules.weeks import is_open, wall
from facilities.rules.spans import Span, instant, local_day

WEEKS = 8
A_WEEK = timedelta(days=7)


def next_week(booking: Booking, now: int) -> Span:
    """The first use on the booking's weekday, at its wall times, that has not begun. Nobody is asked whether
    it can be had. No query."""
    return next(_weekly(booking, now))


def again(booking: Booking, asker: Asker, now: int) -> Span | None:
    """The first of these in the booking's room, within eight weeks from now, that is free and open to whoever
    asks; None if there is none. Three queries."""
    room, zone = booking.room, zone_of(booking.room)
    uses = list(islice(_weekly(booking, now), WEEKS))
    days = [local_day(use.start, zone) for use in uses]
    view = board([room], [(day, day) for day in days], asker, now, purpose=booking.purpose)
    for day, use in zip(days, uses, strict=True):
        plan = view.calendar.plan(room, day)
        held = view.held(room, plan.between_bookings(use))
        if not held and is_open(view.verdict(room, plan, use), still_asked(asker)):
            return use
    return None


def _weekly(booking: Booking, now: int) -> Iterator[Span]:
    zone = zone_of(booking.room)
    first, today = local_day(booking.start, zone), local_day(now, zone)
    # By wall times: a week in seconds would miss them where clocks change.
    start, end = (wall(at, first, zone) for at in (booking.start, booking.end))
    day = today + timedelta(days=(first - today).days % 7)
    while True:
        use = Span(instant(day, start, zone), instant(day, end, zone))
        # Whoever has just finished means the week to come, and not the hour that is over.
        if use.start > now:
            yield use
        day += A_WEEK

"""The same again: the next time that a booking could be repeated on its weekday."""

from datetime import timedelta

from booking.models import Booking
from booking.queries.boards import board, still_asked, zone_of
from booking.queries.party import Asker
from booking.rules.weeks import is_open, wall
from facilities.rules.spans import Span, instant, local_day

WEEKS = 8
A_WEEK = timedelta(days=7)


def again(booking: Booking, asker: Asker, now: int) -> Span | None:
    """The first use on the booking's weekday, at its wall times in its room, within eight weeks from now
    that is free and open to whoever asks; None if there is none. Three queries."""
    room, zone = booking.room, zone_of(booking.room)
    first = local_day(booking.start, zone)
    start, end = (wall(at, first, zone) for at in (booking.start, booking.end))
    today = local_day(now, zone)
    # Today, too, if it is that weekday: an hour that is over is refused like any other.
    soonest = today + timedelta(days=(first - today).days % 7)
    days = [soonest + week * A_WEEK for week in range(WEEKS)]
    view = board([room], [(day, day) for day in days], asker, now, purpose=booking.purpose)
    for day in days:
        use = Span(instant(day, start, zone), instant(day, end, zone))
        plan = view.calendar.plan(room, day)
        held = view.held(room, plan.between_bookings(use))
        if not held and is_open(view.verdict(room, plan, use), still_asked(asker)):
            return use
    return None

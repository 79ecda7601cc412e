"""The same again: the next time that a booking could be repeated on its weekday."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import islice

from booking.models import Booking
from booking.queries.boards import Board, board, still_asked, zone_of
from booking.queries.party import Asker
from booking.rules.weeks import is_open as lets_in
from booking.rules.weeks import wall
from facilities.models import Room
from facilities.rules.spans import Span, instant, local_day

WEEKS = 8
A_WEEK = timedelta(days=7)


def next_week(booking: Booking, now: int) -> Span:
    """The first use on the booking's weekday, at its wall times, that has not begun. Nobody is asked whether
    it can be had. No query."""
    return next(_weekly(booking, now))


def next_free(bookings: Sequence[Booking], own: Sequence[Booking], now: int) -> dict[int, Span]:
    """For each booking (by key) the first of its weekly uses within eight weeks in which its room is open and
    neither somebody else nor a booking of one's `own` stands in the way; nothing where there is none.

    What the rules say to those people is asked at the tap: a list of twenty would ask the judge a hundred
    times. Three queries, none for no bookings.
    """
    if not bookings:
        return {}
    rooms = list({one.room_id: one.room for one in bookings}.values())
    today = min(local_day(now, zone_of(room)) for room in rooms)
    view = board(rooms, [(today, today + (WEEKS + 1) * A_WEEK)], None, now)
    busy = [Span(one.start, one.end) for one in own]
    found = {}
    for one in bookings:
        uses = islice(_weekly(one, now), WEEKS)
        use = next((use for use in uses if _is_vacant(view, one.room, use, busy)), None)
        if use is not None:
            found[one.pk] = use
    return found


def _is_vacant(view: Board, room: Room, use: Span, busy: Sequence[Span]) -> bool:
    if any(use.overlaps(span) for span in busy):
        return False
    plan = view.calendar.plan(room, local_day(use.start, zone_of(room)))
    # Where no rule says when the room is open, the hall is asked: that is no day that is closed.
    is_open = any(span.contains(use) for span in plan.open_spans) or not plan.hours_published
    return is_open and not view.held(room, plan.between_bookings(use))


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
        if not held and lets_in(view.verdict(room, plan, use), still_asked(asker)):
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

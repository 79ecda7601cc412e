"""The same again: the next time that a booking could be repeated on its weekday."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice

from django.db.models import Q

from booking.models import Booking, Person
from booking.queries.boards import board, still_asked, zone_of
from booking.queries.bookings import leading
from booking.queries.party import Asker
from booking.rules.lifecycle import State
from booking.rules.weeks import is_open, wall
from facilities.rules.spans import Span, instant, local_day

WEEKS = 8
A_WEEK = timedelta(days=7)
DAY = 24 * 60 * 60
# Where nobody was checked in it stays booked; who never came does not want the same again.
CAME = (State.BOOKED, State.IN_USE, State.USED)


def last_used(person: Person, now: int) -> Booking | None:
    """What somebody, or a group that they lead, has used last. One query."""
    theirs = Q(person=person) | Q(group__in=leading(person))
    # A few weeks back at most: of last summer nobody thinks as of "last time".
    used = Booking.objects.filter(theirs, end__gt=now - WEEKS * 7 * DAY, end__lte=now, state__in=CAME)
    return used.select_related("room__facility", "group").order_by("-end", "-pk").first()


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

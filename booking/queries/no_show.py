"""Whom the desk still waits for, and from when it waits no longer."""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from booking.models import Booking
from booking.queries.rules import rules_for
from booking.rules.ask import Ask, Channel, Party, Step
from booking.rules.circumstances import Facts
from booking.rules.no_show import EXPECTED, due_at, is_counted
from booking.rules.rulebook import Rules
from facilities.models import Facility
from facilities.queries.warnings import warnings_at
from facilities.rules.spans import Span, day_span, local_day


def due(hall: Facility, bookings: Iterable[Booking], now: int) -> dict[int, int]:
    """By key, of a hall's bookings to which somebody is still to come, the instant from which nobody is
    waited for. One query for all of a day, one more for each other day."""
    rules: dict[object, Rules] = {}
    found = {}
    for booking in bookings:
        if booking.state in EXPECTED:
            day = local_day(booking.start, ZoneInfo(hall.timezone))
            if day not in rules:
                rules[day] = rules_for(hall, day)
            found[booking.pk] = late_at(hall, booking, rules[day], now)
    return found


def late_at(hall: Facility, booking: Booking, rules: Rules, now: int) -> int:
    """The same of one booking, by the rules of its day."""
    return due_at(_asked(hall, booking, now), rules, booking.waits_until)


def is_noted(booking: Booking) -> bool:
    """Whether the hall's rules count that nobody came; not on a day with a weather warning. Two queries."""
    hall, zone = booking.room.facility, ZoneInfo(booking.room.facility.timezone)
    day = local_day(booking.start, zone)
    # Of the whole day and not of the use alone: who turns back on the way does not know when it is lifted.
    if warnings_at(hall, day_span(day, zone)):
        return False
    return is_counted(rules_for(hall, day))


def _asked(hall: Facility, booking: Booking, now: int) -> Ask:
    return Ask(
        step=Step.ARRIVE,
        asked_at=now,
        hall=hall.slug,
        room=booking.room.slug,
        day=local_day(booking.start, ZoneInfo(hall.timezone)),
        span=Span(booking.start, booking.end),
        channel=Channel(booking.channel),
        party=Party(),
        facts=Facts(booked=True, contacted=False),
    )

"""Several rooms for one occasion."""

from dataclasses import dataclass

from booking.models import Booking, Person
from booking.queries.boards import board, zone_of
from booking.queries.bookings import people_of
from booking.queries.party import asker_of_booking
from booking.rules.lifecycle import HOLDING
from booking.rules.verdict import Outcome
from facilities.models import Room
from facilities.rules.spans import Span, local_day


def together(booking: Booking) -> list[Booking]:
    """The other bookings of the same occasion that stand. One query, none for one that stands alone."""
    if not booking.visit:
        return []
    others = Booking.objects.filter(visit=booking.visit, state__in=HOLDING).exclude(pk=booking.pk)
    return list(others.select_related("room__facility", "group").order_by("pk"))


@dataclass(frozen=True, slots=True)
class Beside:
    """Another room of the hall at the same time, and whether it can be had."""

    room: Room
    possible: bool


def rooms_beside(booking: Booking, now: int, reader: Person) -> list[Beside]:
    """The hall's other rooms for the time of a booking, as the judge sees them. Eight queries."""
    span, zone = Span(booking.start, booking.end), zone_of(booking.room)
    rooms = Room.objects.filter(facility=booking.room.facility_id, published=True, bookable=True)
    others = list(rooms.exclude(pk=booking.room_id).select_related("facility"))
    day = local_day(span.start, zone)
    asker = asker_of_booking(booking, people_of(booking), now, reader)
    view = board(others, [(day, day)], asker, now, purpose=booking.purpose)
    found = []
    for room in others:
        plan = view.calendar.plan(room, view.calendar.day_at(room, span.start))
        verdict = view.verdict(room, plan, span)
        free = not view.held(room, plan.between_bookings(span))
        # As the verb has it: a page offers only those rooms that its button can book.
        found.append(Beside(room, free and verdict.outcome is Outcome.ALLOW and not verdict.lacking))
    return found

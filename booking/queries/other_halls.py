"""Where a displaced booking could be in another hall, when nothing in its own fits."""

from collections.abc import Sequence
from itertools import islice
from zoneinfo import ZoneInfo

from booking.models import Booking, Person
from booking.queries.boards import board
from booking.queries.bookings import people_of
from booking.queries.nearby import Near, at_that_time
from booking.queries.party import asker_of_booking
from facilities.models import Room
from facilities.rules.spans import Span, local_day


def in_other_halls(
    booking: Booking, given: Sequence[Near], now: int, reader: Person, limit: int
) -> tuple[Near, ...]:
    """At most `limit` places as long and at about that time that the judge allows the same people, in the
    halls' order, the soonest of a hall's rooms as they stand; not those that are `given` to others. Nine
    queries, none for a booking without an account."""
    # Who called has spoken with this hall: nothing of theirs goes to another.
    if booking.person_id is None:
        return ()
    rooms, span = _others(booking.room), Span(booking.start, booking.end)
    if not rooms:
        return ()
    day = local_day(span.start, ZoneInfo(booking.room.facility.timezone))
    asker = asker_of_booking(booking, people_of(booking), now, reader)
    view = board(rooms, [(day, day)], None, now).of(asker, booking)
    free = (one for one in at_that_time(view, rooms, span) if not any(clash(one, other) for other in given))
    return tuple(islice(free, limit))


def clash(one: Near, other: Near) -> bool:
    """Whether two places cannot both be had."""
    return one.span.overlaps(other.span) and bool(_spaces(one.room) & _spaces(other.room))


def _others(room: Room) -> list[Room]:
    """Rooms of the city's other halls; whoever wanted to be loud is not sent where it disturbs. Two
    queries."""
    lent = Room.objects.filter(bookable=True, published=True, facility__published=True)
    rows = lent.exclude(facility=room.facility_id).select_related("facility").prefetch_related("spaces")
    fit = rows.filter(loud=True) if room.loud else rows
    return list(fit.order_by("facility__position", "facility", "position", "pk"))


def _spaces(room: Room) -> set[int]:
    return {space.pk for space in room.spaces.all()}

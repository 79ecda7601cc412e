"""Looking at a booking, or taking a hall's log along. What is somebody else's is open to the desk of its
hall, and the look is logged."""

from datetime import date

from booking.actions.acts import log
from booking.models import Booking, Person
from booking.queries.bookings import Absent, at_the_desk, by_public_id
from facilities.models import Facility


def look_up(*, public_id: str, reader: Person, now: int) -> Booking:
    """A booking of the reader's own, or of a hall that they serve. Absent for any other. No inverse."""
    try:
        return by_public_id(public_id, reader)
    except Absent:
        found = at_the_desk(public_id, reader)
    if found.person is not None:
        told = {"booking": found.public_id}
        log("person", found.person.public_id, "look", reader, now, after=told, hall=found.room.facility_id)
    return found


def note_export(*, hall: Facility, reader: Person, first: date, last: date, now: int) -> None:
    """Somebody takes a copy of a hall's log, from one day up to another. No inverse."""
    days = {"from": first.isoformat(), "day": last.isoformat()}
    log("hall", hall.slug, "export_acts", reader, now, after=days, hall=hall.pk)

"""Looking at a booking. What is somebody else's is open to the desk of its hall, and the look is logged."""

from booking.actions.acts import log
from booking.models import Booking, Person
from booking.queries.bookings import Absent, at_the_desk, by_public_id


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

"""Several rooms for one occasion: bookings that are seen together, and given up together if one likes.

`now` is an instant (seconds, UTC).
"""

from django.db import transaction

from booking.actions.bookings import book, cancel
from booking.actions.changes import hold_still, locked, must_be_booked, must_be_unchanged
from booking.actions.places import one_winner
from booking.actions.wanted import Wanted
from booking.models import Booking, Person
from booking.queries.bookings import Absent, people_of
from booking.queries.party import company_of
from booking.queries.visits import together
from booking.rules.ask import Channel
from facilities.models import Room
from facilities.rules.spans import Span


def add_room(*, booking: Booking, room: Room, actor: Person, now: int) -> Booking:
    """Another room for the same time and people. Refused as for `book`; Absent and Stale as for `cancel`.

    Where the room is theirs for it already nothing changes. Inverse: cancelling it.
    """
    with one_winner(), transaction.atomic():
        current = locked(booking, actor, now, room)
        # Before it is asked whether it has changed: a second tap finds what the first one did.
        if made := next((one for one in together(current) if one.room_id == room.pk), None):
            return made
        must_be_unchanged(current, booking)
        must_be_booked(current, now)
        # A caller's other rooms are booked by the desk, as the first was: nobody could be asked for.
        if current.person is None:
            raise Absent(booking.public_id)
        # Named after the first room: an occasion is nothing of its own, and has no row.
        if not current.visit:
            current.visit = current.public_id
            current.save(update_fields=["visit"])
        return book(
            person=current.person,
            wanted=Wanted(
                room,
                Span(current.start, current.end),
                company_of(current, people_of(current)),
                purpose=current.purpose,
                channel=Channel(current.channel),
                visit=current.visit,
            ),
            now=now,
        )


@transaction.atomic
def cancel_all(*, booking: Booking, actor: Person, now: int) -> list[Booking]:
    """Gives back every room of the occasion that still stands. Absent, Refused and Stale as for `cancel`."""
    rooms = [booking, *together(booking)]
    # At once what each would lock for itself: one after the other they would break the one order.
    hold_still(rooms, [one.room for one in rooms])
    return [cancel(booking=one, actor=actor, now=now) for one in rooms]

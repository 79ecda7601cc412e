"""What happens while a room is used: staying on, handing it back before the end.

`now` is an instant (seconds, UTC).
"""

from django.db import transaction

from booking import notices
from booking.actions.allowing import FOR_NOTHING, Answering, answered_for, note_answering
from booking.actions.bookings import must_be_there
from booking.actions.changes import locked, must_be_booked, must_be_unchanged, refused, write
from booking.actions.places import one_winner
from booking.actions.session_rooms import date_held_still, ends_with_its_rooms
from booking.models import Booking, Person
from booking.queries.money import kept, reckoned
from booking.queries.staying import staying
from booking.rules.codes import Code
from booking.rules.lifecycle import HOLDING
from facilities.rules.spans import Span

A_MINUTE = 60


def extend(
    *, booking: Booking, actor: Person, until: int, answering: Answering = FOR_NOTHING, now: int
) -> Booking:
    """The same use up to `until` (an instant), on its own day, if nobody follows and the hall allows it.

    Where it ends then already nothing changes. Refused by the judge, also where the hall has displaced it,
    unless the desk is `answering` for it; TAKEN if somebody follows, PAST once it is over, OFF_SLOT for an
    earlier end; Absent and Stale as for `cancel`. A date of a programme lasts as long. Inverse: `hand_back`.
    """
    answering = answering.plain()
    with one_winner(), transaction.atomic():
        date = date_held_still(booking)
        current = locked(booking, actor, now)
        must_be_there(current, actor, now, answering)
        if current.end == until:
            return current
        must_be_unchanged(current, booking)
        must_be_booked(current, now)
        # A shorter use gives something back, to the line first: that is another verb.
        if until < current.end:
            raise refused(Code.OFF_SLOT)
        found = staying(current, Span(current.end, until), now, actor)
        answered_for(found, answering, actor, now, current.room)
        note_answering(current, found, answering, actor, now)
        longer = Span(current.start, until)
        fee = kept(reckoned(current, longer, current.room, actor, now))
        write(current, "extend", actor, now, end=until, bill=fee)
        notices.moved(current)
        if date is not None:
            ends_with_its_rooms(date, actor, now)
        return current


@transaction.atomic
def hand_back(*, booking: Booking, actor: Person, now: int) -> Booking:
    """Gives the rest of a use back that has begun: it ends with this minute, and others can have the room.
    What it costs stays as it was. A date of a programme ends with the last of its rooms.

    Refused (PAST) if it is over, OFF_SLOT if it has not begun: that is `cancel`. Absent and Stale as
    there. Inverse: `extend`, while nobody was faster.
    """
    date = date_held_still(booking)
    current = locked(booking, actor, now)
    # Whole minutes, as everything that is booked: and never before now, since the use has been there.
    end = now - now % A_MINUTE + A_MINUTE
    # Before it is asked whether it has changed: a second tap finds what the first one did.
    if current.state in HOLDING and now < current.end <= end:
        return current
    must_be_unchanged(current, booking)
    must_be_booked(current, now)
    if now < current.start:
        raise refused(Code.OFF_SLOT)
    # The bill stays: the rest of the time was kept for them until now (decision 32).
    write(current, "hand_back", actor, now, end=end)
    notices.moved(current)
    if date is not None:
        ends_with_its_rooms(date, actor, now)
    return current

"""What the desk books for others: for members, and for those who call and have no account.

`now` is an instant (seconds, UTC).
"""

from django.db import transaction

from booking import notices
from booking.actions.allowing import FOR_NOTHING, Answering, answered_for, note_answering
from booking.actions.answers import Once
from booking.actions.callers import Calling, keep_caller
from booking.actions.desk import must_hold
from booking.actions.places import one_winner
from booking.actions.wanted import Wanted
from booking.models import Booking, Person
from booking.queries.party import asker_at_desk
from booking.rules.staff import Right


def book_for(
    *,
    whom: Person | Calling,
    wanted: Wanted,
    actor: Person,
    answering: Answering = FOR_NOTHING,
    now: int,
    key: str = "",
) -> Booking:
    """The same as `book` for others: what the desk is `answering` for is set aside and goes on record.

    Errors as for `book`; Absent, too, for an actor who does not serve at the desk of this hall; Missing for
    a call without a name. Inverse: `cancel`.
    """
    must_hold(actor, Right.DESK, wanted.room.facility_id, now=now)
    person, calling = (whom, None) if isinstance(whom, Person) else (None, whom.plain())
    wanted, answering = wanted.plain(), answering.plain()
    # Of a member the key is the member's: whichever desk sends it again, they are booked once.
    once = Once.of(person or actor, "book", key, wanted.body)
    with one_winner(), transaction.atomic():
        # Of a caller there is no row: it is the desk's own key under which this is done once.
        wanted.lock(person or actor)
        if before := once.booked(now):
            return before
        booking = _booked(wanted, person, actor, answering, now)
        keep_caller(booking, calling)
        notices.booked(booking)
        once.keep(booking.public_id, now)
        return booking


def _booked(wanted: Wanted, person: Person | None, actor: Person, answering: Answering, now: int) -> Booking:
    found = wanted.found(asker_at_desk(person, wanted.company, now), now)
    verdict = answered_for(found.verdict, answering, actor, now, wanted.room)
    booking = found.placed(verdict, person, actor, now)
    note_answering(booking, found.verdict, answering, actor, now)
    return booking

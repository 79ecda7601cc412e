"""Closing while people are inside: from now on, who is called, who was handed over and when.

`now` is an instant (seconds, UTC).
"""

from django.db import transaction

from booking.actions.acts import log
from booking.actions.changes import held_still
from booking.actions.closures import OneClosure, close_locked, closed_already, lift
from booking.actions.desk import must_hold
from booking.actions.locks import lock_hall
from booking.actions.texts import needed
from booking.models import Booking, Person, Pickup
from booking.queries.acts import was_closed_at_once
from booking.queries.bookings import Absent
from booking.queries.contacts import Contact, contacts_of
from booking.queries.emergencies import still_inside
from booking.rules.staff import Right
from facilities.models import Closure, Facility
from facilities.rules.spans import Span

LONGEST_RELATION = 30


@transaction.atomic
def close_now(
    *, facility: Facility, until: int, reason_ja: str = "", reason_en: str = "", actor: Person, now: int
) -> Closure:
    """The hall is closed from now until an instant. Who has a booking later is told and chooses; who is
    inside stays on the list until they are picked up. Absent for whoever may not close it.

    ValueError if `until` is not to come. Inverse: `open_again`.
    """
    must_hold(actor, Right.CLOSE, facility.pk, now=now)
    wanted = OneClosure(Span(now, until), reason_ja=reason_ja, reason_en=reason_en)
    hall = lock_hall(facility)
    before = closed_already(hall, [wanted], now)
    # Without offers: a house that is being emptied waits for nobody to choose other times.
    (closure,) = before or close_locked(hall, [wanted], None, actor, now, verb="close_now")
    return closure


@transaction.atomic
def open_again(*, closure: Closure, actor: Person, now: int) -> Closure:
    """What `close_now` has closed is open again: by whoever may close it, since in the evening nobody else is
    there to take a slip back.

    Absent for whoever may not, and for what was closed in another way: that is for those who decide the
    hours. Inverse: closing anew.
    """
    hall = closure.facility
    must_hold(actor, Right.CLOSE, hall.pk, now=now)
    if not was_closed_at_once(closure):
        raise Absent(closure.pk)
    return lift(closure, actor, now)


@transaction.atomic
def pick_up(*, booking: Booking, headcount: int, relation: str, actor: Person, now: int) -> Pickup:
    """So many of those who are still there with a booking were handed over, to whom in a word of relation.

    ValueError for none, and for more than are left, Missing and Unfit for the word, Absent for whoever does
    not serve there. Inverse: `not_picked_up`.
    """
    must_hold(actor, Right.DESK, booking.room.facility.pk, now=now)
    relation = needed(relation, "relation", LONGEST_RELATION)
    # Of those who are left, and not of all who came: a button that is pressed twice hands nobody over twice,
    # nor do two who press at once: the second counts behind the first one's lock.
    booking = held_still(booking)
    left = still_inside(booking)
    if not 1 <= headcount <= left:
        raise ValueError(f"{headcount} of {left}")
    made = Pickup.objects.create(
        booking=booking, at=now, headcount=headcount, relation=relation, noted_by=actor
    )
    told, hall = {"pickup": made.pk, "headcount": headcount}, booking.room.facility.pk
    log("booking", booking.public_id, "pick_up", actor, now, after=told, hall=hall)
    return made


@transaction.atomic
def not_picked_up(*, pickup: Pickup, actor: Person, now: int) -> None:
    """It was noted by mistake. Absent for whoever does not serve there. Inverse: `pick_up`."""
    hall = pickup.booking.room.facility.pk
    must_hold(actor, Right.DESK, hall, now=now)
    before = {"pickup": pickup.pk, "headcount": pickup.headcount}
    pickup.delete()
    log("booking", pickup.booking.public_id, "not_picked_up", actor, now, before=before, hall=hall)


def look_up_contacts(*, booking: Booking, actor: Person, now: int) -> list[Contact]:
    """How to reach those who come, and the guardians of the children among them; the look is logged.

    Absent for whoever may not see it. No inverse.
    """
    must_hold(actor, Right.CONTACT, booking.room.facility.pk, now=now)
    found = contacts_of(booking)
    for key in sorted({one.person for one in found}):
        after = {"booking": booking.public_id, "looked_at": "contact"}
        # In the hall's log, or no auditor would ever find it.
        log("person", key, "look", actor, now, after=after, hall=booking.room.facility.pk)
    return found

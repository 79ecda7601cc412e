"""The places that are held for whoever was displaced: what every change of a booking does to them.

Whoever calls has locked the spaces of these rooms, and stands in a transaction.
"""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from booking.actions.locks import count_up
from booking.actions.places import spaces_of
from booking.models import Booking, Claim, Displacement, Notice
from booking.notices.displacements import TAKEN_AWAY
from booking.queries.displacing import open_displacements
from booking.rules.displacing import Answer, answer_of
from booking.rules.lifecycle import State
from facilities.models import Room


def rooms_offered(bookings: Iterable[Booking]) -> list[Room]:
    """The rooms in which a place is held for one of these bookings. One query."""
    found = open_displacements(bookings).values()
    return [one.offer.room for one in found if one.offer is not None]


def free_offer(booking: Booking) -> None:
    """What was offered to it no longer stands in its way; if it goes elsewhere, `settle` takes it away."""
    Claim.objects.filter(
        booking__offered_instead__booking=booking, booking__offered_instead__state=Answer.OPEN
    ).delete()


def settle(bookings: Sequence[Booking], now: int) -> None:
    """What a change answers of a displacement. One query, five more for each that is answered."""
    found = open_displacements(bookings)
    for booking in bookings:
        if one := found.get(booking.pk):
            _settle(one, booking, now)


def close_with(one: Displacement, answer: Answer, now: int) -> None:
    """It is answered, and what was offered is free again."""
    withdraw(one)
    one.state, one.answered_at = answer, now
    one.save(update_fields=["state", "answered_at", "offer"])
    # The calls stay as they are: whether they still are to be made is asked (`calls_at`), and not written.


def withdraw(one: Displacement) -> None:
    """What was offered is free again. The offer leaves no trace but in the acts: it was nobody's booking."""
    offer, one.offer = one.offer, None
    if offer is not None:
        offer.claims.all().delete()
        Displacement.objects.filter(pk=one.pk).update(offer=None)
        Booking.objects.filter(pk=offer.pk, state=State.OFFERED).delete()
        count_up(spaces=spaces_of(offer.room))


def unheard_of(one: Displacement) -> QuerySet[Notice]:
    """The calls about it that have reached nobody yet."""
    due = (Notice.Call.DUE, Notice.Call.NO_ANSWER)
    return Notice.objects.filter(
        booking=one.booking_id, kind__in=TAKEN_AWAY, call__in=due, made_at__gte=one.made_at
    )


def note_anew(booking: Booking, now: int) -> None:
    """What its people's calendars say of it has changed, and nothing else: their counters move with the
    hall's, or by the caller."""
    booking.sequence, booking.changed_at = booking.sequence + 1, now
    booking.save(update_fields=["sequence", "changed_at"])


def _settle(one: Displacement, booking: Booking, now: int) -> None:
    stays = (booking.room_id, booking.start) == (one.room_id, one.start)
    offer = one.offer
    as_offered = offer is not None and (booking.room_id, booking.start) == (offer.room_id, offer.start)
    answer = answer_of(State(booking.state), stays, as_offered)
    if answer is not Answer.OPEN:
        close_with(one, answer, now)

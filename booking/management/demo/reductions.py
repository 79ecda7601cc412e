"""A group of the demo city that asks to be let off a fee, so that its desk has something to decide."""

from booking.actions.reductions import ask_reduction
from booking.models import Booking
from booking.queries.money import bill
from booking.queries.reductions import open_grounds
from booking.rules.lifecycle import State

SAID = "地域の子どもたちのための集まりです。"


def ask_for_a_reduction(now: int) -> None:
    """For the next booking that costs something and for which the hall's clauses name a ground."""
    ahead = Booking.objects.filter(state=State.BOOKED, start__gt=now, bill__charged=True)
    for booking in ahead.select_related("room__facility", "person").order_by("start", "pk"):
        actor = booking.person
        if actor is not None and (grounds := open_grounds(booking, bill(booking, actor))):
            clause = grounds[0].clause.id
            ask_reduction(booking=booking, actor=actor, clause=clause, said=SAID, now=now)
            return

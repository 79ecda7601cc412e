"""Giving up after the hall's deadline: it is noted, and the hall's sanctions may count it.

`now` is an instant (seconds, UTC). Whoever calls has locked the bookings.
"""

from collections.abc import Sequence

from booking.models import Booking, Incident, Person
from booking.queries.boards import zone_of
from booking.queries.bookings import Absent, leads
from booking.queries.giving_up import LATE, causes_named, giving_up, late_among
from booking.queries.posts import serves
from booking.rules.lifecycle import HALL, State
from facilities.rules.spans import local_day


class NoSuchCause(Absent):
    """No clause of the day names it."""


def note_if_late(booking: Booking, actor: Person, now: int) -> bool:
    """Counts a cancellation after the hall's deadline, unless the desk does it; whether it was late."""
    # An offer that is not taken costs nobody anything.
    held = booking.person_id is not None and booking.state != State.OFFERED
    late = held and not for_the_hall(actor, booking, now)
    if late := late and bool(giving_up(booking, now, actor).late):
        _incident(booking, now).save()
    return late


def cause_of(booking: Booking, actor: Person, said: str | None, now: int) -> str:
    """Why it is given up: what those say who have it is "", whatever is `said`; the desk's is HALL unless it
    says otherwise. NoSuchCause for what no clause of the day names."""
    if not for_the_hall(actor, booking, now):
        return ""
    # Of what nobody asked the desk, a series or an undoing, the hall bears the cost and not the group.
    if said is None:
        return HALL
    if said not in ("", HALL, *causes_named(booking)):
        raise NoSuchCause(said)
    return said


def note_those_late(bookings: Sequence[Booking], actor: Person, now: int) -> None:
    """The same for several, each by its own deadline. As many queries for many as for one."""
    owned = [one for one in bookings if one.person_id is not None and one.state != State.OFFERED]
    # Of one series: whose one date is, all are.
    if not owned or for_the_hall(actor, owned[0], now):
        return
    late = late_among(owned, now, actor)
    Incident.objects.bulk_create(_incident(one, now) for one in late)


def for_the_hall(actor: Person, booking: Booking, now: int) -> bool:
    """Whether somebody does what they do to a booking as its desk, and not as one of those who have it."""
    # Whoever has booked, or leads the group, gives up what is their own, though they may serve there besides.
    own = actor.pk == booking.person_id or leads(actor, booking.group_id)
    return not own and serves(actor, [booking.room.facility_id], now)


def _incident(booking: Booking, now: int) -> Incident:
    whose = {"group": booking.group} if booking.group else {"person": booking.person}
    # On the day on which it is found, and not that of the use: sanctions are counted from then.
    return Incident(booking=booking, event=LATE, on=local_day(now, zone_of(booking.room)), **whose)

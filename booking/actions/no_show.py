"""Nobody came: the desk waits longer, or releases the room. Never by itself, nor before the hall's minutes.

`now` is an instant (seconds, UTC).
"""

from zoneinfo import ZoneInfo

from django.db import transaction

from booking import notices
from booking.actions.changes import locked, must_be_unchanged, must_stand, refused, write
from booking.actions.desk import must_hold
from booking.actions.places import one_winner
from booking.actions.session_rooms import date_held_still, held_after_all, left_without_rooms
from booking.models import Booking, Incident, Person
from booking.queries.no_show import due, is_noted
from booking.rules.codes import Code
from booking.rules.lifecycle import State
from booking.rules.no_show import EVENT, EXPECTED, PATIENCE
from booking.rules.staff import Right
from facilities.rules.spans import local_day


class NotYet(Exception):
    """Somebody may still come: until `until` (an instant) the room is theirs."""

    def __init__(self, until: int) -> None:
        super().__init__(until)
        self.until = until


@transaction.atomic
def wait_longer(*, booking: Booking, actor: Person, now: int) -> Booking:
    """The desk waits another quarter of an hour for them. Absent, Refused and Stale as for
    `release_no_show`. Inverse: none, one may release after that."""
    current = _expected(booking, actor, now)
    write(current, "wait_longer", actor, now, waits_until=now + PATIENCE)
    return current


@transaction.atomic
def release_no_show(*, booking: Booking, actor: Person, now: int) -> Booking:
    """Nobody came, so the room is given back: to the line where somebody waits, else to all.

    It is noted as a no-show where the hall's clauses count that, and never on a day with a weather warning.
    NotYet before the hall's minutes are over, or while the desk waits longer; Refused (PAST) if they are in
    the room or it is over; Absent for whoever does not serve there, Stale as for `cancel`. Inverse:
    `take_back_release`.

    A date of a programme that has no other room does not take place, and whoever has signed up is told.
    """
    date = date_held_still(booking)
    current = _expected(booking, actor, now)
    until = due(current.room.facility, [current], now)[current.pk]
    if now < until:
        raise NotYet(until)
    # Whoever called has no record in which anything could be counted.
    if current.person_id is not None and is_noted(current):
        whose = {"group": current.group} if current.group else {"person": current.person}
        # On the day on which it is found: sanctions are counted from then.
        Incident.objects.create(
            booking=current, event=EVENT, on=local_day(now, ZoneInfo(current.room.facility.timezone)), **whose
        )
    write(current, "release_no_show", actor, now, state=State.NO_SHOW)
    notices.released(current)
    if date is not None:
        left_without_rooms(date, actor, now)
    return current


def take_back_release(*, booking: Booking, actor: Person, now: int) -> Booking:
    """They came after all, and the room is still nobody's: it is theirs again, and nothing is noted.

    Where it is theirs already nothing changes. Refused (TAKEN) if others have it or are offered it, PAST once
    it is over, or the programme's date was called off in another way; Absent and Stale as before. Inverse:
    `release_no_show`.
    """
    with one_winner(), transaction.atomic():
        date = date_held_still(booking)
        current = _of_theirs(booking, actor, now)
        if current.state in EXPECTED:
            return current
        must_be_unchanged(current, booking)
        if current.state != State.NO_SHOW or current.end <= now:
            raise refused(Code.PAST)
        if date is not None:
            held_after_all(date, current.changed_at, actor, now)
        current.incidents.filter(event=EVENT).delete()
        # With patience: the hall's minutes are over, and the next look would find them missing again.
        write(current, "take_back_release", actor, now, state=State.BOOKED, waits_until=now + PATIENCE)
        notices.restored(current)
        return current


def _expected(booking: Booking, actor: Person, now: int) -> Booking:
    current = _of_theirs(booking, actor, now)
    must_be_unchanged(current, booking)
    must_stand(current, now)
    if current.state not in EXPECTED:
        raise refused(Code.PAST)
    return current


def _of_theirs(booking: Booking, actor: Person, now: int) -> Booking:
    """As it is now, locked. A member may change their booking, and not say that they did not come."""
    current = locked(booking, actor, now)
    must_hold(actor, Right.DESK, current.room.facility_id, now=now)
    return current

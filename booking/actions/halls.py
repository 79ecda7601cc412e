"""Who shows a hall to the public or takes it out of sight: facilities' verbs with an actor.

Each locks the hall and then its spaces, so that no rulebook comes or goes meanwhile; moves the
hall's counter; and leaves an Act. Where nothing changes, nothing is written. `now` is an instant
(seconds, UTC).
"""

from django.db import transaction

from booking.actions.acts import write_hall_act
from booking.actions.locks import lock_hall
from booking.models import Person
from facilities.actions import halls
from facilities.models import Facility


@transaction.atomic
def publish(*, facility: Facility, actor: Person | None, now: int) -> bool:
    """Shows the hall; whether it was hidden. Incomplete without rooms or rules. Inverse: `withdraw`."""
    hall = lock_hall(facility)
    changed = halls.publish(facility=hall)
    if changed:
        _act(hall, "publish", actor, now)
    return changed


@transaction.atomic
def withdraw(*, facility: Facility, actor: Person | None, now: int) -> bool:
    """Hides the hall; whether it was shown. Bookings that stand keep standing. Inverse: `publish`."""
    hall = lock_hall(facility)
    changed = halls.withdraw(facility=hall)
    if changed:
        _act(hall, "withdraw", actor, now)
    return changed


def _act(hall: Facility, verb: str, actor: Person | None, now: int) -> None:
    was, is_now = {"published": not hall.published}, {"published": hall.published}
    write_hall_act(hall=hall, verb=verb, actor=actor, now=now, before=was, after=is_now)

"""Who may lead a programme, its row under lock, and the Act of what is decided of it.

`now` is an instant (seconds, UTC).
"""

from collections.abc import Collection
from typing import Any

from django.db.models import F

from booking.actions.acts import log
from booking.actions.desk import must_hold, must_hold_at_one
from booking.models import Person, Programme
from booking.rules.staff import Right


def locked_by_leader(programme: Programme, actor: Person, now: int) -> Programme:
    """The programme as it is now, locked before any booking of it: of two who change it the second waits.
    Absent for whoever may not lead it."""
    current = Programme.objects.select_for_update(no_key=True, of=("self",)).get(pk=programme.pk)
    must_lead(current, actor, now)
    return current


def must_lead(programme: Programme, actor: Person, now: int) -> None:
    """Absent for whoever has not the right PROGRAMMES at its hall, or at one of its department's."""
    if programme.facility_id is not None:
        must_hold(actor, Right.PROGRAMMES, programme.facility_id, now=now)
    else:
        halls: Collection[int] = list(programme.department.facilities.values_list("pk", flat=True))
        must_hold_at_one(actor, Right.PROGRAMMES, halls, now=now)


def programme_act(programme: Programme, verb: str, actor: Person | None, now: int, **told: Any) -> None:
    """One more change of it, and its Act; `actor` is None for what the service does by itself."""
    Programme.objects.filter(pk=programme.pk).update(revision=F("revision") + 1)
    log("programme", programme.public_id, verb, actor, now, hall=programme.facility_id, **told)

"""Approving at once what people and groups have applied for at a hall: the spring's renewals are hundreds.

`now` is an instant (seconds, UTC), `day` the local day of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from booking.actions.group_registrations import approve_clean
from booking.actions.registrations import renew_registrations
from booking.models import Person, Registration
from booking.queries.queues import registrations_at
from facilities.models import Facility

# Each is approved in a transaction of its own: more of them and the page would be waited for.
MOST_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Approved:
    """How many were `done`; those that are `left` have something broken or lacking, and are looked at."""

    done: int
    left: Sequence[Registration]


def approve_waiting(*, hall: Facility, actor: Person, now: int, day: date) -> Approved:
    """The registrations of which nothing is broken or lacking, each for itself; of people and of groups the
    first MOST_AT_ONCE. Absent for whoever registers nobody there. Inverse: `registrations.reconsider`, of
    each."""
    waiting = registrations_at(hall).filter(state=Registration.State.APPLIED).order_by("pk")
    people = list(waiting.filter(group=None).select_related("person")[:MOST_AT_ONCE])
    groups = list(waiting.filter(person=None).select_related("group")[:MOST_AT_ONCE])
    left = [one for one, _verdict in renew_registrations(registrations=people, actor=actor, now=now).left]
    left += approve_clean(registrations=groups, actor=actor, now=now, day=day)
    return Approved(len(people) + len(groups) - len(left), left)

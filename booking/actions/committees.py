"""Children's committees: a hall names a group so, and says which programme a committee planned.

Whoever has the right PROGRAMMES at the hall, else Absent. `now` is an instant (seconds, UTC).
"""

from django.db import transaction

from booking.actions.acts import log
from booking.actions.changes import Stale
from booking.actions.desk import must_hold
from booking.actions.locks import lock
from booking.actions.programmes_led import locked_by_leader, programme_act
from booking.models import Committee, Group, Membership, Person, Programme
from booking.queries.bookings import Absent
from booking.queries.committees import committee_at
from booking.rules.staff import Right
from facilities.models import Facility


class NotChildren(ValueError):
    """The group is of another kind."""


class NoContact(ValueError):
    """The group has no adult whom the desk may call."""


class Elsewhere(ValueError):
    """Another hall has named it."""


@transaction.atomic
def name_committee(*, group: Group, facility: Facility, actor: Person, now: int) -> Committee:
    """From now on the group stands on the hall's page, and its bookings are counted as meetings; named twice
    it is named once. NotChildren, NoContact, Elsewhere; Absent for one that is no more. Inverse:
    `end_committee`."""
    must_hold(actor, Right.PROGRAMMES, facility.pk, now=now)
    lock(groups=[group.pk])
    current = Group.objects.get(pk=group.pk)
    if current.dissolved_at is not None:
        raise Absent(group.public_id)
    if current.kind != Group.Kind.CHILDREN:
        raise NotChildren(current.kind)
    if not current.memberships.filter(role=Membership.Role.ADULT_CONTACT).exists():
        raise NoContact(group.public_id)
    found = Committee.objects.filter(group=current).first()
    if found is not None and found.ended_at is None:
        if found.facility_id != facility.pk:
            raise Elsewhere(found.facility_id)
        return found
    fields = {"facility": facility, "since": now, "ended_at": None}
    made, _new = Committee.objects.update_or_create(group=current, defaults=fields)
    _act(made, "name_committee", actor, now)
    return made


@transaction.atomic
def end_committee(*, group: Group, facility: Facility, actor: Person, now: int) -> None:
    """It stands on the page no more; what it planned and how often it met stays. Absent for one that the hall
    has not. Inverse: `name_committee`."""
    must_hold(actor, Right.PROGRAMMES, facility.pk, now=now)
    lock(groups=[group.pk])
    found = committee_at(facility, group.public_id)
    found.ended_at = now
    found.save(update_fields=["ended_at"])
    _act(found, "end_committee", actor, now)


@transaction.atomic
def credit_committee(
    *, programme: Programme, group: Group | None, seen: int, actor: Person, now: int
) -> Programme:
    """The programme's page says who planned it; None: nobody. Absent for whoever does not lead the programme,
    and for a group that is no committee of its hall; Stale (`seen` is the revision that was read). Inverse:
    the one before."""
    current = locked_by_leader(programme, actor, now)
    if current.revision != seen:
        raise Stale(current.public_id)
    if group is not None:
        if current.facility is None:
            raise Absent(group.public_id)
        committee_at(current.facility, group.public_id)
    if current.planned_by != group:
        current.planned_by = group
        current.save(update_fields=["planned_by"])
        programme_act(current, "credit_committee", actor, now)
    return current


def _act(committee: Committee, verb: str, actor: Person, now: int) -> None:
    log("committee", committee.group.public_id, verb, actor, now, hall=committee.facility_id)

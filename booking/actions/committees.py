"""Children's committees: a hall names a group so, or for the whole city a department; and says which
programme a committee planned.

Whoever has the right PROGRAMMES there, else Absent. `now` is an instant (seconds, UTC).
"""

from django.db import transaction

from booking.actions.acts import log
from booking.actions.changes import Stale
from booking.actions.desk import must_answer_for, must_hold
from booking.actions.locks import lock
from booking.actions.programmes_led import locked_by_leader, programme_act
from booking.models import Committee, Group, Membership, Person, Programme
from booking.queries.bookings import Absent
from booking.queries.committees import Place, committee_at, committee_for, committees_at, place_of
from booking.rules.staff import Right
from facilities.models import Department, Facility


class NotChildren(ValueError):
    """The group is of another kind."""


class NoContact(ValueError):
    """The group has no adult whom the desk may call."""


class Elsewhere(ValueError):
    """Another hall or department has named it."""


@transaction.atomic
def name_committee(*, group: Group, facility: Facility, actor: Person, now: int) -> Committee:
    """From now on the group stands on the hall's page, and its bookings are counted as meetings; named twice
    it is named once. NotChildren, NoContact, Elsewhere; Absent for one that is no more. Inverse:
    `end_committee`."""
    must_hold(actor, Right.PROGRAMMES, facility.pk, now=now)
    return _named(group, facility, actor, now)


@transaction.atomic
def name_city_committee(*, group: Group, department: Department, actor: Person, now: int) -> Committee:
    """The same for one of the whole city, which plans with a department. Absent for whoever has not the right
    there. Inverse: `end_city_committee`."""
    must_answer_for(actor, Right.PROGRAMMES, department.pk, now=now)
    return _named(group, department, actor, now)


@transaction.atomic
def end_committee(*, group: Group, facility: Facility, actor: Person, now: int) -> None:
    """It stands on the page no more; what it planned and how often it met stays. Absent for one that the hall
    has not. Inverse: `name_committee`."""
    must_hold(actor, Right.PROGRAMMES, facility.pk, now=now)
    _end(group, facility, actor, now)


@transaction.atomic
def end_city_committee(*, group: Group, department: Department, actor: Person, now: int) -> None:
    """The same for one of the whole city. Inverse: `name_city_committee`."""
    must_answer_for(actor, Right.PROGRAMMES, department.pk, now=now)
    _end(group, department, actor, now)


@transaction.atomic
def credit_committee(
    *, programme: Programme, group: Group | None, seen: int, actor: Person, now: int
) -> Programme:
    """The programme's page says who planned it; None: nobody. Absent for whoever does not lead the programme,
    and for a group that is no committee of its hall or department; Stale (`seen` is the revision that was
    read). Inverse: the one before."""
    current = locked_by_leader(programme, actor, now)
    if current.revision != seen:
        raise Stale(current.public_id)
    if group is not None and group != current.planned_by:
        committee_for(current, group.public_id)
    if current.planned_by != group:
        current.planned_by = group
        current.save(update_fields=["planned_by"])
        programme_act(current, "credit_committee", actor, now)
    return current


def _named(group: Group, at: Place, actor: Person, now: int) -> Committee:
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
        if not committees_at(at).filter(pk=found.pk).exists():
            raise Elsewhere(group.public_id)
        return found
    fields = {**place_of(at), "since": now, "ended_at": None}
    made, _new = Committee.objects.update_or_create(group=current, defaults=fields)
    _act(made, "name_committee", actor, now)
    return made


def _end(group: Group, at: Place, actor: Person, now: int) -> None:
    lock(groups=[group.pk])
    found = committee_at(at, group.public_id)
    found.ended_at = now
    found.save(update_fields=["ended_at"])
    _act(found, "end_committee", actor, now)


def _act(committee: Committee, verb: str, actor: Person, now: int) -> None:
    log("committee", committee.group.public_id, verb, actor, now, hall=committee.facility_id)

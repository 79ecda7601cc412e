"""Who is in a group, and as what: leave, remove, change a role, hand over.

A group has one leader always; the database keeps that there are never two. As in `groups`, `group` is
as its form showed it and `now` an instant (seconds, UTC).
"""

from django.db import transaction

from booking import notices
from booking.actions import lines
from booking.actions.groups import Role, end, led, write_group_act
from booking.actions.locks import count_up, lock
from booking.models import Group, Membership, Person
from booking.queries.bookings import Absent

# What a leader makes of a member; who leads is changed by handing over.
GIVEN = (Role.DEPUTY, Role.MEMBER, Role.ADULT_CONTACT)


class LeaderStays(Exception):
    """Whoever leads a group hands it over, or dissolves it, before they leave."""


@transaction.atomic
def leave(*, group: Group, person: Person, now: int) -> None:
    """The person is in the group no more. Absent, LeaderStays. Inverse: joining again by an invitation."""
    lock(groups=[group.pk], people=[person.pk])
    # Not by `led`: leaving overwrites nothing that a form has shown, so nobody is told Stale.
    own = _of(group, person)
    if own.role == Role.LEADER:
        raise LeaderStays(group.public_id)
    own.delete()
    lines.hand_on(group, person)
    write_membership(group, "leave", person, now, person, before=own.role)
    notices.left_group(group, person, now)


@transaction.atomic
def remove(*, group: Group, actor: Person, person: Person, now: int) -> None:
    """Takes somebody else out of the group; a deputy only those who do not lead it.

    Absent, Stale, LeaderStays. Inverse: `invite`.
    """
    current = led(group, actor, people=[person.pk])
    gone = _of(current, person)
    if gone.role == Role.LEADER or person == actor:
        raise LeaderStays(group.public_id)
    # Deputies are equals: none of them puts out another.
    if gone.role == Role.DEPUTY and _of(current, actor).role != Role.LEADER:
        raise Absent(group.public_id)
    gone.delete()
    lines.hand_on(current, person)
    _changed(current, "remove", actor, now, person, before=gone.role)
    notices.removed_from_group(current, person, now)


@transaction.atomic
def change_role(*, group: Group, actor: Person, person: Person, role: str, now: int) -> None:
    """Makes somebody a deputy, a member or the adult contact. The leader alone may.

    Absent, Stale, LeaderStays for the leader's own role, ValueError. Inverse: changing it back.
    """
    if role not in GIVEN:
        raise ValueError(role)
    current = led(group, actor, roles=(Role.LEADER,), people=[person.pk])
    theirs = _of(current, person)
    if theirs.role == Role.LEADER:
        raise LeaderStays(group.public_id)
    if theirs.role != role:
        was, theirs.role = theirs.role, role
        theirs.save(update_fields=["role"])
        _changed(current, "change_role", actor, now, person, before=was, after=role)
        notices.role_changed(current, person, role, now)


@transaction.atomic
def hand_over(*, group: Group, actor: Person, person: Person, now: int) -> None:
    """The person leads the group from now on, and whoever led it is a deputy. The leader alone may.

    Absent, Stale. Inverse: the other hands it back.
    """
    current = led(group, actor, roles=(Role.LEADER,), people=[person.pk])
    theirs, own = _of(current, person), _of(current, actor)
    if theirs.pk == own.pk:
        return
    was, own.role, theirs.role = theirs.role, Role.DEPUTY, Role.LEADER
    # Down before up: the database never sees two leaders, not even within a transaction.
    own.save(update_fields=["role"])
    theirs.save(update_fields=["role"])
    _changed(current, "hand_over", actor, now, person, before=was, after=Role.LEADER)
    notices.handed_over(current, person, now)


def part_with_all(person: Person, now: int) -> None:
    """Whoever goes for good is in no group any more; they and their groups are locked, and of each somebody
    else leads it, or nobody else is in it. A deputy becomes the leader; a group of nobody is no more, and
    its name, which was theirs alone, goes with them."""
    for own in list(Membership.objects.filter(person=person).select_related("group").order_by("pk")):
        group = own.group
        own.delete()
        write_group_act(group, "leave", person, now, {"person": person.public_id, "role": own.role})
        if not group.memberships.exists():
            end(group, person, now, (), name="")
            continue
        if own.role == Role.LEADER:
            _follow(group, now)
        lines.hand_on(group, person)


def _follow(group: Group, now: int) -> None:
    """The first deputy leads a group that has no leader any more."""
    heir = group.memberships.filter(role=Role.DEPUTY).select_related("person").order_by("pk").first()
    if heir is not None:
        heir.role = Role.LEADER
        heir.save(update_fields=["role"])
        told = {"person": heir.person.public_id}
        write_group_act(
            group, "hand_over", None, now, {**told, "role": Role.DEPUTY}, {**told, "role": Role.LEADER}
        )
        notices.handed_over(group, heir.person, now)


def write_membership(
    group: Group,
    verb: str,
    actor: Person,
    now: int,
    person: Person,
    *,
    before: str = "",
    after: str = "",
) -> None:
    """Logs what somebody was in the group and is now ("" for nothing), and moves the counters."""
    told = {"person": person.public_id}
    write_group_act(group, verb, actor, now, {**told, "role": before}, {**told, "role": after})
    count_up(groups=[group.pk], people=[person.pk])


def _changed(group: Group, verb: str, actor: Person, now: int, person: Person, **roles: str) -> None:
    """The same of what somebody who leads the group did."""
    group.sequence += 1
    group.save(update_fields=["sequence"])
    write_membership(group, verb, actor, now, person, **roles)


def _of(group: Group, person: Person) -> Membership:
    found = Membership.objects.filter(group=group, person=person).first()
    if found is None:
        raise Absent(group.public_id)
    return found

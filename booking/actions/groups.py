"""The verbs of a group: found, rename, count the usual ones, keep its roster, dissolve.

Every verb locks the group first, and whoever leads it may change it. Of two who change it at once the
second is told (Stale): `group` is as its form showed it. `now` is an instant (seconds, UTC). The Acts
hold keys and what changed, no name.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db import transaction

from booking import notices
from booking.actions import lines
from booking.actions.acts import log
from booking.actions.changes import Stale
from booking.actions.locks import count_up, lock
from booking.actions.texts import plain
from booking.models import Group, Membership, Person
from booking.queries.bookings import LEADING, Absent
from booking.queries.groups import ahead, everybody_in
from booking.queries.party import Company
from booking.rules.names import LONGEST_NAME
from booking.rules.plain_text import as_seen
from booking.rules.rosters import Roster, must_be_possible

MOST_GROUPS = 20  # of one person
Role = Membership.Role


class GroupNameMissing(ValueError):
    """A group without a name that can be seen could not be told from another."""


class TooManyGroups(ValueError):
    """More than `MOST_GROUPS` groups of one person."""


class StillBooked(Exception):
    """The group has bookings ahead of it, so many: they are given back first."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


@transaction.atomic
def found(*, person: Person, name: str, kind: str, now: int) -> Group:
    """A new group that the person leads; of that name and kind the one that they lead already, as a second
    tap asks for it. Inverse: `dissolve`.

    Unfit, GroupNameMissing, ValueError for a kind that there is not, TooManyGroups.
    """
    lock(people=[person.pk])
    name, kind = _name(name), Group.Kind(kind)
    led_already = person.memberships.filter(role=Role.LEADER, group__name=name, group__kind=kind)
    if same := led_already.select_related("group").first():
        return same.group
    if person.memberships.count() >= MOST_GROUPS:
        raise TooManyGroups(MOST_GROUPS)
    group = Group.objects.create(name=name, kind=kind)
    Membership.objects.create(group=group, person=person, role=Role.LEADER)
    write_group_act(group, "found", person, now, after={"kind": str(kind)})
    count_up(people=[person.pk])
    return group


@transaction.atomic
def rename(*, group: Group, actor: Person, name: str, now: int) -> Group:
    """Calls the group something else. Absent, Stale, Unfit, GroupNameMissing. Inverse: renaming it back."""
    current, name = led(group, actor), _name(name)
    if current.name != name:
        change(current, "rename", actor, now, name=name)
    return current


@transaction.atomic
def count_usual(*, group: Group, actor: Person, counted: Mapping[str, int], now: int) -> Group:
    """How many usually come, by age band. Absent, Stale, ValueError for a band or number that cannot be.

    Inverse: counting as before.
    """
    usual = {band: count for band, count in Company(counted=counted).counted.items() if count}
    current = led(group, actor)
    if current.usual != usual:
        change(current, "count_usual", actor, now, usual=usual)
    return current


@transaction.atomic
def keep_roster(*, group: Group, actor: Person, roster: Roster, now: int) -> Group:
    """How many members have no card, by age band and tie to the city. Absent, Stale, ValueError.

    Inverse: keeping the one before.
    """
    must_be_possible(roster)
    current = led(group, actor)
    if current.roster != roster:
        change(current, "keep_roster", actor, now, roster=roster)
    return current


@transaction.atomic
def dissolve(*, group: Group, actor: Person, now: int) -> None:
    """The group is no more: nobody is in it, what it has used stays counted. Its leader alone may.

    Absent, Stale, StillBooked. No inverse.
    """
    people = list(group.memberships.values_list("person", flat=True))
    current = led(group, actor, roles=(Role.LEADER,), people=people)
    # Under the lock, which booking takes too: nothing can be booked in between.
    if booked := ahead(current, now):
        raise StillBooked(len(booked))
    # Told first: afterwards nobody is in it who could be told.
    readers = [person for person in everybody_in(current) if person != actor]
    notices.dissolved(current, readers, now)
    end(current, actor, now, people)
    current.memberships.all().delete()


def end(group: Group, actor: Person, now: int, people: Iterable[int], **fields: Any) -> None:
    """A locked group is no more: nobody joins it, it waits for nothing. These (by key) were its people."""
    change(group, "dissolve", actor, now, people=people, dissolved_at=now, roster={}, usual={}, **fields)
    group.invitations.filter(revoked_at=None).update(revoked_at=now)
    lines.disband(group)


def led(
    group: Group, actor: Person, *, roles: Collection[str] = LEADING, people: Iterable[int] = ()
) -> Group:
    """The group as it is now, locked with these people. Absent for whoever has none of these roles in it,
    Stale if it has changed since it was read."""
    # Before it is read who leads it: a leader may have handed it over while its form was open.
    lock(groups=[group.pk], people=[actor.pk, *people])
    current = Group.objects.get(pk=group.pk)
    if not current.memberships.filter(person=actor, role__in=roles).exists():
        raise Absent(group.public_id)
    # After the roles: whether it has changed is nobody's to know who does not lead it.
    if current.sequence != group.sequence:
        raise Stale(group.public_id)
    return current


def change(
    group: Group, verb: str, actor: Person, now: int, *, people: Iterable[int] = (), **fields: Any
) -> None:
    """Sets the fields of a locked group, logs them, and moves the counters of its members' feeds."""
    # The Acts hold no names, a group's neither: it may be a person's.
    before = {field: getattr(group, field) for field in fields if field != "name"}
    for field, value in fields.items():
        setattr(group, field, value)
    group.sequence += 1
    group.save(update_fields=[*fields, "sequence"])
    write_group_act(group, verb, actor, now, before, {field: getattr(group, field) for field in before})
    count_up(groups=[group.pk], people=people)


def write_group_act(
    group: Group,
    verb: str,
    actor: Person | None,
    now: int,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    why: str = "",
) -> None:
    log("group", group.public_id, verb, actor, now, before=before, after=after, why=why)


def _name(name: str) -> str:
    name = plain(name, "name", LONGEST_NAME)
    if not as_seen(name):
        raise GroupNameMissing
    return name

"""What rivals do in a band."""

from collections.abc import Callable, Mapping
from typing import Any

from booking.actions.invitations import invite, join
from booking.actions.memberships import hand_over
from booking.models import Group, Membership, Person
from tests.factories import NOW
from tests.people import a_group, a_high_schooler


def _band(members: int) -> dict[str, Any]:
    """A band with so many members, the first its leader; and how often it was changed."""
    people = [a_high_schooler() for _ in range(members)]
    return {"group": a_group("band", *people).pk, "people": [person.pk for person in people], "sequence": 0}


def _invite(group: int, actor: int, places: int) -> str:
    found = Group.objects.get(pk=group)
    leader = Person.objects.get(pk=actor)
    return invite(group=found, actor=leader, places=places, now=NOW).invitation.public_id


def _join(person: int, invitation: str) -> int:
    return join(person=Person.objects.get(pk=person), invitation=invitation, now=NOW).pk


def _hand_over(group: int, actor: int, person: int, sequence: int) -> int:
    found = Group.objects.get(pk=group)
    found.sequence = sequence
    people = Person.objects.in_bulk([actor, person])
    hand_over(group=found, actor=people[actor], person=people[person], now=NOW)
    return person


def _members(group: int) -> dict[str, Any]:
    """Who is in it, by role."""
    rows = Membership.objects.filter(group=group).order_by("pk").values_list("role", "person")
    sequence = Group.objects.values_list("sequence", flat=True).get(pk=group)
    return {"people": list(rows), "sequence": sequence}


OF_GROUPS: Mapping[str, Callable[..., Any]] = {
    "band": _band,
    "invite": _invite,
    "join": _join,
    "hand_over": _hand_over,
    "members": _members,
}

"""The groups of a hall: those that register with one of its rulebooks, as the desk sees them."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from booking.models import Group, Membership, Registration
from booking.queries.queues import registrations_at
from facilities.models import Facility

MOST = 60
State = Registration.State


@dataclass(frozen=True, slots=True)
class Listed:
    """A group with its last registration at the hall, and how many members with a card it has."""

    group: Group
    registration: Registration
    members: int


def groups_at(hall: Facility, text: str = "") -> list[Listed]:
    """By name, at most MOST; with a text those whose name, or a member's reading, holds it. Two queries."""
    ours = groups_of(hall)
    # PostgreSQL cannot even be asked for a text with a NUL in it.
    if "\x00" in text:
        return []
    if text:
        # Asked apart: a join that finds one member would count that one as all of them.
        theirs = Membership.objects.filter(person__reading__icontains=text).values("group")
        ours = ours.filter(Q(name__icontains=text) | Q(pk__in=theirs))
    counted = {
        row.pk: row for row in ours.annotate(size=Count("memberships", distinct=True)).order_by("name")[:MOST]
    }
    last: dict[int, Registration] = {}
    for one in registrations_at(hall).filter(group__in=counted).order_by("pk"):
        if one.group_id is not None:
            last[one.group_id] = one
    return [Listed(row, last[key], getattr(row, "size", 0)) for key, row in counted.items()]


def group_at(hall: Facility, public_id: str) -> Group | None:
    """A group of the hall's by the id in its address. One query."""
    found = groups_of(hall).filter(public_id=public_id) if public_id.isalnum() else None
    return found.first() if found is not None else None


def members_of(group: Group) -> list[Membership]:
    """Everybody with a card, who leads it first. One query."""
    members = list(group.memberships.select_related("person").order_by("pk"))
    order = list(Membership.Role)
    return sorted(members, key=lambda one: order.index(Membership.Role(one.role)))


def registrations_of_group(group: Group, hall: Facility) -> list[Registration]:
    """With the hall's registries, the last first. One query."""
    return list(registrations_at(hall).filter(group=group).order_by("-registered_on", "-pk"))


def applied_groups(hall: Facility) -> QuerySet[Registration]:
    """What groups have applied for at the hall's registries."""
    applied = registrations_at(hall).filter(state=State.APPLIED, group__isnull=False)
    return applied.select_related("group").order_by("registered_on", "pk")


def groups_of(hall: Facility) -> QuerySet[Group]:
    """Those that are registered where the hall registers, and not disbanded."""
    theirs = registrations_at(hall).exclude(group=None).values("group")
    return Group.objects.filter(pk__in=theirs, dissolved_at=None)

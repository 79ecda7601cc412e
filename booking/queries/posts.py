"""At which halls somebody serves, and what they may do there."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from booking.models import Person, Post
from booking.rules.staff import RIGHTS, Right, Role, holding
from facilities.models import Facility


def rights_at(person: Person, hall: Facility, on: date) -> frozenset[Right]:
    """Everything somebody may do at a hall on a day. One query."""
    here = Q(facility=hall) | Q(department__facilities=hall)
    standing = Q(until=None) | Q(until__gte=on)
    roles = Post.objects.filter(here, standing, person=person).values_list("role", flat=True)
    return frozenset().union(*(RIGHTS[Role(role)] for role in roles))


def halls_of(person: Person, on: date) -> list[Facility]:
    """The halls at which somebody has a post on a day, whichever, in the city's order. One query."""
    posts = Post.objects.filter(Q(until=None) | Q(until__gte=on), person=person)
    at = Q(posts__in=posts) | Q(department__posts__in=posts)
    return list(Facility.objects.filter(at).distinct())


def halls_with(person: Person, right: Right) -> QuerySet[Any]:
    """The halls (keys, as a query) at which somebody has a right."""
    posts = Post.objects.filter(person=person, role__in=holding(right))
    at = Q(posts__in=posts) | Q(department__posts__in=posts)
    return Facility.objects.filter(at).order_by().values("pk")


def may(person: Person, right: Right, halls: Collection[int]) -> bool:
    """Whether somebody has a right at every one of these halls (by key). One query."""
    return halls_with(person, right).filter(pk__in=halls).distinct().count() == len(set(halls))


def serves(person: Person, halls: Collection[int]) -> bool:
    """Whether somebody is at the desk of every one of these halls (by key). One query."""
    return may(person, Right.DESK, halls)


def serves_any(person: Person, halls: QuerySet[Any]) -> bool:
    """Whether somebody is at the desk of one of these halls (keys, as a query). One query."""
    return may_at_one(person, Right.DESK, halls)


def may_at_one(person: Person, right: Right, halls: QuerySet[Any] | Collection[int]) -> bool:
    """Whether somebody has a right at one of these halls (keys) at least. One query."""
    return halls_with(person, right).filter(pk__in=halls).exists()


def may_anywhere(person: Person, right: Right) -> bool:
    """Whether somebody has a right at any hall at all. One query."""
    return halls_with(person, right).exists()


def manages(person: Person) -> bool:
    """Whether somebody may close records, at whichever hall. One query."""
    return halls_with(person, Right.RECORDS).exists()

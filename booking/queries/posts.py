"""At which halls somebody serves."""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from booking.models import Person, Post


def serves(person: Person, halls: Collection[int]) -> bool:
    """Whether somebody serves at every one of these halls (by key). One query."""
    return Post.objects.filter(person=person, facility__in=halls).count() == len(set(halls))


def serves_any(person: Person, halls: QuerySet[Any]) -> bool:
    """Whether somebody serves at one of these halls (keys, as a query). One query."""
    return Post.objects.filter(person=person, facility__in=halls).exists()


def manages(person: Person) -> bool:
    """Whether somebody manages a hall, whichever. One query."""
    return Post.objects.filter(person=person, role=Post.Role.MANAGER).exists()


def serves_one(person: Person, halls: Collection[int]) -> bool:
    """Whether somebody serves at one of these halls (by key) at least. One query."""
    return Post.objects.filter(person=person, facility__in=halls).exists()


def serves_anywhere(person: Person) -> bool:
    """Whether somebody serves at any hall at all. One query."""
    return Post.objects.filter(person=person).exists()

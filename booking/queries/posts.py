"""At which halls somebody serves."""

from collections.abc import Collection

from booking.models import Person, Post


def serves(person: Person, halls: Collection[int]) -> bool:
    """Whether somebody serves at every one of these halls (by key). One query."""
    return Post.objects.filter(person=person, facility__in=halls).count() == len(set(halls))


def serves_one(person: Person, halls: Collection[int]) -> bool:
    """Whether somebody serves at one of these halls (by key) at least. One query."""
    return Post.objects.filter(person=person, facility__in=halls).exists()


def serves_anywhere(person: Person) -> bool:
    """Whether somebody serves at any hall at all. One query."""
    return Post.objects.filter(person=person).exists()

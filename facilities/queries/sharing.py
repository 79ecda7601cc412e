"""Which rooms cannot be used while others are not: those that are made of the same spaces."""

from collections.abc import Sequence

from facilities.models import Facility, Room, Space


def with_those_that_share(facility: Facility, rooms: Sequence[str]) -> list[str]:
    """The rooms of these slugs and every one that shares a space with them, in the hall's order. No room
    stays no room: it means the whole hall. Two queries."""
    if not rooms:
        return []
    spaces = Space.objects.filter(rooms__in=Room.objects.filter(facility=facility, slug__in=rooms))
    found = Room.objects.filter(facility=facility, spaces__in=spaces).distinct()
    shared = set(found.values_list("slug", flat=True)) | set(rooms)
    return list(Room.objects.filter(facility=facility, slug__in=shared).values_list("slug", flat=True))

"""The halls and rooms that the public may see."""

from django.db.models import QuerySet

from facilities.models import Facility, Room


def published_halls() -> QuerySet[Facility]:
    return Facility.objects.filter(published=True)


def published_rooms(hall: str | None = None) -> QuerySet[Room]:
    """Rooms of published halls (of the one with this slug), each with its hall."""
    rooms = Room.objects.filter(published=True, facility__published=True).select_related("facility")
    return rooms if hall is None else rooms.filter(facility__slug=hall)


def published_room(hall: str, room: str) -> Room | None:
    """One room by the slugs of its hall and its own; None if there is none, or it is not published."""
    return published_rooms(hall).filter(slug=room).first()

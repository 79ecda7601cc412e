"""The halls and rooms that the public may see."""

from dataclasses import dataclass

from django.db.models import QuerySet

from facilities.models import Equipment, Facility, Room
from facilities.queries.prepared import Prepared


@dataclass(frozen=True, slots=True)
class Place:
    """A room, what stands in it, and all the published rooms of its hall."""

    room: Room
    equipment: tuple[Equipment, ...]
    rooms: tuple[Room, ...]


def published_halls() -> QuerySet[Facility]:
    return Facility.objects.filter(published=True)


def published_hall(slug: str) -> Facility | None:
    """One by its slug; None if there is none, or it is not published. One query."""
    return published_halls().filter(slug=slug).first()


def hidden_halls() -> QuerySet[Facility]:
    """Halls that are not published, or not yet."""
    return Facility.objects.filter(published=False)


def published_rooms(hall: str | None = None) -> QuerySet[Room]:
    """Rooms of published halls (of the one with this slug), each with its hall."""
    rooms = Room.objects.filter(published=True, facility__published=True).select_related("facility")
    return rooms if hall is None else rooms.filter(facility__slug=hall)


def published_room(hall: str, room: str) -> Room | None:
    """One room by the slugs of its hall and its own; None if there is none, or it is not published."""
    return published_rooms(hall).filter(slug=room).first()


def place(hall: str, room: str) -> Place | None:
    """A published room among the others of its hall, by the slugs. Three queries."""
    halls = HALL.objects(Facility, hall)
    rooms = ROOMS.objects(Room, halls[0].pk) if halls else []
    for one in rooms:
        # At hand already: else every room would ask for its hall.
        one.facility = halls[0]
    found = next((one for one in rooms if one.slug == room), None)
    if found is None:
        return None
    return Place(found, tuple(EQUIPMENT.objects(Equipment, found.pk)), tuple(rooms))


HALL = Prepared(lambda slug: Facility.objects.filter(slug=slug, published=True))
ROOMS = Prepared(lambda hall: Room.objects.filter(facility=hall, published=True))
EQUIPMENT = Prepared(lambda room: Equipment.objects.filter(room=room))

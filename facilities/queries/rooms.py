"""The rooms of one hall, published or not, or of a city: each comes with its hall."""

from django.db.models import QuerySet

from facilities.models import Equipment, Room


def rooms_in(hall: int) -> QuerySet[Room]:
    """All rooms of a hall (by key), in its order."""
    return Room.objects.filter(facility=hall).select_related("facility")


def shown_rooms(hall: int) -> QuerySet[Room]:
    """Those that the public sees."""
    return rooms_in(hall).filter(published=True)


def lent_rooms(hall: int) -> QuerySet[Room]:
    """Those of them that can be booked."""
    return shown_rooms(hall).filter(bookable=True)


def room_in(hall: int, slug: str) -> Room | None:
    """One by its slug. One query."""
    # PostgreSQL cannot even be asked for a text with a NUL in it.
    return None if "\x00" in slug else rooms_in(hall).filter(slug=slug).first()


def room_of_city(hall: int, text: str) -> Room | None:
    """A room of a hall (by key) by its slug, or one that another hall lends, as "hall/room". One query."""
    other, apart, slug = text.partition("/")
    if not apart or "\x00" in text:
        return room_in(hall, text)
    lent = Room.objects.filter(published=True, bookable=True, facility__published=True)
    return lent.select_related("facility").filter(facility__slug=other, slug=slug).first()


def slug_in_city(hall: int, room: Room) -> str:
    """As `room_of_city` reads it for a hall (by key)."""
    return room.slug if room.facility_id == hall else f"{room.facility.slug}/{room.slug}"


def name_in_city(hall: int, room: Room) -> str:
    """What a room is called at a hall (by key): one of another with the other's name."""
    return room.name if room.facility_id == hall else f"{room.facility.name} {room.name}"


def thing_in(room: Room, slug: str) -> Equipment | None:
    """Something that stands in a room, by its slug. One query."""
    found = Equipment.objects.select_related("room").filter(room=room)
    return None if "\x00" in slug else found.filter(slug=slug).first()

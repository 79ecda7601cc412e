"""The rooms of one hall, published or not: each comes with its hall."""

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


def thing_in(room: Room, slug: str) -> Equipment | None:
    """Something that stands in a room, by its slug. One query."""
    found = Equipment.objects.select_related("room").filter(room=room)
    return None if "\x00" in slug else found.filter(slug=slug).first()

"""Every room that is lent, with what stands in it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from facilities.models import Equipment, Facility, Room
from facilities.queries.halls import published_rooms


@dataclass(frozen=True)
class Lent:
    """The published rooms that are booked, by their halls, and by the rooms' keys what stands in them."""

    rooms: Sequence[Room]
    equipment: Mapping[int, Sequence[Equipment]]

    @cached_property
    def halls(self) -> list[Facility]:
        return list({room.facility_id: room.facility for room in self.rooms}.values())

    @cached_property
    def things(self) -> dict[str, Equipment]:
        """By its slug each kind of thing that stands somewhere."""
        found: dict[str, Equipment] = {}
        for one in (one for room in self.rooms for one in self.things_in(room)):
            found.setdefault(one.slug, one)
        return found

    def things_in(self, room: Room) -> Sequence[Equipment]:
        return self.equipment.get(room.pk, ())


def lent_rooms() -> Lent:
    """Three queries, one of them for the rooms' spaces."""
    lent = published_rooms().filter(bookable=True).prefetch_related("spaces")
    rooms = list(lent.order_by("facility__position", "facility__slug", "position", "pk"))
    things: dict[int, list[Equipment]] = defaultdict(list)
    for one in Equipment.objects.filter(room__in=[room.pk for room in rooms]).order_by("pk"):
        things[one.room_id].append(one)
    return Lent(rooms, things)

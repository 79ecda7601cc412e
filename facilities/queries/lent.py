"""Every room that is lent, with what stands in it and the spaces that it is made of."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import CharField, Value

from facilities.models import Equipment, Facility, Room
from facilities.queries.halls import published_rooms

NOTHING = Value("", CharField())


@dataclass(frozen=True)
class Lent:
    """The published rooms that are booked, by their halls; by the rooms' keys what stands in them, and the
    keys of their spaces."""

    rooms: Sequence[Room]
    equipment: Mapping[int, Sequence[Equipment]]
    spaces: Mapping[int, frozenset[int]]

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

    def apart(self, one: Room, other: Room) -> bool:
        """Whether two rooms share no space, so that both can be used at once."""
        return self.spaces[one.pk].isdisjoint(self.spaces[other.pk])


def lent_rooms() -> Lent:
    """Two queries. Of equipment only its slug and its names are told."""
    lent = published_rooms().filter(bookable=True)
    rooms = list(lent.order_by("facility__position", "facility__slug", "position", "pk"))
    things: dict[int, list[Equipment]] = defaultdict(list)
    spaces: dict[int, set[int]] = defaultdict(set)
    for room, slug, name_ja, name_en, key in _told([room.pk for room in rooms]):
        if slug:
            things[room].append(Equipment(pk=key, slug=slug, name_ja=name_ja, name_en=name_en))
        else:
            spaces[room].add(key)
    return Lent(rooms, things, {room.pk: frozenset(spaces[room.pk]) for room in rooms})


def _told(rooms: Sequence[int]) -> list[tuple[int, str, str, str, int]]:
    """Of these rooms what stands in them, and without a slug the spaces of which they are made."""
    named = ("room_id", "slug", "name_ja", "name_en", "pk")
    things = Equipment.objects.filter(room__in=rooms).order_by().values_list(*named)
    made_of: Any = Room.spaces.through.objects.filter(room__in=rooms).order_by()
    blank = made_of.annotate(slug=NOTHING, name_ja=NOTHING, name_en=NOTHING)
    spaces = blank.values_list("room_id", "slug", "name_ja", "name_en", "space_id")
    return sorted(things.union(spaces, all=True), key=lambda row: row[-1])

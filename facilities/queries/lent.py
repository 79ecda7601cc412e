"""Every room that is lent, with what there is in it and the spaces that it is made of."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import CharField, F, IntegerField, Value

from facilities.models import Equipment, Facility, Room
from facilities.queries.faults import in_order
from facilities.queries.halls import published_rooms

NOTHING, NONE = Value("", CharField()), Value(0, IntegerField())
STANDING, BROUGHT = Value(0, IntegerField()), Value(1, IntegerField())
Told = tuple[int, str, str, str, int, int, int]


@dataclass(frozen=True)
class Lent:
    """The published rooms that are booked, by their halls; by the rooms' keys what stands in them, what can
    be brought there, and the keys of their spaces."""

    rooms: Sequence[Room]
    equipment: Mapping[int, Sequence[Equipment]]
    brought: Mapping[int, Sequence[Equipment]]
    spaces: Mapping[int, frozenset[int]]

    @cached_property
    def halls(self) -> list[Facility]:
        return list({room.facility_id: room.facility for room in self.rooms}.values())

    @cached_property
    def things(self) -> dict[str, Equipment]:
        """By its slug each kind of thing that can be had somewhere."""
        found: dict[str, Equipment] = {}
        for one in (one for room in self.rooms for one in self.to_be_had_in(room)):
            found.setdefault(one.slug, one)
        return found

    def things_in(self, room: Room) -> Sequence[Equipment]:
        """What stands in a room."""
        return self.equipment.get(room.pk, ())

    def to_be_had_in(self, room: Room) -> Sequence[Equipment]:
        """What stands in a room, and what is lent there from the hall's stock."""
        return (*self.things_in(room), *self.brought.get(room.pk, ()))

    def apart(self, one: Room, other: Room) -> bool:
        """Whether two rooms share no space, so that both can be used at once."""
        return self.spaces[one.pk].isdisjoint(self.spaces[other.pk])


def lent_rooms() -> Lent:
    """Two queries. Of equipment only its slug, its names and how many of it work are told, as its stock."""
    lent = published_rooms().filter(bookable=True)
    rooms = list(lent.order_by("facility__position", "facility__slug", "position", "pk"))
    things: dict[int, list[Equipment]] = defaultdict(list)
    brought: dict[int, list[Equipment]] = defaultdict(list)
    spaces: dict[int, set[int]] = defaultdict(set)
    for room, slug, name_ja, name_en, key, stock, is_brought in _told([room.pk for room in rooms]):
        if slug:
            one = Equipment(pk=key, slug=slug, name_ja=name_ja, name_en=name_en, stock=max(stock, 0))
            (brought if is_brought else things)[room].append(one)
        else:
            spaces[room].add(key)
    return Lent(rooms, things, brought, {room.pk: frozenset(spaces[room.pk]) for room in rooms})


def _told(rooms: Sequence[int]) -> list[Told]:
    """Of these rooms what there is in them, and without a slug the spaces of which they are made."""
    named = ("slug", "name_ja", "name_en", "pk", "left", "is_brought")
    equipment = Equipment.objects.order_by().annotate(left=in_order())
    things = equipment.filter(room__in=rooms).annotate(is_brought=STANDING).values_list("room_id", *named)
    elsewhere = equipment.filter(lent_in__in=rooms).annotate(there=F("lent_in"), is_brought=BROUGHT)
    made_of: Any = Room.spaces.through.objects.filter(room__in=rooms).order_by()
    blank = made_of.annotate(slug=NOTHING, name_ja=NOTHING, name_en=NOTHING, left=NONE, is_brought=NONE)
    spaces = blank.values_list("room_id", *named[:3], "space_id", *named[4:])
    # In one query, so that a search stays within twelve.
    rows: Any = things.union(elsewhere.values_list("there", *named), spaces, all=True)
    return sorted(rows, key=lambda row: row[4])

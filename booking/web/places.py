"""Halls and rooms by their addresses, and what a page says of them."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.http import Http404
from django.utils.translation import gettext as _

from booking.labels import people_words
from facilities.labels import access_facts
from facilities.models import Facility, Room
from facilities.queries.halls import published_halls, published_room, published_rooms

__all__ = ["Fact", "access_facts", "facts_of", "find_hall", "find_room", "rooms_of", "zone_of"]


@dataclass(frozen=True, slots=True)
class Fact:
    icon: str
    words: str


def find_hall(slug: str) -> Facility:
    hall = published_halls().filter(slug=slug).first()
    if hall is None:
        raise Http404
    return hall


def find_room(hall: str, room: str) -> Room:
    found = published_room(hall, room)
    if found is None:
        raise Http404
    return found


def find_room_among(hall: str, room: str) -> tuple[Room, list[Room]]:
    """A room, and all the rooms of its hall, with what stands in them. Two queries for both."""
    rooms = list(published_rooms(hall))
    found = next((one for one in rooms if one.slug == room), None)
    if found is None:
        raise Http404
    return found, rooms


def rooms_of(hall: Facility) -> list[Room]:
    """The hall's rooms without what stands in them. One query."""
    return list(published_rooms(hall.slug).prefetch_related(None))


def zone_of(hall: Facility) -> ZoneInfo:
    return ZoneInfo(hall.timezone)


def facts_of(room: Room) -> list[Fact]:
    """What somebody wants to know of a room at a glance; only what is known."""
    facts = []
    if room.capacity:
        facts.append(Fact("people", _("%(count)sまで") % {"count": people_words(room.capacity)}))
    if room.loud:
        facts.append(Fact("note", _("音を出せます")))
    if names := [thing.name for thing in room.equipment.all()]:
        facts.append(Fact("lamp", _("・").join(names)))
    return facts

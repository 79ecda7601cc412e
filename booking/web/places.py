"""Halls and rooms by their addresses, and what a page says of them."""

from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from booking.labels import people_words
from facilities.labels import access_facts
from facilities.models import Facility, Room
from facilities.queries.halls import Place, place, published_halls, published_room

__all__ = [
    "Fact",
    "Place",
    "access_facts",
    "facts_of",
    "find_hall",
    "find_place",
    "find_room",
    "room_address",
    "zone_of",
]


@dataclass(frozen=True, slots=True)
class Fact:
    icon: str
    words: str


def find_hall(slug: str) -> Facility:
    # PostgreSQL cannot even be asked for a text with a NUL in it.
    hall = None if "\x00" in slug else published_halls().filter(slug=slug).first()
    if hall is None:
        raise Http404
    return hall


def find_room(hall: str, room: str) -> Room:
    found = published_room(hall, room)
    if found is None:
        raise Http404
    return found


def find_place(hall: str, room: str) -> Place:
    found = place(hall, room)
    if found is None:
        raise Http404
    return found


def zone_of(hall: Facility) -> ZoneInfo:
    return ZoneInfo(hall.timezone)


@lru_cache(maxsize=1024)
def room_address(hall: str, room: str) -> str:
    return reverse("room", args=[hall, room])


def facts_of(found: Place) -> list[Fact]:
    """What somebody wants to know of a room at a glance; only what is known."""
    room = found.room
    facts = []
    if room.capacity:
        facts.append(Fact("people", _("%(count)sまで") % {"count": people_words(room.capacity)}))
    if room.loud:
        facts.append(Fact("note", _("音を出せます")))
    if names := [thing.name for thing in found.equipment]:
        facts.append(Fact("lamp", _("・").join(names)))
    return facts

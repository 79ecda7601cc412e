"""Storing a version of a rulebook with the halls, rooms and spaces that it names.

This verb knows no person: booking's verb of the same word calls it inside its transaction. A hall's
facts come from the version with the latest day, whatever the order in which versions are stored.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F

from facilities.models import Facility, Room, Rulebook, Space
from facilities.rules.halls import Hall, HallRoom, Name


@dataclass(frozen=True, slots=True)
class Publication:
    """One version as it is stored; `city` is that of its halls."""

    key: str
    valid_from: date
    title_ja: str
    title_en: str
    sample: bool
    document: Mapping[str, Any]
    digest: str
    city: str
    city_en: str
    halls: Sequence[Hall]


@dataclass(frozen=True, slots=True)
class RulebookChange:
    """The version that now stands, its halls, and the digest of what stood there before ("" if nothing)."""

    rulebook: Rulebook
    facilities: tuple[Facility, ...]
    before: str


def store_rulebook(*, publication: Publication) -> RulebookChange:
    """Writes the version in place of what stood under its key and day, and makes or updates its halls.

    New halls are unpublished; `published` and what the text does not name stay as they are. Each
    hall's revision rises.
    """
    standing = Rulebook.objects.filter(key=publication.key, valid_from=publication.valid_from).first()
    # In place: that nobody has booked under it yet has been asked by booking's verb (decision 13).
    row, _ = Rulebook.objects.update_or_create(
        key=publication.key,
        valid_from=publication.valid_from,
        defaults={
            "title_ja": publication.title_ja,
            "title_en": publication.title_en,
            "sample": publication.sample,
            "document": publication.document,
            "digest": publication.digest,
        },
    )
    halls = tuple(_hall(publication, hall, place) for place, hall in enumerate(publication.halls))
    # Halls that the corrected text does not name any more have other rules now, too.
    left = [] if standing is None else list(row.facilities.values_list("pk", flat=True))
    row.facilities.set(halls)
    touched = {*left, *(hall.pk for hall in halls)}
    # Counted up by the database: of two who write at once none may repeat a number that a feed has seen.
    Facility.objects.filter(pk__in=touched).update(revision=F("revision") + 1)
    return RulebookChange(row, halls, standing.digest if standing else "")


def _hall(publication: Publication, hall: Hall, position: int) -> Facility:
    facts = {
        **_name(hall.name),
        "kind": hall.kind,
        "city": publication.city,
        "city_en": publication.city_en,
        "address": hall.address,
        "phone": hall.phone,
        "seals": hall.seals,
        "timezone": hall.timezone,
    }
    facility, new = Facility.objects.get_or_create(slug=hall.key, defaults={**facts, "position": position})
    # A version that is read in later may hold earlier: what its hall was called then is not what it is
    # called.
    overtaken = facility.rulebooks.filter(valid_from__gt=publication.valid_from).exists()
    if not new and not overtaken:
        Facility.objects.filter(pk=facility.pk).update(**facts)
    for place, room in enumerate(hall.rooms):
        _room(facility, room, place, overtaken=overtaken)
    return facility


def _room(facility: Facility, room: HallRoom, position: int, *, overtaken: bool) -> None:
    facts = {
        **_name(room.name),
        "floor": room.floor,
        "capacity": room.capacity,
        "loud": room.loud,
        "bookable": room.bookable,
        "position": position,
    }
    row, new = Room.objects.get_or_create(facility=facility, slug=room.key, defaults=facts)
    if overtaken and not new:
        return
    if not new:
        Room.objects.filter(pk=row.pk).update(**facts)
    spaces = [Space.objects.get_or_create(facility=facility, slug=slug)[0] for slug in room.made_of]
    row.spaces.set(spaces)


def _name(name: Name) -> dict[str, str]:
    return {"name_ja": name.ja, "name_reading": name.reading, "name_en": name.en}


def drop_rulebook(*, rulebook: Rulebook) -> None:
    """Takes a version away; the halls and rooms that it named stay. Each hall's revision rises."""
    touched = list(rulebook.facilities.values_list("pk", flat=True))
    rulebook.delete()
    Facility.objects.filter(pk__in=touched).update(revision=F("revision") + 1)

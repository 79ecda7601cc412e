"""What the rules ask one to read or do, where it matters: on the room's page, at booking, on the day."""

from collections.abc import Collection
from dataclasses import dataclass

from django.urls import reverse

from booking.rules.rulebook import Rulebook
from booking.wording import Part, clause_words, part_words, visit
from facilities.models import Room

OF_A_ROOM = frozenset(Part)
AT_BOOKING = frozenset({Part.BOOKING})
# What is done on booking is past when there is a booking.
OF_THE_DAY = frozenset({Part.ARRIVING, Part.LEAVING, Part.READING})


@dataclass(frozen=True, slots=True)
class Note:
    """A clause in the hall's own words, and where it stands among its rules."""

    words: str
    clause: str
    href: str


@dataclass(frozen=True, slots=True)
class Notes:
    """Those of one part of a visit."""

    when: str
    notes: tuple[Note, ...]


def notes_of(room: Room, book: Rulebook | None, parts: Collection[Part]) -> list[Notes]:
    """What is to be known of a room, in the order of a visit; nothing where there are no rules yet."""
    if book is None:
        return []
    hall = room.facility
    rules = reverse("rules", args=[hall.slug])
    return [
        Notes(
            part_words(part),
            tuple(Note(clause_words(clause), clause.id, f"{rules}#{clause.id}") for clause in clauses),
        )
        for part, clauses in visit(book, hall.slug, room.slug).items()
        if part in parts
    ]

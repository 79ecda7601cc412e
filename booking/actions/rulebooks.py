"""Importing rulebooks: all of them or none, and nothing for what stands there already.

A version may be corrected in place as long as nobody has booked a use that it judges. From then on
it stands as it is: a change needs a version with a later day, so that what people booked under can
still be read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import QuerySet

from booking.actions.acts import log
from booking.actions.locks import lock
from booking.models import Booking, Claim, Person
from booking.rules.mistakes import Mistake, Mistakes
from booking.rules.rulebook import Rulebook
from facilities.actions.rulebooks import Publication, store_rulebook
from facilities.models import Facility, Room, Space
from facilities.models import Rulebook as Version
from facilities.rules.halls import Hall
from facilities.rules.spans import instant


@dataclass(frozen=True, slots=True)
class File:
    """A rulebook with the name of the file that it was read from."""

    name: str
    rulebook: Rulebook


@dataclass(frozen=True, slots=True)
class Imported:
    file: File
    changed: bool


@transaction.atomic
def import_rulebooks(
    *, files: Sequence[File], actor: Person | None, now: int, why: str = "", desk: Facility | None = None
) -> list[Imported]:
    """Stores the versions that are new or corrected, with their halls, each with an Act: in the log of the
    hall at whose `desk` it was done, if at any. Inverse of a version that does not hold yet:
    `withdraw_rules`.

    Mistakes, and nothing stored, if one of them cannot be: a version twice, a correction of what
    people have booked under, another space for a room that somebody holds.
    """
    for_halls = [hall.key for file in files for hall in file.rulebook.halls]
    # Whoever books there waits: else a booking could come between the look and the correction.
    lock(spaces=Space.objects.filter(facility__slug__in=for_halls).values_list("pk", flat=True))
    # By its digest: a file that is imported again, or only laid out otherwise, changes nothing.
    changed = [file for file in files if not _stands(file.rulebook)]
    # Every mistake of every file at once: a city that brings in sixty halls would else mend them one a day.
    if mistakes := [*_given_twice(files), *(found for file in changed for found in _forbidden(file))]:
        raise Mistakes(mistakes)
    for file in changed:
        _store(file.rulebook, actor, now, why, desk)
    return [Imported(file, file in changed) for file in files]


def _versions(rulebook: Rulebook) -> QuerySet[Version]:
    return Version.objects.filter(key=rulebook.key, valid_from=rulebook.valid_from)


def _stands(rulebook: Rulebook) -> bool:
    return _versions(rulebook).filter(digest=rulebook.digest).exists()


def _given_twice(files: Sequence[File]) -> list[Mistake]:
    seen: dict[tuple[str, date], str] = {}
    mistakes = []
    for file in files:
        version = (file.rulebook.key, file.rulebook.valid_from)
        first = seen.setdefault(version, file.name)
        if first != file.name:
            what = f"is the version of {version[1]} in {first} too: give one of them, or another day"
            mistakes.append(Mistake(file.name, "", "key", what))
    return mistakes


def _forbidden(file: File) -> list[Mistake]:
    """What keeps a changed version from being stored."""
    mistakes = []
    if any(_booked_under(version) for version in _versions(file.rulebook)):
        what = "people have booked under the version of that day: give the change a later `valid_from`"
        mistakes.append(Mistake(file.name, "", "valid_from", what))
    for hall in file.rulebook.halls:
        for room in _held_elsewhere(hall, file.rulebook.valid_from):
            what = "the room is booked as it stands: keep its spaces, or give the new room another key"
            mistakes.append(Mistake(file.name, "", f"halls[{hall.key}].rooms[{room}].spaces", what))
    return mistakes


def _booked_under(version: Version) -> bool:
    """Whether a booking, whatever became of it, was for a use that this version judges."""
    return any(bookings_under(version, hall).exists() for hall in version.facilities.all())


def bookings_under(version: Version, hall: Facility) -> QuerySet[Booking]:
    """The bookings of a hall, whatever became of them, for uses that this version judges."""
    zone = ZoneInfo(hall.timezone)
    bookings = Booking.objects.filter(room__facility=hall, start__gte=instant(version.valid_from, 0, zone))
    later = hall.rulebooks.filter(valid_from__gt=version.valid_from).order_by("valid_from").first()
    return bookings if later is None else bookings.filter(start__lt=instant(later.valid_from, 0, zone))


def _held_elsewhere(hall: Hall, valid_from: date) -> list[str]:
    """Rooms that would be made of other spaces than those on which their bookings stand."""
    if Version.objects.filter(facilities__slug=hall.key, valid_from__gt=valid_from).exists():
        return []  # a later version says what the rooms are made of
    made_of = {room.key: set(room.made_of) for room in hall.rooms}
    rooms = Room.objects.filter(facility__slug=hall.key, slug__in=made_of).prefetch_related("spaces")
    moved = [room for room in rooms if {space.slug for space in room.spaces.all()} != made_of[room.slug]]
    held = set(Claim.objects.filter(booking__room__in=moved).values_list("booking__room_id", flat=True))
    return [room.slug for room in moved if room.pk in held]


def publication_of(rulebook: Rulebook) -> Publication:
    """A version as it is stored."""
    return Publication(
        key=rulebook.key,
        valid_from=rulebook.valid_from,
        title_ja=rulebook.title.ja,
        title_en=rulebook.title.en,
        sample=rulebook.sample,
        document=rulebook.document,
        digest=rulebook.digest,
        city=rulebook.city.ja,
        city_en=rulebook.city.en,
        halls=rulebook.halls,
    )


def _store(rulebook: Rulebook, actor: Person | None, now: int, why: str, desk: Facility | None) -> None:
    change = store_rulebook(publication=publication_of(rulebook))
    before = {"digest": change.before} if change.before else {}
    after = {"digest": rulebook.digest, "valid_from": rulebook.valid_from.isoformat()}
    hall = None if desk is None else desk.pk
    log(
        "rulebook",
        rulebook.key,
        "import_rulebook",
        actor,
        now,
        before=before,
        after=after,
        why=why,
        hall=hall,
    )

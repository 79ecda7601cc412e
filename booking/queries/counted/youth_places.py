"""Rooms in which youths belong, as the halls' rulebooks name them: nobody has to write them down."""

from collections.abc import Iterator, Sequence
from datetime import date

from booking.queries.counted.source import Evidence, Source, Year
from booking.queries.rules import Versions, rules_of
from booking.rules.indicators import WHATEVER, Kind, Record
from facilities.models import Facility, Room


def _records(year: Year) -> Iterator[Record]:
    """Each such room of a hall with an office, by the first day of the year on which it was one. As many
    queries for one hall as for all."""
    halls = Facility.objects.filter(published=True, department__isnull=False).select_related("department")
    versions = rules_of(list(halls))
    for hall, office in ((hall, hall.department) for hall in halls if hall.department):
        for room, day in _since(versions[hall.pk], hall.slug, year).items():
            yield Record(Kind.PLACE, f"{hall.slug}/{room}", day, WHATEVER, office.slug, hall.slug, hall.slug)


def _since(versions: Versions, hall: str, year: Year) -> dict[str, date]:
    """The hall's places for youths, by the room's key."""
    found: dict[str, date] = {}
    for day in _turns(versions, year):
        book = versions.book_on(day)
        rooms = next((one.rooms for one in book.halls if one.key == hall), ()) if book else ()
        for room in rooms:
            if room.youth:
                found.setdefault(room.key, day)
    return found


def _turns(versions: Versions, year: Year) -> list[date]:
    """The first day of the year, and each on which other rules begin."""
    begin = (valid_from for valid_from, _book in versions.books)
    return [year.first, *(day for day in begin if year.first < day <= year.last)]


def _shown(records: Sequence[Record]) -> Iterator[Evidence]:
    """One query."""
    rooms = Room.objects.filter(facility__slug__in={one.body for one in records}).select_related("facility")
    found = {f"{room.facility.slug}/{room.slug}": room for room in rooms}
    for one in records:
        room = found.get(one.key)
        what, where = (room.name, room.facility.name) if room else ("", "")
        yield Evidence(one.kind, one.day, what, where, one.heads, one.key)


SOURCE = Source(frozenset({Kind.PLACE}), _records, _shown)

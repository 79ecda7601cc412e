"""Meetings of children's committees: the rooms that they used."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from django.db.models import Value
from django.db.models.functions import Coalesce

from booking.models import Booking
from booking.queries.counted.source import Evidence, Source, Year
from booking.queries.counted.uses import CAME
from booking.rules.indicators import WHATEVER, Kind, Record
from facilities.rules.spans import instant, local_day


def _records(year: Year) -> Iterator[Record]:
    """Those of groups that a hall or a department has named so, ended since or not. One query."""
    since = instant(year.first, 0, year.zone)
    until = min(instant(year.last + timedelta(days=1), 0, year.zone), year.now + 1)
    rows = Booking.objects.filter(start__gte=since, start__lt=until, state__in=CAME)
    rows = rows.filter(group__committee__isnull=False).order_by("start", "pk")
    # Of the whole city it is its department's, and of no hall.
    of, of_hall = "group__committee", "group__committee__facility"
    office = Coalesce(f"{of}__department__slug", f"{of_hall}__department__slug", Value(""))
    hall = Coalesce(f"{of_hall}__slug", Value(""))
    told = ("public_id", "start", "bureau", "of", "group__public_id")
    for key, start, bureau, place, group in rows.annotate(bureau=office, of=hall).values_list(*told):
        yield Record(Kind.COMMITTEE, key, local_day(start, year.zone), WHATEVER, bureau, of=place, body=group)


def _shown(records: Sequence[Record]) -> Iterator[Evidence]:
    """The committee, and where it met. One query."""
    rows = Booking.objects.filter(public_id__in=[one.key for one in records])
    found = {row.public_id: row for row in rows.select_related("room__facility", "group")}
    for one in records:
        row = found[one.key]
        name = row.group.name if row.group else ""
        yield Evidence(one.kind, one.day, name, row.room.facility.name, one.heads, one.key)


SOURCE = Source(frozenset({Kind.COMMITTEE}), _records, _shown)

"""Uses of rooms by child-rearing groups that the city supports (plan A3): the group's office counts them."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from booking.models import Booking
from booking.queries.counted.source import Evidence, Source, Year
from booking.rules.indicators import WHATEVER, Kind, Record
from booking.rules.lifecycle import State
from booking.rules.supported import GroupKind, Standing
from facilities.rules.spans import instant, local_day

# Somebody was there: what was booked and left empty was no use of the room.
CAME = (State.IN_USE, State.USED)


def _records(year: Year) -> Iterator[Record]:
    """Those of groups that stand in the network now. One query."""
    since = instant(year.first, 0, year.zone)
    until = min(instant(year.last + timedelta(days=1), 0, year.zone), year.now + 1)
    rows = Booking.objects.filter(start__gte=since, start__lt=until, state__in=CAME)
    rows = rows.filter(
        group__supported__state=Standing.STANDS, group__supported__kind=GroupKind.CHILD_REARING
    )
    told = ("public_id", "start", "group__supported__department__slug", "group__public_id")
    for key, start, office, group in rows.order_by("start", "pk").values_list(*told):
        yield Record(Kind.USE, key, local_day(start, year.zone), WHATEVER, office or "", body=group)


def _shown(records: Sequence[Record]) -> Iterator[Evidence]:
    """The group, which stands in the public network, and where it was. One query."""
    rows = Booking.objects.filter(public_id__in=[one.key for one in records])
    found = {row.public_id: row for row in rows.select_related("room__facility", "group")}
    for one in records:
        row = found[one.key]
        where = f"{row.room.facility.name} {row.room.name}"
        yield Evidence(one.kind, one.day, row.group.name if row.group else "", where, one.heads, one.key)


SOURCE = Source(frozenset({Kind.USE}), _records, _shown)

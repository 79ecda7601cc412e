"""使うもの: what may be asked for with a room, on the sheet and back from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.http import QueryDict

from booking.labels import yen_words
from booking.models import Booking
from booking.queries.loans import lent_with, stocks
from booking.queries.money import prices
from facilities.labels import listed
from facilities.models import Equipment, Room
from facilities.rules.spans import Span, local_day

MOST = 1000  # of one thing


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing of the sheet: how many can be had at the time, and how many were asked for."""

    name: str
    field: str
    free: int
    wanted: int
    fee: str = ""

    @property
    def counts(self) -> range:
        return range(self.free + 1)


def things_of(room: Room, span: Span, wanted: Mapping[int, int]) -> list[Thing]:
    """What goes with a room for a time. At most three queries."""
    found = stocks(lent_with(room), span)
    day = local_day(span.start, ZoneInfo(room.facility.timezone))
    cost = prices(room, day, {one.thing.slug for one in found}) if found else {}
    return [
        Thing(
            one.thing.name,
            field_of(one.thing),
            one.free,
            min(wanted.get(one.thing.pk, 0), one.free),
            yen_words(cost[one.thing.slug]) if cost.get(one.thing.slug) else "",
        )
        for one in found
    ]


def read_things(data: QueryDict, room: Room) -> dict[int, int]:
    """How many of which thing (by key) a form asks for; nonsense asks for nothing. One query, if any."""
    if not any(name.startswith("thing-") for name in data):
        return {}
    asked = {thing.pk: data.get(field_of(thing), "") for thing in lent_with(room)}
    # Only what a form can have sent is a number: "１", "+1" and "01" are not, and int() takes each of them.
    counts = {str(count): count for count in range(1, MOST)}
    return {key: counts[text] for key, text in asked.items() if text in counts}


def loans_words(booking: Booking) -> str:
    """「ドラム・マイク 2つ」; "" where nothing goes with it. One query."""
    rows = [(loan.equipment.name, loan.count) for loan in booking.loans.select_related("equipment")]
    return listed(f"{name}×{count}" if count > 1 else name for name, count in rows)


def field_of(thing: Equipment) -> str:
    """The field of the sheet by which it is asked for."""
    return f"thing-{thing.slug}"

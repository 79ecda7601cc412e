"""A1: the bodies around a child meet, month after month; the staff of the halls are trained twice."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from booking.actions.meetings import Told, hold_meeting
from booking.management.demo.year.stories import Story, at, between, office, person
from booking.models import NetworkBody
from booking.rules.indicators import Kind
from booking.rules.meetings import Choice

CHILD_REARING, CHILDREN = "100088", "100083"


class Row(NamedTuple):
    """Meetings of one sort: on this day of these months, so many people each time."""

    office: str
    kind: Kind
    of: str
    day: int
    months: tuple[int, ...]
    headcount: int


ROWS = (
    Row(CHILD_REARING, Kind.MEETING, "child-guidance", 9, (4, 5, 6, 7, 9, 10, 11, 12, 1, 2, 3), 6),
    Row(CHILD_REARING, Kind.MEETING, "health-centre", 16, (5, 7, 9, 11, 2), 7),
    Row(CHILD_REARING, Kind.MEETING, "child-rearing", 23, (6, 9, 12, 3), 5),
    Row(CHILD_REARING, Kind.MEETING, "network-council", 20, (7, 2), 19),
    Row(CHILD_REARING, Kind.MEETING, "case", 13, (4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3), 8),
    Row(CHILDREN, Kind.TRAINING, "training", 28, (6, 1), 24),
    Row(CHILDREN, Kind.MEETING, "", 10, (5, 10), 9),
)


def meetings(year: int) -> Iterator[Story]:
    for row in ROWS:
        for month in row.months:
            yield _meeting(row, date(year if month > 3 else year + 1, month, row.day))


def _meeting(row: Row, day: date) -> Story:
    """Entered on its evening, by whoever answers for the office."""
    now = at(day, 17)
    yield now
    actor = person(row.office)
    bodies = list(NetworkBody.objects.all()[:2])
    told = Told(
        Choice(row.kind, row.of),
        between(day, 14, 16),
        held_at=bodies[0],
        bodies=bodies,
        headcount=row.headcount,
    )
    hold_meeting(department=office(actor), told=told, actor=actor, now=now)

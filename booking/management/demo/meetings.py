"""The demo city's meetings between its bodies: some held, one to come, one cancelled. Invented."""

from datetime import timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.conf import settings

from booking.actions.meetings import Told, cancel_meeting, hold_meeting
from booking.models import Meeting, NetworkBody, Person
from booking.rules.indicators import Kind
from booking.rules.meetings import Choice
from facilities.models import Department
from facilities.rules.spans import local_day, wall_span

ZONE = ZoneInfo(settings.TIME_ZONE)


class Met(NamedTuple):
    """`ago` days before today (after it: below 0), with the bodies at these places of the list."""

    office: str
    kind: Kind
    of: str
    ago: int
    there: tuple[int, ...]
    headcount: int | None


MEETINGS = (
    Met("100088", Kind.MEETING, "child-guidance", 50, (1,), 6),
    Met("100088", Kind.MEETING, "child-guidance", 22, (1,), 5),
    Met("100088", Kind.MEETING, "health-centre", 36, (3,), 7),
    Met("100088", Kind.MEETING, "network-council", 29, (0, 1, 3, 4, 5), 18),
    Met("100088", Kind.MEETING, "case", 43, (0, 1), 8),
    Met("100088", Kind.MEETING, "case", 8, (0, 3), 6),
    Met("100088", Kind.MEETING, "health-centre", -9, (), None),
    Met("100083", Kind.TRAINING, "training", 31, (0,), 24),
    Met("100083", Kind.MEETING, "", 17, (0,), 9),
)
CALLED_OFF = Met("100088", Kind.MEETING, "child-guidance", -5, (), None)


def meet(now: int) -> None:
    """By whoever answers for the offices."""
    for one in MEETINGS:
        _hold(one, now)
    actor = Person.objects.get(card_number=CALLED_OFF.office)
    cancel_meeting(meeting=_hold(CALLED_OFF, now), actor=actor, now=now)


def _hold(met: Met, now: int) -> Meeting:
    actor = Person.objects.get(card_number=met.office)
    office, bodies = Department.objects.get(posts__person=actor), list(NetworkBody.objects.all())
    day = local_day(now, ZONE) - timedelta(days=met.ago)
    told = Told(
        Choice(met.kind, met.of),
        wall_span(day, 14 * 60, 16 * 60, ZONE),
        held_at=bodies[0],
        bodies=[bodies[place] for place in met.there],
        headcount=met.headcount,
    )
    return hold_meeting(department=office, told=told, actor=actor, now=now)

"""Which evenings that somebody waits for become bookable, and when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from booking.models import Horizon, Wait
from booking.queries.boards import Calendar, calendar, zone_of
from booking.queries.waiting import wish_of
from booking.rules.ask import Ask, Step
from booking.rules.horizons import EVERY, LEAD, openings
from booking.rules.looks import days_from
from booking.rules.waiting import Wish
from facilities.models import Facility, Room
from facilities.rules.spans import Span, instant, local_day


@dataclass(frozen=True, slots=True)
class Opening:
    """A time of a room that somebody waits for and that becomes bookable `at` an instant."""

    room: Room
    span: Span
    at: int


def hall_due(now: int) -> Facility | None:
    """A hall in whose lines somebody stands and whose openings are to be looked at; `now` is an instant. One
    query."""
    waiting = Wait.objects.filter(state=Wait.State.WAITING).values("wish__rooms__facility")
    # Each look reaches LEAD ahead and the next comes after EVERY: they overlap, so that no moment falls
    # between two.
    seen = Q(line_horizon=None) | Q(line_horizon__until__lte=now + LEAD - EVERY)
    return Facility.objects.filter(seen, pk__in=waiting, published=True).order_by("pk").first()


def unlooked(before: int) -> QuerySet[Facility]:
    """The halls in whose lines somebody stands that were not looked at up to an instant."""
    seen = Q(line_horizon=None) | Q(line_horizon__until__lt=before)
    waiting = Wait.objects.filter(state=Wait.State.WAITING, made_at__lt=before).values(
        "wish__rooms__facility"
    )
    return Facility.objects.filter(seen, pk__in=waiting, published=True)


def openings_of(hall: Facility, now: int) -> list[Opening]:
    """What of the hall opens within LEAD of `now` and was not looked at yet, as far as somebody waits for it
    who did so before: by the moment, and joined rooms first. Six queries, one if nobody waits."""
    waits, today = _waiting(hall, now), local_day(now, ZoneInfo(hall.timezone))
    if not waits:
        return []
    seen = Horizon.objects.filter(facility=hall).values_list("until", flat=True).first() or 0
    known = calendar([hall], today, max(today, *(wait.wish.last_on for wait in waits)))
    found = {one for wait in waits for one in _openings_for(wait, hall, known, today, seen, now + LEAD)}
    # Joined rooms first: a part that is kept would be in the way of the whole that another waits for.
    return sorted(found, key=lambda one: (one.at, -len(one.room.spaces.all()), one.room.pk, one.span))


def _waiting(hall: Facility, now: int) -> list[Wait]:
    today = local_day(now, ZoneInfo(hall.timezone))
    waiting = Wait.objects.filter(state=Wait.State.WAITING, wish__last_on__gte=today)
    rows = waiting.filter(wish__rooms__facility=hall).distinct()
    return list(rows.select_related("wish").prefetch_related("wish__rooms__spaces"))


def _openings_for(
    wait: Wait, hall: Facility, known: Calendar, today: date, seen: int, until: int
) -> Iterator[Opening]:
    """Who waits for what was open already was not waiting for its opening."""
    wish, since = wish_of(wait), max(seen, wait.made_at)
    first = max(wish.first, today)
    days = list(days_from(first, (wish.last - first).days + 1))
    for room in (one for one in wait.wish.rooms.all() if one.facility_id == hall.pk):
        room.facility = hall
        for day in days:
            for span in _spans(wish, room, day, known):
                yield from (
                    Opening(room, span, at) for at in _moments(room, day, span, known) if since < at <= until
                )


def _moments(room: Room, day: date, span: Span, known: Calendar) -> set[int]:
    """When booking of a room opens for a time of a day: a moment in minutes is counted from that time, and
    a clause may speak of some hours only."""
    hall, start = room.facility, instant(day, 0, zone_of(room))
    ask = Ask(Step.BOOK, start, hall.slug, room.slug, day=day, span=span)
    return openings(known.rules(room, day), ask)


def _spans(wish: Wish, room: Room, day: date, known: Calendar) -> list[Span]:
    """The times of a day that were wished for and at which the room is open."""
    wanted = wish.within(day, zone_of(room))
    opened = known.plan(room, day).open_spans if wanted else ()
    return [piece for span in opened if wanted and (piece := span.intersection(wanted))]

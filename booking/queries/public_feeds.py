"""Public feeds: a room's, a hall's, the city's evenings, a programme's, the city's programmes; with the
counters that they move with."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count, F, Max, OuterRef, QuerySet, Sum
from django.db.models.functions import Coalesce

from booking.models import Booking, Programme, Session
from booking.queries.programmes import seen, zone_of
from booking.queries.subscriptions import over
from facilities.models import Evening, Facility, Room, Space
from facilities.queries.halls import published_halls, published_rooms


@dataclass(frozen=True, slots=True)
class PublicFeed:
    """`key` is a room's, a hall's or a programme's, 0 for the city; `name` its name in the language now
    active. `counters` move with everything that the feed shows."""

    key: int
    name: str
    zone: ZoneInfo
    counters: tuple[int, ...]


def room_feed(hall: str, room: str) -> PublicFeed | None:
    """The published room of a published hall, by their slugs. One query."""
    rooms = published_rooms(hall).filter(slug=room)
    # A room without spaces has no sum, and a feed all the same.
    row = rooms.annotate(claims=Coalesce(Sum("spaces__revision"), 0)).first()
    if row is None:
        return None
    zone, counters = ZoneInfo(row.facility.timezone), (row.claims, row.facility.revision)
    return PublicFeed(row.pk, f"{row.facility.name} {row.name}", zone, counters)


def hall_feed(hall: str) -> PublicFeed | None:
    """A published hall, by its slug. One query."""
    claims = over(Space.objects.filter(facility__slug=hall), "SUM", "revision")
    row = published_halls().filter(slug=hall).annotate(claims=claims).first()
    if row is None:
        return None
    return PublicFeed(row.pk, row.name, ZoneInfo(row.timezone), (row.claims, row.revision))


def evenings_feed() -> PublicFeed:
    """The evening openings of every published hall. One query."""
    # Of all halls, published or not: one that is taken out of sight moves its counter, and the sum with it.
    counted = Facility.objects.aggregate(count=Count("pk"), sum=Coalesce(Sum("revision"), 0))
    return PublicFeed(0, "", ZoneInfo(settings.TIME_ZONE), (counted["count"], counted["sum"]))


def programme_feed(public_id: str) -> PublicFeed | None:
    """A programme that everybody sees, one that was cancelled too. One query."""
    uses = Booking.objects.filter(session__programme=OuterRef("pk"))
    rooms = Facility.objects.filter(rooms__bookings__session__programme=OuterRef("pk"))
    counted = seen().select_related("facility").filter(public_id=public_id)
    row = counted.annotate(
        uses=over(uses, "SUM", "sequence"),
        # A hall counts once for each of its rooms that it has: what moves need not be a fair sum.
        halls=over(rooms, "SUM", "revision") + Coalesce(F("facility__revision"), 0),
    ).first()
    if row is None:
        return None
    counters = (row.revision, row.uses, row.halls)
    return PublicFeed(row.pk, row.name, zone_of(row), counters)


def programmes_feed() -> PublicFeed:
    """The programmes of the city that everybody sees. One query."""
    # Of all of them, and of all halls: one that is taken out of sight moves its counter, and the sum with it.
    uses, halls = Booking.objects.filter(session__in=Session.objects.all()), Facility.objects.all()
    counted = Programme.objects.aggregate(
        count=Count("pk"),
        sum=Coalesce(Sum("revision"), 0),
        # Alike in every row, so that the greatest is any of them: beside sums it has to be an aggregate.
        uses=Coalesce(Max(over(uses, "SUM", "sequence")), 0),
        halls=Coalesce(Max(over(halls, "SUM", "revision")), 0),
    )
    return PublicFeed(0, "", ZoneInfo(settings.TIME_ZONE), tuple(counted.values()))


def lent_rooms(hall: str, room: str | None = None) -> list[Room]:
    """The published rooms of a published hall that can be booked, or the one of these slugs, with the hall.
    One query."""
    rooms = published_rooms(hall).filter(bookable=True)
    return list(rooms if room is None else rooms.filter(slug=room))


def the_room(key: int) -> QuerySet[Room]:
    return Room.objects.filter(pk=key)


def shown_evenings(hall: int | None = None) -> QuerySet[Evening]:
    """The evening openings of published halls, or of one by its key; those that were cancelled, too."""
    evenings = Evening.objects.filter(facility__published=True, kind=Evening.Kind.EVENING)
    return evenings if hall is None else evenings.filter(facility=hall)


def shown_sessions(programme: int | None = None) -> QuerySet[Session]:
    """The sessions of programmes that everybody sees, or of one by its key; cancelled ones, too."""
    sessions = Session.objects.filter(programme__in=seen())
    return sessions if programme is None else sessions.filter(programme=programme)

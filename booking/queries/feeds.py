"""What feeds are made of: whose they are, the counters they move with, and their bookings as values."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import (
    BigIntegerField,
    Exists,
    F,
    FilteredRelation,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
)
from django.db.models.functions import Coalesce

from booking.models import Booking, Departure, Displacement, EventText, FeedVersion, Membership, Subscription
from booking.queries.bookings import theirs
from booking.rules.displacing import Answer
from booking.rules.feeds import GONE, Audience, Window
from booking.rules.lifecycle import State
from facilities.models import Facility, Room

# One booking of a feed: start, key, room, sequence, last change, and the version and the text of the
# event that is kept for it, if there is one. Plain tuples: a feed may have ten thousand.
Line = tuple[int, int, int, int, int, str | None, str | None]


@dataclass(frozen=True, slots=True)
class MemberFeed:
    """A subscription that is alive. `counters` move with everything that the member's feed shows."""

    subscription: int
    person: int
    language: str
    last_used_at: int | None
    counters: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RoomFeed:
    """A published room. `counters` move with everything that its feed shows."""

    room: int
    place: "Place"
    counters: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a booking is, in the reader's language."""

    room: str
    hall: str
    zone: ZoneInfo


class Booked(NamedTuple):
    """What a calendar event is made from; `start`, `end` and `changed_at` are instants (seconds, UTC)."""

    booking: int
    public_id: str
    room: int
    start: int
    end: int
    state: str
    sequence: int
    changed_at: int
    purpose: str
    displaced: bool = False  # the hall has taken its time away, and nobody has answered yet


def member_feed(token_hash: str) -> MemberFeed | None:
    """The subscription with this token (as SHA-256), unless the membership has ended or the record
    is closed. One query."""
    clubs = Membership.objects.filter(person=OuterRef("person"))
    row = (
        # By its fingerprint: whoever reads the database cannot open anybody's feed.
        Subscription.objects.filter(token_hash=token_hash, person__is_active=True, person__closed=False)
        .annotate(
            clubs=_over(clubs, "COUNT", "pk"),
            latest_club=_over(clubs, "MAX", "pk"),
            club_counters=_over(clubs, "SUM", "group__revision"),
            hall_counters=_over(Facility.objects.all(), "SUM", "revision"),
        )
        .values_list(
            *("pk", "person_id", "person__language", "last_used_at"),
            *("person__revision", "clubs", "latest_club", "club_counters", "hall_counters"),
        )
        .first()
    )
    if row is None:
        return None
    subscription, owner, language, last_used_at, *counters = row
    return MemberFeed(subscription, owner, language, last_used_at, tuple(counters))


def room_feed(hall: str, room: str) -> RoomFeed | None:
    """The published room of a published hall, by their slugs; names in the language now active. One query."""
    row = (
        Room.objects.filter(facility__slug=hall, facility__published=True, slug=room, published=True)
        .select_related("facility")
        .annotate(claims=Coalesce(Sum("spaces__revision"), 0))
        .first()
    )
    return RoomFeed(row.pk, _place(row), (row.claims, row.facility.revision)) if row else None


def of_person(person: int) -> QuerySet[Booking]:
    return Booking.objects.filter(theirs(person))


def of_room(room: int) -> QuerySet[Booking]:
    """Bookings of the room and of every room that shares a space with it."""
    return Booking.objects.filter(room__in=_sharing(room))


def left_room(room: int) -> QuerySet[Departure]:
    """The last departure of each booking that was among those of the room and is no more."""
    there = Departure.objects.filter(room__in=_sharing(room))
    # Of rooms that share a space several may remember it: the latest word stands.
    later = there.filter(booking=OuterRef("booking"), sequence__gt=OuterRef("sequence"))
    return there.exclude(booking__room__in=_sharing(room)).exclude(Exists(later))


def lines(bookings: QuerySet[Booking], audience: Audience, language: str, window: Window) -> list[Line]:
    """Those that the window tells, in order of their start, with what is kept of their texts. One query."""
    kept = FilteredRelation(
        "event_texts", condition=Q(event_texts__audience=audience, event_texts__language=language)
    )
    rows = bookings.filter(_told(window)).annotate(kept=kept).order_by()
    fields = ("start", "pk", "room_id", "sequence", "changed_at", "kept__version", "kept__text")
    # Sorted here: the database would carry every text through its own sorting.
    return sorted(rows.values_list(*fields))


def departures(left: QuerySet[Departure], window: Window) -> list[Booked]:
    """Those that the window still tells, cancelled as of the time that they left. One query, if any."""
    told = left.filter(end__gt=window.gone_until, start__lt=window.span.end).order_by("start", "pk")
    was = ("booking", "booking__public_id", "room", "start", "end", Value(State.CANCELLED.value))
    return [Booked(*row) for row in told.values_list(*was, "sequence", "changed_at", Value(""))]


def untold_texts(window: Window) -> QuerySet[EventText]:
    """The texts kept of bookings that the window does not tell."""
    return EventText.objects.exclude(_told(window, "booking__"))


def booked(bookings: Sequence[int]) -> list[Booked]:
    """These bookings (by key) as values, in order of their keys. One query."""
    open_ = Displacement.objects.filter(booking=OuterRef("pk"), state=Answer.OPEN)
    rows = Booking.objects.filter(pk__in=bookings).annotate(displaced=Exists(open_)).order_by("pk")
    times = ("start", "end", "state", "sequence", "changed_at")
    told = rows.values_list("pk", "public_id", "room_id", *times, "purpose", "displaced")
    return [Booked(*row) for row in told]


def booked_of(booking: Booking) -> Booked:
    """A booking that was read already, as a value. One query."""
    return Booked(
        booking=booking.pk,
        public_id=booking.public_id,
        room=booking.room_id,
        start=booking.start,
        end=booking.end,
        state=booking.state,
        sequence=booking.sequence,
        changed_at=booking.changed_at,
        purpose=booking.purpose,
        displaced=Displacement.objects.filter(booking=booking, state=Answer.OPEN).exists(),
    )


def places(rooms: Iterable[int]) -> dict[int, Place]:
    """Rooms (by key) as places, named in the language now active. One query."""
    found = Room.objects.filter(pk__in=set(rooms)).select_related("facility")
    return {room.pk: _place(room) for room in found}


def feed_since(feed: str, etag: str) -> int | None:
    """The instant since which the feed is known to be what this ETag says. One query."""
    return FeedVersion.objects.filter(feed=feed, etag=etag).values_list("since", flat=True).first()


def packed(feed: str, etag: str) -> bytes:
    """The calendar that is kept for this ETag, as gzip; nothing if none is. One query."""
    kept = FeedVersion.objects.filter(feed=feed, etag=etag).values_list("packed", flat=True).first()
    return bytes(kept or b"")


def subscriptions_of(person: int) -> list[Subscription]:
    """Somebody's subscriptions, the oldest first. One query."""
    return list(Subscription.objects.filter(person=person).order_by("pk"))


def _sharing(room: int) -> QuerySet[Any]:
    """The room and those that share a space with it, by key."""
    made_of = Room.spaces.through.objects
    spaces = made_of.filter(room=room).values("space")
    return made_of.filter(space__in=spaces).values("room")


def _told(window: Window, of: str = "") -> Q:
    """What the window tells; `of` leads from the row to its booking."""
    meets = Q(**{f"{of}end__gt": window.span.start, f"{of}start__lt": window.span.end})
    return meets & (~Q(**{f"{of}state__in": GONE}) | Q(**{f"{of}end__gt": window.gone_until}))


def _place(room: Room) -> Place:
    return Place(room.name, room.facility.name, ZoneInfo(room.facility.timezone))


def _over(rows: QuerySet[Any], aggregate: str, field: str) -> Coalesce:
    """One number over all the rows, as a subquery; 0 for none."""
    # An aggregate of Django's own would group by row.
    number = Func(F(field), function=aggregate, output_field=BigIntegerField())
    return Coalesce(Subquery(rows.order_by().annotate(number=number).values("number")), 0)

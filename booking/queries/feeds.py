"""What feeds are made of: their bookings, and what has left them, as values."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Concat

from booking.models import Booking, Departure, Displacement, EventText, FeedVersion, SeriesText
from booking.queries.bookings import theirs
from booking.rules.displacing import Answer
from booking.rules.feeds import GONE, Audience, Window
from booking.rules.lifecycle import State
from facilities.models import Room

# One booking of a feed: start, key, room, sequence, last change, the series of which it is (by key), and the
# version and the text of the event that is kept for it, if there is one. Plain tuples: a feed may have ten
# thousand.
Line = tuple[int, int, int, int, int, int | None, str | None, str | None]


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
    headcount: int = 0
    original_day: date | None = None
    displaced: bool = False  # the hall has taken its time away, and nobody has answered yet


def of_person(person: int) -> QuerySet[Booking]:
    return Booking.objects.filter(theirs(person))


def of_guardian(child: int) -> QuerySet[Booking]:
    """What a guardian sees of their child's; an offer is no booking yet."""
    return of_person(child).exclude(state=State.OFFERED)


def of_group(group: int) -> QuerySet[Booking]:
    return Booking.objects.filter(group=group)


def in_rooms(rooms: QuerySet[Room]) -> QuerySet[Booking]:
    """Bookings of these rooms and of every room that shares a space with one of them."""
    return Booking.objects.filter(room__in=_sharing(rooms))


def left_rooms(rooms: QuerySet[Room]) -> QuerySet[Departure]:
    """The last departure of each booking that was among those of the rooms and is no more."""
    there = Departure.objects.filter(room__in=_sharing(rooms))
    # Of rooms that share a space several may remember it: the latest word stands.
    later = there.filter(booking=OuterRef("booking"), sequence__gt=OuterRef("sequence"))
    return there.exclude(booking__room__in=_sharing(rooms)).exclude(Exists(later))


def lines(bookings: QuerySet[Booking], audience: Audience, language: str, window: Window) -> list[Line]:
    """Those that the window tells, in order of their start, with what is kept of their texts. One query."""
    # Looked up for each booking, not joined: until PostgreSQL has counted the texts it believes that it has
    # one, and compared ten thousand bookings with ten thousand texts, for two seconds.
    texts = EventText.objects.filter(booking=OuterRef("pk"), audience=audience, language=language)
    # One column for two, parted at the first blank: no version has one in it.
    kept = Subquery(texts.values(said=Concat("version", Value(" "), "text", output_field=TextField())))
    told = ("start", "pk", "room_id", "sequence", "changed_at", "series_id")
    rows = bookings.filter(told_by(window)).order_by().values_list(*told, kept)
    # Sorted here: the database would carry every text through its own sorting.
    return sorted(
        (*row, version or None, text or None)
        for *row, said in rows
        for version, _, text in [(said or "").partition(" ")]
    )


def departures(left: QuerySet[Departure], window: Window) -> list[Booked]:
    """Those that the window still tells, cancelled as of the time that they left. One query, if any."""
    told = left.filter(end__gt=window.gone_until, start__lt=window.span.end).order_by("start", "pk")
    was = ("booking", "booking__public_id", "room", "start", "end", Value(State.CANCELLED.value))
    return [Booked(*row) for row in told.values_list(*was, "sequence", "changed_at", Value(""))]


def untold_texts(window: Window) -> QuerySet[EventText]:
    """The texts kept of bookings that the window does not tell."""
    return EventText.objects.exclude(told_by(window, "booking__"))


def untold_series(window: Window) -> QuerySet[SeriesText]:
    """The texts kept of series of which the window tells no date."""
    told = Booking.objects.filter(told_by(window)).exclude(series=None).values("series")
    return SeriesText.objects.exclude(series__in=told)


def booked(bookings: Sequence[int]) -> list[Booked]:
    """These bookings (by key) as values, in order of their keys. One query."""
    open_ = Displacement.objects.filter(booking=OuterRef("pk"), state=Answer.OPEN)
    rows = Booking.objects.filter(pk__in=bookings).annotate(displaced=Exists(open_)).order_by("pk")
    times = ("start", "end", "state", "sequence", "changed_at")
    more = ("purpose", "headcount", "original_day", "displaced")
    return [Booked(*row) for row in rows.values_list("pk", "public_id", "room_id", *times, *more)]


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
        headcount=booking.headcount,
        original_day=booking.original_day,
        displaced=Displacement.objects.filter(booking=booking, state=Answer.OPEN).exists(),
    )


def places(rooms: Iterable[int]) -> dict[int, Place]:
    """Rooms (by key) as places, named in the language now active. One query."""
    found = Room.objects.filter(pk__in=set(rooms)).select_related("facility")
    return {room.pk: place_of(room) for room in found}


def feed_since(feed: str, etag: str) -> int | None:
    """The instant since which the feed is known to be what this ETag says. One query."""
    return FeedVersion.objects.filter(feed=feed, etag=etag).values_list("since", flat=True).first()


def packed(feed: str, etag: str) -> bytes:
    """The calendar that is kept for this ETag, as gzip; nothing if none is. One query."""
    kept = FeedVersion.objects.filter(feed=feed, etag=etag).values_list("packed", flat=True).first()
    return bytes(kept or b"")


def _sharing(rooms: QuerySet[Room]) -> QuerySet[Any]:
    """The rooms and those that share a space with one of them, by key."""
    made_of = Room.spaces.through.objects
    spaces = made_of.filter(room__in=rooms.order_by().values("pk")).values("space")
    return made_of.filter(space__in=spaces).values("room")


def told_by(window: Window, of: str = "") -> Q:
    """What the window tells; `of` leads from the row to its booking."""
    meets = Q(**{f"{of}end__gt": window.span.start, f"{of}start__lt": window.span.end})
    return meets & (~Q(**{f"{of}state__in": GONE}) | Q(**{f"{of}end__gt": window.gone_until}))


def place_of(room: Room) -> Place:
    return Place(room.name, room.facility.name, ZoneInfo(room.facility.timezone))

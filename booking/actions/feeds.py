"""Feeds as bytes, and what a reader leaves behind: kept texts, and since when a feed is what it is.

None of this is a verb: nobody's promise changes. Everything is written in autocommit and in small
pieces, so that a reader never keeps a writer waiting, and a feed is served even if nothing could
be kept.
"""

import gzip
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from operator import itemgetter
from zoneinfo import ZoneInfo

from django.db import OperationalError
from django.db.models import QuerySet

from booking import ical
from booking.models import Booking, Departure, EventText, FeedVersion
from booking.queries import feeds
from booking.queries.feeds import Booked, Line, Place
from booking.rules.feeds import Audience, window

logger = logging.getLogger(__name__)
AT_ONCE = 200
NONE_LEFT = Departure.objects.none()


def calendar(
    bookings: QuerySet[Booking],
    left: QuerySet[Departure] = NONE_LEFT,
    *,
    name: str,
    zone: ZoneInfo,
    audience: Audience,
    language: str,
    day: date,
) -> bytes:
    """The calendar of these bookings as it is on `day` of `zone`; words in `language`, which is active.

    Events that are not kept, or kept in an older version, are serialised and kept. `left` are told as
    cancelled.
    """
    told = window(day, zone)
    texts = Texts(audience, language)
    lines = feeds.lines(bookings, audience, language, told)
    events = texts.of(lines, feeds.departures(left, told))
    return ical.calendar(name, zone, told.first_day, events, texts.zones())


def since(feed: str, etag: str, now: int) -> int | None:
    """The instant since which `feed` has been what `etag` says; None if that is not known.

    Two versions never share a second, so whoever has read a version can ask by its date alone.
    """
    known = feeds.feed_since(feed, etag)
    if known is None:
        with kept_if_possible():
            _begin(feed, etag, now)
        known = feeds.feed_since(feed, etag)
    return known


def _begin(feed: str, etag: str, now: int) -> None:
    row, made = FeedVersion.objects.get_or_create(feed=feed, defaults={"etag": etag, "since": now})
    if not made:
        # Only if no rival has begun a version since it was read.
        same = FeedVersion.objects.filter(pk=row.pk, etag=row.etag)
        # A second later at least: dates in HTTP know whole seconds only (RFC 9110, 5.6.7).
        same.update(etag=etag, since=max(now, row.since + 1), packed=b"")


def whole(feed: str, etag: str, body: Callable[[], bytes], *, packed: bool) -> bytes:
    """The calendar that `feed` is under this ETag, plain or as gzip: kept, or made by `body` and kept."""
    if kept := feeds.packed(feed, etag):
        return kept if packed else gzip.decompress(kept)
    made = body()
    # Events are so alike that a higher level gains little and costs several times as much.
    kept = gzip.compress(made, 1, mtime=0)
    with kept_if_possible():
        FeedVersion.objects.filter(feed=feed, etag=etag).update(packed=kept)
    return kept if packed else made


class Texts:
    """The events of one feed, kept or made."""

    def __init__(self, audience: Audience, language: str) -> None:
        self.audience, self.language = audience, language
        self.places: dict[int, Place] = {}
        self.versions: dict[int, str] = {}

    def of(self, lines: Sequence[Line], left: Sequence[Booked]) -> list[str]:
        """One text a line, and one for each that has left, in order of their start."""
        self._learn([*(room for _, _, room, *_ in lines), *(booking.room for booking in left)])
        # Few, and soon over: they are made each time.
        gone = [(booking.start, self._event(booking)) for booking in left]
        kept = self._of_lines(lines)
        return [text for _, text in sorted(kept + gone, key=itemgetter(0))]

    def zones(self) -> list[ZoneInfo]:
        return [ZoneInfo(key) for key in sorted({place.zone.key for place in self.places.values()})]

    def _of_lines(self, lines: Sequence[Line]) -> list[tuple[int, str]]:
        stale = [
            booking
            for _, booking, room, sequence, changed_at, version, _ in lines
            if version != f"{sequence}.{changed_at}.{self.versions[room]}"
        ]
        made: dict[int, str] = {}
        for first in range(0, len(stale), AT_ONCE):
            made |= self._make(stale[first : first + AT_ONCE])
        return [(start, made.get(booking) or text or "") for start, booking, *_, text in lines]

    def _make(self, keys: Sequence[int]) -> dict[int, str]:
        bookings = feeds.booked(keys)
        # A booking may have moved to a room of another hall since its line was read.
        self._learn(booking.room for booking in bookings)
        rows = [self._row(booking) for booking in bookings]
        with kept_if_possible():
            EventText.objects.bulk_create(
                rows,
                update_conflicts=True,
                unique_fields=["booking", "audience", "language"],
                update_fields=["version", "text"],
            )
        return {row.booking_id: row.text for row in rows}

    def _row(self, booking: Booked) -> EventText:
        return EventText(
            booking_id=booking.booking,
            audience=self.audience,
            language=self.language,
            version=f"{booking.sequence}.{booking.changed_at}.{self.versions[booking.room]}",
            text=self._event(booking),
        )

    def _event(self, booking: Booked) -> str:
        return ical.event(booking, self.places[booking.room], self.audience)

    def _learn(self, rooms: Iterable[int]) -> None:
        if unknown := set(rooms) - self.places.keys():
            found = feeds.places(unknown)
            self.places |= found
            self.versions |= {room: ical.version(place, self.audience) for room, place in found.items()}


@contextmanager
def kept_if_possible() -> Iterator[None]:
    """What is written inside may be lost: the database being busy is no reason to refuse a reader."""
    try:
        yield
    except OperationalError as error:
        logger.warning("a feed could not keep what it made: %s", error)

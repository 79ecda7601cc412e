"""The events of single bookings, kept or made."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from django.db import OperationalError
from django.db.models import QuerySet

from booking import ical
from booking.models import Booking, Departure, EventText
from booking.queries import feeds
from booking.queries.feeds import Booked, Line, Place
from booking.rules.feeds import Audience, Window

logger = logging.getLogger(__name__)
# A reader writes so many rows at a time and in autocommit: no writer waits longer for it (decision 12).
AT_ONCE = 200
Told = tuple[int, str]  # when it starts (an instant), and its text


class Texts:
    """What has been made of one feed, and where its rooms are."""

    def __init__(self, audience: Audience, language: str) -> None:
        self.audience, self.language = audience, language
        self.places: dict[int, Place] = {}
        self.versions: dict[int, str] = {}

    def of(self, bookings: QuerySet[Booking], left: QuerySet[Departure], told: Window) -> list[Told]:
        """One text for each booking that the window tells, and for each that has left."""
        return self.of_lines(feeds.lines(bookings, self.audience, self.language, told)) + self.left(
            left, told
        )

    def left(self, left: QuerySet[Departure], told: Window) -> list[Told]:
        """One text for each booking that has left. Few, and soon over: they are made each time."""
        gone = feeds.departures(left, told)
        self.learn(booking.room for booking in gone)
        return [(booking.start, self._event(booking)) for booking in gone]

    def learn(self, rooms: Iterable[int]) -> None:
        """Where these rooms (by key) are, if that is not known yet. At most one query."""
        if unknown := set(rooms) - self.places.keys():
            found = feeds.places(unknown)
            self.places |= found
            self.versions |= {room: ical.version(place, self.audience) for room, place in found.items()}

    def of_lines(self, lines: Sequence[Line]) -> list[Told]:
        """One text for each of these lines, kept or made."""
        self.learn(room for _, _, room, *_ in lines)
        stale = [
            booking
            for _, booking, room, sequence, changed_at, _, version, _ in lines
            # Not by the sequence alone: a new name of the room, or a new renderer, changes the text and no
            # booking.
            if version != f"{sequence}.{changed_at}.{self.versions[room]}"
        ]
        made: dict[int, str] = {}
        for first in range(0, len(stale), AT_ONCE):
            made |= self._make(stale[first : first + AT_ONCE])
        # A booking that was swept away since its line was read is told once more as it was kept, or not at
        # all.
        return [(start, made.get(booking) or text or "") for start, booking, *_, text in lines]

    def _make(self, keys: Sequence[int]) -> dict[int, str]:
        bookings = feeds.booked(keys)
        # A booking may have moved to a room of another hall since its line was read.
        self.learn(booking.room for booking in bookings)
        rows = [self._row(booking) for booking in bookings]
        with kept_if_possible():
            # Two readers may make one text at once: the second writes the same once more.
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


@contextmanager
def kept_if_possible() -> Iterator[None]:
    """What is written inside may be lost: the database being busy is no reason to refuse a reader."""
    try:
        yield
    except OperationalError as error:
        logger.warning("a feed could not keep what it made: %s", error)

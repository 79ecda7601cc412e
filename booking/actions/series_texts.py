"""The events of series, kept or made: all dates of one that a reader has are one text."""

from collections.abc import Sequence
from datetime import date
from hashlib import sha256

from django.db.models import QuerySet

from booking import ical
from booking.actions.event_texts import Texts, Told, kept_if_possible
from booking.models import Booking, SeriesText
from booking.queries import feeds
from booking.queries.feed_series import SeriesTold, series_texts, series_told
from booking.queries.feeds import Booked
from booking.rules.feeds import GONE
from facilities import calendars
from facilities.rules.evenings import Recurrence


class SeriesTexts:
    """Of the feed whose `texts` these are: they know the audience, the language and the rooms."""

    def __init__(self, texts: Texts) -> None:
        self.texts, self.audience, self.language = texts, texts.audience, texts.language

    def of(self, bookings: QuerySet[Booking]) -> list[Told]:
        """One text for each series of which these bookings are dates: all that a reader has of it."""
        found = series_told(bookings)
        if not found:
            return []
        self.texts.learn(room for one in found for _, room, *_ in one.dates)
        kept = series_texts([one.key for one in found], self.audience, self.language)
        stale = [one for one in found if kept.get(one.key, ("", ""))[0] != self._version(one)]
        made = self._make(stale) if stale else {}
        return [(one.start, made.get(one.key) or kept[one.key][1]) for one in found]

    def _version(self, one: SeriesTold) -> str:
        """A reader may have some of the dates only: a text is of those."""
        rooms = sorted({self.texts.versions[room] for _, room, *_ in one.dates})
        # Forty hex digits are the column's width, and far more than chance will ever bring together.
        return sha256(repr((one.dates, one.sequence, one.changed_at, rooms)).encode()).hexdigest()[:40]

    def _make(self, stale: Sequence[SeriesTold]) -> dict[int, str]:
        """Three statements, however many they are."""
        dates = {one.booking: one for one in feeds.booked([key for it in stale for key, *_ in it.dates])}
        self.texts.learn(booking.room for booking in dates.values())
        recurrences = calendars.recurrences(one.event for one in stale)
        rows = [
            SeriesText(
                series_id=one.key,
                audience=self.audience,
                language=self.language,
                version=self._version(one),
                text=self._event(one, [dates[key] for key, *_ in one.dates], recurrences[one.event]),
            )
            for one in stale
        ]
        with kept_if_possible():
            SeriesText.objects.bulk_create(
                rows,
                update_conflicts=True,
                unique_fields=["series", "audience", "language"],
                update_fields=["version", "text"],
            )
        return {row.series_id: row.text for row in rows}

    def _event(self, one: SeriesTold, dates: Sequence[Booked], recurrence: Recurrence) -> str:
        """What was given back is left out; a series of which nothing stands is told as cancelled."""
        # Where nothing stands, all of them: a calendar keeps what it had until it is told that it is
        # cancelled.
        standing = [it for it in dates if it.state not in GONE] or dates
        in_order = sorted(standing, key=lambda it: (it.original_day or date.min, it.booking))
        told = [(it, self.texts.places[it.room]) for it in in_order]
        stamp = ical.Stamp(ical.uid(f"series/{one.public_id}", self.audience), one.sequence, one.changed_at)
        return ical.series(stamp, recurrence, told, self.audience)

"""Feeds as bytes, and what a reader leaves behind: kept texts, and since when a feed is what it is.

None of this is a verb: nobody's promise changes. Everything is written in autocommit and in small
pieces, so that a reader never keeps a writer waiting, and a feed is served even if nothing could
be kept.
"""

import gzip
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Final
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from booking import ical
from booking.actions.evening_texts import duty_texts, evening_texts
from booking.actions.event_texts import Texts, Told, kept_if_possible
from booking.actions.series_texts import SeriesTexts
from booking.actions.session_texts import coming_texts, session_texts
from booking.models import Booking, Departure, FeedVersion, Session
from booking.queries import feeds
from booking.rules.feeds import TOLD_OF_SERIES, Audience, Window, window
from facilities.models import Evening

__all__ = ["kept_if_possible"]

SERIES: Final = 5  # where a line names its series
NO_BOOKINGS = Booking.objects.none()
NONE_LEFT = Departure.objects.none()
NO_EVENINGS = Evening.objects.none()
NO_SESSIONS = Session.objects.none()


@dataclass(frozen=True)
class Content:
    """What a feed tells, and to whom. `left` are told as cancelled; `comes` is the reader (by key) to whom
    the dates are told for which they signed up; `duties` names the hall and the reader of its duties."""

    audience: Audience
    bookings: QuerySet[Booking] = NO_BOOKINGS
    left: QuerySet[Departure] = NONE_LEFT
    evenings: QuerySet[Evening] = NO_EVENINGS
    sessions: QuerySet[Session] = NO_SESSIONS
    comes: int | None = None
    duties: tuple[int, int] | None = None


def calendar(content: Content, *, name: str, zone: ZoneInfo, language: str, day: date) -> bytes:
    """The calendar as it is on `day` of `zone`; words in `language`, which is active.

    Events that are not kept, or kept in an older version, are serialised and kept.
    """
    told = window(day, zone)
    events = [
        *_bookings(content, language, told),
        *evening_texts(content.evenings, told),
        *session_texts(content.sessions, told),
        *(coming_texts(content.comes, told) if content.comes is not None else ()),
        *(duty_texts(*content.duties, told) if content.duties else ()),
    ]
    in_order = [text for _, text in sorted(events, key=itemgetter(0))]
    return ical.calendar(name, zone, told.first_day, in_order)


def _bookings(content: Content, language: str, told: Window) -> list[Told]:
    texts = Texts(content.audience, language)
    if content.audience not in TOLD_OF_SERIES:
        return texts.of(content.bookings, content.left, told)
    # Whose they are is the dear part of the question: it is asked once, and of series only if there are any.
    lines = feeds.lines(content.bookings, content.audience, language, told)
    single = [line for line in lines if line[SERIES] is None]
    series = {line[SERIES] for line in lines} - {None}
    return [
        *texts.of_lines(single),
        *texts.left(content.left, told),
        *SeriesTexts(texts).of(content.bookings.filter(series__in=series) if series else NO_BOOKINGS),
    ]


def since(feed: str, etag: str, now: int) -> int | None:
    """The instant since which `feed` has been what `etag` says; None if that is not known.

    Two versions never share a second, so whoever has read a version can ask by its date alone.
    """
    known = feeds.feed_since(feed, etag)
    if known is None:
        with kept_if_possible():
            _begin(feed, etag, now)
        # Asked anew, and not answered as written: a rival may have been first, or nothing could be kept.
        known = feeds.feed_since(feed, etag)
    return known


def _begin(feed: str, etag: str, now: int) -> None:
    # A row for the present alone: a state that comes back is another version to whoever read in between.
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
        # Only if the feed still is at this version: a slow reader must not overwrite what a later one has
        # made.
        FeedVersion.objects.filter(feed=feed, etag=etag).update(packed=kept)
    return kept if packed else made

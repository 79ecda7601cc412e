"""Calendars of one entry: what a mail encloses, and a reminder that somebody asks for."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar

from booking.ical.calendars import PRODID, TAIL, calendar, clocks_of
from booking.ical.events import (
    NAMESPACE,
    Stamp,
    add_span,
    in_utc,
    series_entries,
    session_entry,
    stamped,
    vevent,
)
from booking.ical.said import clean
from booking.queries.feed_sessions import SessionDate
from booking.queries.feeds import Booked, Place
from booking.rules.feeds import Audience, Status, status
from booking.rules.lifecycle import State
from facilities.rules.evenings import Recurrence
from facilities.rules.spans import Span, local

# Long enough to find the page again and sign in.
RINGS_BEFORE = timedelta(minutes=10)
REMINDER_SECONDS = 15 * 60
REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"


@dataclass(frozen=True, slots=True)
class Invitation:
    """A calendar, and what its method says to do with it: of one event REQUEST or CANCEL, of several PUBLISH
    (RFC 5546)."""

    method: str
    text: str


@dataclass(frozen=True, slots=True)
class OneOf:
    """The series of which a booking is one date: its stamp, and by what calendars know the date."""

    stamp: Stamp
    known_by: datetime


def invitation(
    booking: Booked, place: Place, sender: str, reader: str, series: OneOf | None = None
) -> Invitation:
    """The booking as the part of a mail that updates the one entry in the reader's calendar (RFC 6047).

    The entry is that of the reader's feed: one UID, and of one date of a `series` the series' UID with the
    date's RECURRENCE-ID, so that whoever reads both does not have it twice. `sender` and `reader` are e-mail
    addresses.
    """
    entry = vevent(booking, place, Audience.MEMBER) if series is None else _one_of(series, booking, place)
    return _invitation([(booking, place)], [entry], sender, reader)


def series_invitation(
    stamp: Stamp,
    recurrence: Recurrence,
    dates: Sequence[tuple[Booked, Place]],
    sender: str,
    reader: str,
) -> Invitation:
    """A whole series as one entry, that of the reader's feed: `dates` are those that the reader has and that
    stand, in the order of the days for which they were meant; all of them, where none stands any more."""
    return _invitation(dates, series_entries(stamp, recurrence, dates, Audience.MEMBER), sender, reader)


def session_invitation(stamp: Stamp, told: SessionDate, method: str, sender: str, reader: str) -> Invitation:
    """One date of a programme for somebody who has a place at it (REQUEST), or has none any more (CANCEL).
    The entry is that of the programme's feed."""
    clocks = clocks_of(told.zone, local(told.span.start, told.zone).year - 1)
    entry = session_entry(stamp, told, gone=method == CANCEL)
    return _mailed(method, [entry], clocks, sender, reader)


def sessions_published(told: Sequence[tuple[Stamp, SessionDate, str]], sender: str) -> Invitation:
    """Several dates of programmes, each with whether one has a place there (REQUEST) or none any more
    (CANCEL). Nobody is asked to answer, so no reader is named."""
    first = {date.zone: date.span.start for _stamp, date, _method in reversed(told)}
    clocks = b"".join(clocks_of(zone, local(start, zone).year - 1) for zone, start in first.items())
    entries = [session_entry(stamp, date, gone=method == CANCEL) for stamp, date, method in told]
    return _mailed(PUBLISH, entries, clocks, sender, "")


def _invitation(
    dates: Sequence[tuple[Booked, Place]], entries: Sequence[icalendar.Event], sender: str, reader: str
) -> Invitation:
    gone = all(status(State(one.state), Audience.MEMBER) is Status.CANCELLED for one, _ in dates)
    return _mailed(CANCEL if gone else REQUEST, entries, _clocks(dates), sender, reader)


def _mailed(
    method: str, entries: Sequence[icalendar.Event], clocks: bytes, sender: str, reader: str
) -> Invitation:
    for entry in entries:
        entry.add("organizer", f"mailto:{sender}")
        # Accepted already, and no answer wanted: else their calendar would ask them whether they come to
        # their own booking, and mail us what they say. What is published names no attendee.
        if reader:
            accepted = {"PARTSTAT": "ACCEPTED", "RSVP": "FALSE"}
            entry.add("attendee", f"mailto:{reader}", parameters=accepted)
    head = icalendar.Calendar()
    for name, value in (("version", "2.0"), ("prodid", PRODID), ("method", method)):
        head.add(name, value)
    start: bytes = head.to_ical().removesuffix(TAIL)
    body = b"".join(entry.to_ical() for entry in entries)
    return Invitation(method, (start + clocks + body + TAIL).decode())


def _clocks(dates: Sequence[tuple[Booked, Place]]) -> bytes:
    # A date may have moved to a hall that lies elsewhere: each zone is told once.
    first: dict[ZoneInfo, int] = {}
    for booking, place in dates:
        first[place.zone] = min(booking.start, first.get(place.zone, booking.start))
    return b"".join(clocks_of(zone, local(start, zone).year - 1) for zone, start in first.items())


def _one_of(series: OneOf, booking: Booked, place: Place) -> icalendar.Event:
    # The sequence is that of all dates together, as in the feed: a date's own would fall behind it there.
    entry = stamped(series.stamp, booking, place, Audience.MEMBER)
    entry.add("recurrence-id", series.known_by)
    return entry


@dataclass(frozen=True, slots=True)
class Reminder:
    """Something that begins at an instant and at which one wants to be there; `key` tells it from others."""

    key: str
    summary: str
    begins_at: int
    place: Place
    url: str


def reminder(told: Reminder, now: int) -> bytes:
    """A calendar with a reminder, which rings a little before."""
    entry = icalendar.Event()
    entry.add("uid", str(uuid.uuid5(NAMESPACE, f"reminder/{told.key}")))
    entry.add("dtstamp", in_utc(now))
    add_span(entry, Span(told.begins_at, told.begins_at + REMINDER_SECONDS), told.place.zone)
    entry.add("summary", clean(told.summary))
    entry.add("location", clean(f"{told.place.hall} {told.place.room}"))
    entry.add("url", told.url)
    entry.add("transp", "TRANSPARENT")  # it keeps nobody from anything else
    entry.add_component(_alarm(told.summary))
    text: bytes = entry.to_ical()
    day = local(told.begins_at, told.place.zone).date()
    return calendar(told.place.hall, told.place.zone, day, [text.decode()])


def _alarm(words: str) -> icalendar.Alarm:
    alarm = icalendar.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", clean(words))
    alarm.add("trigger", -RINGS_BEFORE)
    return alarm

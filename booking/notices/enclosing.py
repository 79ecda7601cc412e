"""The calendar entry that goes with a mail: of a booking, of one date of a series or the whole, of a
programme's date."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from email.utils import parseaddr
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import override

from booking.ical import (
    Invitation,
    OneOf,
    Stamp,
    invitation,
    known_by,
    series_invitation,
    session_invitation,
    session_stamp,
    sessions_published,
    uid,
)
from booking.models import Booking, Person
from booking.queries.feed_series import SeriesTold, series_of_reader
from booking.queries.feed_sessions import SessionDate
from booking.queries.feeds import Booked, Place, booked, booked_of, of_person, places
from booking.rules.feeds import GONE, Audience
from facilities import calendars
from facilities.rules.evenings import Recurrence


def enclose(message: EmailMessage, booking: Booking, reader: Person) -> None:
    """The booking as an entry that replaces or takes away the one that the reader's calendar has of it."""
    series = booking.series_id
    # With the last date that stood the whole is over: an entry of which every date was struck out would stay
    # in the reader's calendar for ever, and show nothing.
    if series is not None and booking.state in GONE and not _stands(series, reader):
        enclose_series(message, series, reader)
        return
    hall = booking.room.facility
    with override(reader.language):
        place = Place(booking.room.name, hall.name, ZoneInfo(hall.timezone))
        # In the reader's language, which need not be that of whoever made the change.
        told = invitation(
            booked_of(booking), place, sender=_sender(), reader=reader.email, series=_series(booking, reader)
        )
    _attach(message, told)


def enclose_series(message: EmailMessage, series: int, reader: Person) -> None:
    """A whole series (by key), as the reader's feed tells it. Nothing for who has none of its dates: a deputy
    may read of what their own feed does not tell. Five queries."""
    told = _known(series_of_reader(series, reader.pk))
    if told is not None:
        with override(reader.language):
            stamp, recurrence, pairs = told.stamp, told.recurrence, told.dates()
            _attach(message, series_invitation(stamp, recurrence, pairs, _sender(), reader.email))


def enclose_session(message: EmailMessage, told: SessionDate, method: str, reader: Person) -> None:
    """A date of a programme as the entry of its feed, in the active language: the reader's calendar takes it
    in or (CANCEL) out."""
    _attach(message, session_invitation(session_stamp(told), told, method, _sender(), reader.email))


def enclose_sessions(message: EmailMessage, told: Sequence[tuple[SessionDate, str]]) -> None:
    """Several dates of a programme with their methods, in one file that a calendar takes in whole. Otherwise
    as for `enclose_session`."""
    entries = [(session_stamp(date), date, method) for date, method in told]
    _attach(message, sessions_published(entries, _sender()))


def _stands(series: int, reader: Person) -> bool:
    """Whether the reader has a date of it that stands. True for who has none at all: then a date stands for
    itself. One query."""
    states = set(of_person(reader.pk).filter(series=series).values_list("state", flat=True))
    return not states or not states.issubset(GONE)


def _sender() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def _attach(message: EmailMessage, told: Invitation) -> None:
    message.attach("madoakari.ics", told.text, f"text/calendar; method={told.method}")


@dataclass(frozen=True, slots=True)
class Known:
    """A series as a reader has it: by what calendars know it, its rule, and those of its dates that stand, or
    all where none does."""

    stamp: Stamp
    recurrence: Recurrence
    standing: Sequence[Booked]

    def dates(self) -> list[tuple[Booked, Place]]:
        """In the order of the days for which they were meant, in the active language. One query."""
        there = places(one.room for one in self.standing)
        in_order = sorted(self.standing, key=lambda one: (one.original_day or date.min, one.booking))
        return [(one, there[one.room]) for one in in_order]


def _series(booking: Booking, reader: Person) -> OneOf | None:
    """As the reader's feed tells the series: of the dates that this reader has. Five queries for a date of a
    series, none for another booking."""
    if booking.series_id is None or booking.original_day is None:
        return None
    # A deputy may read of what their own feed does not tell: then the date stands for itself.
    told = _known(series_of_reader(booking.series_id, reader.pk))
    if told is None:
        return None
    day = booking.original_day
    return OneOf(told.stamp, known_by(told.recurrence, told.dates(), day, Audience.MEMBER))


def _known(told: SeriesTold | None) -> Known | None:
    recurrence = None if told is None else calendars.recurrences([told.event]).get(told.event)
    if told is None or recurrence is None:  # where the rule was lost, its dates stand as they are
        return None
    dates = booked([key for key, *_ in told.dates])
    stamp = Stamp(uid(f"series/{told.public_id}", Audience.MEMBER), told.sequence, told.changed_at)
    return Known(stamp, recurrence, [one for one in dates if one.state not in GONE] or dates)

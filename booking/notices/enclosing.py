"""The calendar entry that goes with a mail: of a booking, or of one date of a series."""

from datetime import date
from email.utils import parseaddr
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import override

from booking.ical import OneOf, Stamp, invitation, known_by, uid
from booking.models import Booking, Person
from booking.queries.feed_series import SeriesTold, series_of_reader
from booking.queries.feeds import Place, booked, booked_of, places
from booking.rules.feeds import GONE, Audience
from facilities import calendars


def enclose(message: EmailMessage, booking: Booking, reader: Person) -> None:
    """The booking as an entry that replaces or takes away the one that the reader's calendar has of it."""
    hall, (_name, sender) = booking.room.facility, parseaddr(settings.DEFAULT_FROM_EMAIL)
    with override(reader.language):
        place = Place(booking.room.name, hall.name, ZoneInfo(hall.timezone))
        # In the reader's language, which need not be that of whoever made the change.
        told = invitation(
            booked_of(booking), place, sender=sender, reader=reader.email, series=_series(booking, reader)
        )
    message.attach("madoakari.ics", told.text, f"text/calendar; method={told.method}")


def _series(booking: Booking, reader: Person) -> OneOf | None:
    """As the reader's feed tells the series: of the dates that this reader has. Five queries for a date of a
    series, none for another booking."""
    if booking.series_id is None or booking.original_day is None:
        return None
    # A deputy may read of what their own feed does not tell: then the date stands for itself.
    told = series_of_reader(booking.series_id, reader.pk)
    return None if told is None else _one_of(told, booking.original_day)


def _one_of(told: SeriesTold, day: date) -> OneOf | None:
    recurrence = calendars.recurrences([told.event]).get(told.event)
    if recurrence is None:  # the rule was lost: its dates stand as they are
        return None
    dates = booked([key for key, *_ in told.dates])
    standing = [one for one in dates if one.state not in GONE] or dates
    there = places(one.room for one in standing)
    in_order = sorted(standing, key=lambda one: (one.original_day or date.min, one.booking))
    stamp = Stamp(uid(f"series/{told.public_id}", Audience.MEMBER), told.sequence, told.changed_at)
    pairs = [(one, there[one.room]) for one in in_order]
    return OneOf(stamp, known_by(recurrence, pairs, day, Audience.MEMBER))

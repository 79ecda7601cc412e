"""The only door to icalendar: bookings, evenings, sessions and whole calendars as text (RFC 5545 and 7986),
and what others have written as dates."""

from booking.ical.availability import free_busy
from booking.ical.calendars import calendar
from booking.ical.events import (
    Stamp,
    duty,
    evening,
    evenings,
    event,
    known_by,
    renderer,
    series,
    session,
    session_stamp,
    uid,
    version,
)
from booking.ical.lines import Fault, Mistake, Unreadable
from booking.ical.mailed import (
    CANCEL,
    REQUEST,
    Invitation,
    OneOf,
    Reminder,
    invitation,
    reminder,
    series_invitation,
    session_invitation,
    sessions_published,
)
from booking.ical.mistakes import mistake_words
from booking.ical.reading import Read, read

__all__ = [
    "CANCEL",
    "REQUEST",
    "Fault",
    "Invitation",
    "Mistake",
    "OneOf",
    "Read",
    "Reminder",
    "Stamp",
    "Unreadable",
    "calendar",
    "duty",
    "evening",
    "evenings",
    "event",
    "free_busy",
    "invitation",
    "known_by",
    "mistake_words",
    "read",
    "reminder",
    "renderer",
    "series",
    "series_invitation",
    "session",
    "session_invitation",
    "session_stamp",
    "sessions_published",
    "uid",
    "version",
]

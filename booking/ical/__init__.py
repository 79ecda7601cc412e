"""The only door to icalendar: bookings, evenings and whole calendars as text (RFC 5545 and 7986), and what
others have written as dates."""

from booking.ical.calendars import calendar
from booking.ical.events import Stamp, duty, evening, evenings, event, renderer, series, uid, version
from booking.ical.lines import Fault, Mistake, Unreadable
from booking.ical.mailed import Invitation, Reminder, invitation, reminder
from booking.ical.reading import Read, read

__all__ = [
    "Fault",
    "Invitation",
    "Mistake",
    "Read",
    "Reminder",
    "Stamp",
    "Unreadable",
    "calendar",
    "duty",
    "evening",
    "evenings",
    "event",
    "invitation",
    "read",
    "reminder",
    "renderer",
    "series",
    "uid",
    "version",
]

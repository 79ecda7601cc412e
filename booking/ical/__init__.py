"""The only door to icalendar: bookings, evenings and whole calendars as text (RFC 5545 and 7986)."""

from booking.ical.calendars import calendar
from booking.ical.events import Stamp, duty, evening, evenings, event, renderer, series, uid, version
from booking.ical.mailed import Invitation, Reminder, invitation, reminder

__all__ = [
    "Invitation",
    "Reminder",
    "Stamp",
    "calendar",
    "duty",
    "evening",
    "evenings",
    "event",
    "invitation",
    "reminder",
    "renderer",
    "series",
    "uid",
    "version",
]

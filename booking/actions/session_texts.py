"""The events of programmes' sessions: few, so they are made each time that a feed is."""

from django.db.models import QuerySet

from booking import ical
from booking.actions.event_texts import Told
from booking.models import Session
from booking.queries.feed_sessions import coming_dates, session_dates
from booking.rules.feeds import Window


def session_texts(sessions: QuerySet[Session], told: Window) -> list[Told]:
    """One text for each: every session is a date of its own, however regular they are."""
    return [
        (one.span.start, ical.session(ical.session_stamp(one), one)) for one in session_dates(sessions, told)
    ]


def coming_texts(reader: int, told: Window) -> list[Told]:
    """One for each date at which somebody (by key) has or had a place: the entry that their mail has."""
    return [
        (one.span.start, ical.session(ical.session_stamp(one), one, gone=gone))
        for one, gone in coming_dates(reader, told)
    ]

"""The events of programmes' sessions: few, so they are made each time that a feed is."""

from django.db.models import QuerySet

from booking import ical
from booking.actions.event_texts import Told
from booking.models import Session
from booking.queries.feed_sessions import session_dates
from booking.rules.feeds import Window


def session_texts(sessions: QuerySet[Session], told: Window) -> list[Told]:
    """One text for each: every session is a date of its own, however regular they are."""
    return [
        (one.span.start, ical.session(ical.session_stamp(one), one)) for one in session_dates(sessions, told)
    ]

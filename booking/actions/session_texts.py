"""The events of programmes' sessions: few, so they are made each time that a feed is."""

from django.db.models import QuerySet

from booking import ical
from booking.actions.event_texts import Told
from booking.ical import Stamp
from booking.models import Session
from booking.queries.feed_sessions import SessionDate, session_dates
from booking.rules.feeds import Audience, Window


def session_texts(sessions: QuerySet[Session], told: Window) -> list[Told]:
    """One text for each: every session is a date of its own, however regular they are."""
    return [(one.span.start, ical.session(_stamp(one), one)) for one in session_dates(sessions, told)]


def _stamp(one: SessionDate) -> Stamp:
    # In a programme's feed and in the city's it is one event: whoever reads both should not find two.
    uid = ical.uid(f"session/{one.public_id}", Audience.PUBLIC)
    return Stamp(uid, one.sequence, one.changed_at)

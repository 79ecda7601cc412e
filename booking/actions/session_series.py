"""Dates of a programme that recur: looked at one by one before they are held, and one event once they are.

`now` is an instant (seconds, UTC).
"""

from collections.abc import Sequence

from django.db import transaction

from booking.actions.allowing import FOR_NOTHING, Answering
from booking.actions.programmes_led import locked_by_leader, must_lead, programme_act
from booking.actions.session_rooms import must_be_holdable
from booking.models import Person, Programme, Session
from booking.queries.programmes import zone_of
from booking.rules.verdict import Refused
from facilities.calendars import write_sessions
from facilities.models import Room
from facilities.rules.evenings import Recurrence
from facilities.rules.spans import Span, local_day


def look_ahead(
    *,
    programme: Programme,
    spans: Sequence[Span],
    rooms: Sequence[Room],
    answering: Answering = FOR_NOTHING,
    actor: Person,
    now: int,
) -> dict[Span, Refused | None]:
    """Of each date why it could not be held in these rooms as things stand; None where it could. Nothing is
    written: what somebody books meanwhile is theirs. Absent as for `hold_session`."""
    must_lead(programme, actor, now)
    return {span: _why_not(programme, span, rooms, answering, actor, now) for span in spans}


def _why_not(
    programme: Programme, span: Span, rooms: Sequence[Room], answering: Answering, actor: Person, now: int
) -> Refused | None:
    try:
        must_be_holdable(programme, span, rooms, answering, actor, now)
    except Refused as refused:
        return refused
    return None


@transaction.atomic
def recur(
    *, programme: Programme, sessions: Sequence[Session], recurrence: Recurrence, actor: Person, now: int
) -> None:
    """Dates that were held as one row are one event of a calendar, and know for which day they were meant. Of
    a programme without a hall, and of one date alone, there is none. Absent for whoever may not lead it. No
    inverse: each date is moved or called off by itself."""
    current = locked_by_leader(programme, actor, now)
    if current.facility is None or len(sessions) < 2:
        return
    first = min(sessions, key=lambda one: one.start)
    event, zone = write_sessions(current.facility, recurrence, Span(first.start, first.end)), zone_of(current)
    for one in sessions:
        one.event_id, one.original_day = event, local_day(one.start, zone)
        one.save(update_fields=["event_id", "original_day"])
    told = {"sessions": [one.public_id for one in sessions]}
    programme_act(current, "recur", actor, now, after=told)

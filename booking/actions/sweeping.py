"""Taking away what has served its time, in small pieces, so that no writer waits for long.

None of this is a verb: nobody's promise changes.
"""

from datetime import datetime
from typing import Any

from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from booking.actions.answers import LIFETIME
from booking.actions.talents import end_talents
from booking.models import (
    Answer,
    Caller,
    ConsentRequest,
    Delivery,
    Departure,
    FeedVersion,
    FirstCode,
    HandoverNote,
    NewAddress,
    Notice,
    Wish,
)
from booking.queries.feeds import untold_series, untold_texts
from booking.queries.signups import told_besides
from booking.queries.suggestions import outlived_suggestions
from booking.rules.consents import FORGOTTEN_AFTER
from booking.rules.feeds import widest
from facilities.models import OutsideIntake

AT_ONCE = 200
NOTICE_LIFETIME = 400 * 24 * 60 * 60  # seconds: until what happened a year ago can be looked up no more
CALLER_LIFETIME = 28 * 24 * 60 * 60  # seconds after the use: what was left behind has been asked for by then
DELIVERY_LIFETIME = 30 * 24 * 60 * 60  # seconds in which what was told, or could not be, can be told again
INTAKE_LIFETIME = 48 * 60 * 60  # seconds: a day to take it back, and one for who has begun to
CALENDAR_LIFETIME = 48 * 60 * 60  # seconds: an ETag holds the day, and no day is longer


def sweep(*, now: int) -> int:
    """Removes old answers and notices, handover notes that were seen to a year ago, texts and departures that
    no feed tells, calendars that nobody can ask for, and whom guardians' consent was asked of by links
    that have long run out, addresses and first passwords that nobody has taken up in their time, how
    callers without an account were reached, what a programme had asked of those who come, what was
    suggested more than a year ago, wishes for which no place in line is on record, what files of other
    calendars have changed, and entries of talent lists to which nobody agrees or of whom nobody hears.

    At most AT_ONCE of each; answers how many it were. Repeated until that is 0, it leaves nothing that has
    served its time at `now` (seconds, UTC).
    """
    swept = sum(map(_remove, _over(now))) + end_talents(now=now)
    # Nobody asks for them again, and a device that was lost would leave its owner's calendar behind.
    return swept + _unpack(FeedVersion.objects.filter(since__lte=now - CALENDAR_LIFETIME))


def _over(now: int) -> tuple[QuerySet[Any], ...]:
    """What has served its time, each kind by itself."""
    # In whatever zone a hall lies: a text that one of them still tells stays.
    window = widest(now)
    answers = Answer.objects.filter(made_at__lte=now - LIFETIME)
    left = Departure.objects.filter(end__lte=window.span.start)
    notices = Notice.objects.filter(made_at__lte=now - NOTICE_LIFETIME)
    asked = ConsentRequest.objects.filter(expires_at__lte=now - FORGOTTEN_AFTER)
    seen_to = HandoverNote.objects.filter(done_at__lte=now - NOTICE_LIFETIME)
    unopened = [model.objects.filter(until__lte=now) for model in (NewAddress, FirstCode)]
    callers = Caller.objects.filter(booking__end__lte=now - CALLER_LIFETIME)
    told = Delivery.objects.exclude(state=Delivery.State.WAITING).filter(due_at__lte=now - DELIVERY_LIFETIME)
    intakes = OutsideIntake.objects.filter(at__lte=now - INTAKE_LIFETIME)
    return (
        answers,
        intakes,
        told,
        callers,
        untold_texts(window),
        untold_series(window),
        left,
        notices,
        seen_to,
        asked,
        *unopened,
        told_besides(now),
        outlived_suggestions(now),
        # Who waits points at them, and not they at who waits: they stay behind when somebody is forgotten.
        Wish.objects.filter(waits=None),
    )


def sweep_sessions(*, at: datetime) -> int:
    """Removes at most AT_ONCE sessions that have run out; how many it were."""
    return _remove(Session.objects.filter(expire_date__lte=at))


def _remove(rows: QuerySet[Any]) -> int:
    keys = _some(rows)
    rows.filter(pk__in=keys).delete()
    return len(keys)


def _unpack(versions: QuerySet[FeedVersion]) -> int:
    """Forgets their calendars, and not since when the feeds are what they are."""
    keys = _some(versions.exclude(packed=b""))
    versions.filter(pk__in=keys).update(packed=b"")
    return len(keys)


def _some(rows: QuerySet[Any]) -> list[int]:
    """Looked up before anything is locked. Who changes rows by key asks once more: one may have changed."""
    return list(rows.order_by().values_list("pk", flat=True)[:AT_ONCE])

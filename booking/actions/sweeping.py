"""Taking away what has served its time, in small pieces, so that no writer waits for long.

None of this is a verb: nobody's promise changes.
"""

from datetime import datetime
from typing import Any

from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from booking.actions.answers import LIFETIME
from booking.models import Answer, Departure
from booking.queries.feeds import untold_texts
from booking.rules.feeds import widest

AT_ONCE = 200


def sweep(*, now: int) -> int:
    """Removes old answers, and texts and departures that no feed tells: at most AT_ONCE of each; how many.

    Repeated until it answers 0, it leaves nothing that has served its time at `now` (seconds, UTC).
    """
    window = widest(now)
    answers = Answer.objects.filter(made_at__lte=now - LIFETIME)
    left = Departure.objects.filter(end__lte=window.span.start)
    return _remove(answers) + _remove(untold_texts(window)) + _remove(left)


def sweep_sessions(*, at: datetime) -> int:
    """Removes at most AT_ONCE sessions that have run out; how many it were."""
    return _remove(Session.objects.filter(expire_date__lte=at))


def _remove(rows: QuerySet[Any]) -> int:
    # Looked up before anything is locked; asked once more, as a row may have changed since.
    keys = list(rows.order_by().values_list("pk", flat=True)[:AT_ONCE])
    rows.filter(pk__in=keys).delete()
    return len(keys)

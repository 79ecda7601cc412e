"""Counting what was wanted and could not be had: a number for a day, a hall and a cause, and nobody in it.

A search that finds nothing is a read, and no read waits for a writer. So it is noted in the memory of its
process; what was noted is written once an answer has gone out, about once a minute, in a transaction of its
own. A process that is killed loses what it has not written, which is less than a minute's (decision 51).
"""

import logging
from collections import Counter
from collections.abc import Mapping
from datetime import date
from threading import Lock
from typing import Any, NamedTuple

from django.db import DatabaseError, transaction
from django.db.models import F

from booking.models import Unmet
from booking.queries.people import today_here
from booking.rules.demand import Cause

logger = logging.getLogger(__name__)
EVERY = 60  # seconds between two writings of one process


class Wanted(NamedTuple):
    """What was wanted in vain: on a local day of the city, at a hall (by key), or anywhere (None)."""

    day: date
    hall: int | None
    cause: Cause


class Tally:
    """What a process has noted and not written yet. Threads share it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._noted: Counter[Wanted] = Counter()
        self._due_at: int | None = None

    def note(self, *, cause: Cause, hall: int | None, now: int) -> None:
        """One more, at an instant (seconds, UTC). Asks the database nothing."""
        with self._lock:
            self._noted[Wanted(today_here(now), hall, cause)] += 1

    def is_due(self, at: int) -> bool:
        """Whether what was noted has waited long enough, by the machine's time (seconds)."""
        if not self._noted:
            return False
        if self._due_at is None:
            self._due_at = at + EVERY
        return at >= self._due_at

    def write(self) -> None:
        """Writes what was noted. While the database is away it stays noted, and is tried again later."""
        with self._lock:
            noted, self._noted, self._due_at = self._noted, Counter(), None
        try:
            count_unmet(noted)
        except DatabaseError:
            logger.warning("what was wanted in vain could not be written yet")
            with self._lock:
                self._noted.update(noted)


TALLY = Tally()


@transaction.atomic
def count_unmet(noted: Mapping[Wanted, int]) -> None:
    """Adds these counts to what stands. No inverse: it is what happened. Without an Act: nobody did it."""
    # In one order, so that two processes that write at once never wait for each other in a circle.
    for wanted, count in sorted(noted.items(), key=lambda one: (one[0].day, one[0].hall or 0, one[0].cause)):
        found: dict[str, Any] = {"day": wanted.day, "facility_id": wanted.hall, "cause": wanted.cause.value}
        row, _new = Unmet.objects.get_or_create(**found)
        # Added up in the database: another process may be adding to the same row.
        Unmet.objects.filter(pk=row.pk).update(count=F("count") + count)

"""The one place that reads the clock, for edges only.

A trial server may be told its hour (MADOAKARI_CLOCK, an ISO instant with an offset), so that a
draw, an undo window or an evening can be tried in a browser; the settings refuse it elsewhere.
"""

import time
from datetime import datetime
from functools import cache

from django.conf import settings


def now() -> int:
    """The present instant, in whole seconds since the epoch (UTC)."""
    # It stands still: an hour that was told for a trial is the same on every page of it.
    return _told(settings.CLOCK) if settings.CLOCK else machine_time()


def machine_time() -> int:
    """The machine's own present instant (seconds, UTC), also where the house's hour stands still.

    For what watches over programs, as leases do, and never for what people are told.
    """
    return int(time.time())


@cache
def _told(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp())

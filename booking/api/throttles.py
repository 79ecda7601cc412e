"""How often one caller may ask: by person, or by address for strangers, in minutes of real time.

The count stands in the cache that all workers share. Each worker reports to it in strides, so that
asking does not write: the limit may be passed by a stride for each worker. Whoever is past it costs
nothing more until the minute is over.
"""

import time
from typing import Any

from django.conf import settings
from django.core.cache import cache
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

WINDOW = 60  # seconds
STRIDE = 20
MOST_CALLERS = 10_000

# By caller and minute: the shared count as last seen, and the requests not reported yet.
seen: dict[str, tuple[int, int]] = {}


class SharedRate(BaseThrottle):
    def allow_request(self, request: Request, view: Any) -> bool:
        # The clock of a trial may stand still; a rate is about the time that really passes.
        window, self.passed = divmod(int(time.time()), WINDOW)  # noqa: TID251
        kind, caller = self._caller(request)
        most = settings.API_REQUESTS_A_MINUTE[kind]
        return _total(f"api:{window}:{kind}:{caller}", most) <= most

    def wait(self) -> float:
        return WINDOW - self.passed

    def _caller(self, request: Request) -> tuple[str, str]:
        # By person wherever one is known: a whole school asks from one address.
        if request.user.is_authenticated:
            return "person", str(request.user.pk)
        return "address", self.get_ident(request)


def _total(key: str, most: int) -> int:
    """The caller's requests in this window, this one included, as far as this worker knows."""
    shared, waiting = seen.get(key, (0, 0))
    waiting += 1
    if waiting >= STRIDE and shared <= most:
        shared = int(cache.get(key, 0)) + waiting
        cache.set(key, shared, timeout=2 * WINDOW)
        waiting = 0
    # A minute that is over is never asked for again, and nothing else would take it out.
    if len(seen) > MOST_CALLERS:
        seen.clear()
    seen[key] = (shared, waiting)
    return shared + waiting

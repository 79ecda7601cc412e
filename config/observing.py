"""What is noted of every request: its kind, its status, how long it took. Not whose, not which address."""

import logging
import secrets
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from config import metrics
from config.logs import REQUEST

Chain = Callable[[HttpRequest], HttpResponse]
logger = logging.getLogger("madoakari.requests")


class Observed:
    """Gives each request a number, counts it, and says it in the log at INFO.

    The number goes out as X-Request-ID and stands on every line that is logged meanwhile: whoever tells us
    of an error can name it. It is always ours: a caller's could be made to look like another's.
    """

    def __init__(self, get_response: Chain) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # A clock that never goes back: the machine's may be set while a request is answered.
        number, begun = secrets.token_hex(8), time.perf_counter()
        before = REQUEST.set(number)
        # For what Django logs when this is over: by then the variable is reset.
        request.META["REQUEST_NUMBER"] = number
        try:
            response = self.get_response(request)
            self._note(request, response, time.perf_counter() - begun)
        finally:
            REQUEST.reset(before)
        response.headers["X-Request-ID"] = number
        return response

    def _note(self, request: HttpRequest, response: HttpResponse, seconds: float) -> None:
        route, method = _route(request), _method(request)
        metrics.count(route=route, method=method, status=response.status_code, seconds=seconds)
        took = {"method": method, "route": route, "status": response.status_code, "ms": round(seconds * 1000)}
        logger.info("%(method)s %(route)s %(status)s %(ms)s ms", took, extra=took)


def _route(request: HttpRequest) -> str:
    """The pattern and not the address: that may hold a key, and each would be one more series to keep."""
    return f"/{request.resolver_match.route}" if request.resolver_match else "unknown"


def _method(request: HttpRequest) -> str:
    """Anybody may invent a verb, and each would be a series, too."""
    return str(request.method) if request.method in metrics.METHODS else "other"

"""What a city's own monitoring reads at /metrics, as Prometheus has it. The only door to its library."""

import os
from collections.abc import Iterator
from hmac import compare_digest

from django.conf import settings
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector

from booking.queries.duties import duties, mails
from facilities.clock import machine_time, now

METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
# From a page out of the cache to the ten seconds for which a lock is waited.
BOUNDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)

REQUESTS = Counter("madoakari_requests", "Requests answered.", ["route", "method", "status"], registry=None)
SECONDS = Histogram(
    "madoakari_request_seconds", "How long answers took.", ["route"], buckets=BOUNDS, registry=None
)


def count(*, route: str, method: str, status: int, seconds: float) -> None:
    """One more request. `route` is a pattern of `urls.py`, so that there are only so many."""
    REQUESTS.labels(route, method, str(status)).inc()
    SECONDS.labels(route).observe(seconds)


def page(request: HttpRequest) -> HttpResponse:
    """The figures for whoever has METRICS_TOKEN; without that setting, and without the token, there is no
    such page. When the database is away the requests are still told, and `madoakari_database_up` is 0."""
    given = request.headers.get("Authorization", "")
    # As bytes, since a header may hold letters that comparing texts in constant time does not take.
    if not settings.METRICS_TOKEN or not compare_digest(
        given.encode(), f"Bearer {settings.METRICS_TOKEN}".encode()
    ):
        raise Http404
    return HttpResponse(
        generate_latest(_registry()), content_type=CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"}
    )


def _registry() -> CollectorRegistry:
    # Anew for each look: the one that the library keeps would count what other parts of a process register.
    registry = CollectorRegistry()
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        # Every web worker counts into a file of its own: whichever answers tells of all.
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    else:
        registry.register(REQUESTS)
        registry.register(SECONDS)
    registry.register(Work())
    return registry


class Work:
    """What the background worker has to do and has done, read from the database at each look."""

    def collect(self) -> Iterator[Metric]:
        up = GaugeMetricFamily("madoakari_database_up", "Whether the database answers.")
        try:
            figures = [*_duties(), _mails()]
            up.add_metric([], 1)
        except DatabaseError:
            figures = []
            up.add_metric([], 0)
        yield from (up, *figures)


def _duties() -> Iterator[Metric]:
    ran = GaugeMetricFamily(
        "madoakari_duty_ran_timestamp_seconds", "When a duty of the worker last ran.", labels=["duty"]
    )
    late = GaugeMetricFamily("madoakari_duty_late", "Whether what was due still waits.", labels=["duty"])
    # Two clocks: a trial's own may stand still, and the worker notes its runs by the machine's.
    for one in duties(now(), machine_time()):
        late.add_metric([one.duty.value], one.late)
        if one.at is not None:
            ran.add_metric([one.duty.value], one.at)
    yield from (ran, late)


def _mails() -> Metric:
    waiting = GaugeMetricFamily(
        "madoakari_mails", "Mails by state; failed ones are parked and want a look.", labels=["state"]
    )
    for state, number in mails().items():
        waiting.add_metric([state], number)
    return waiting

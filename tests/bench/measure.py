"""Measuring: CPU of this process and of the database server's, and queries, for each kind of request."""

import gc
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.bench.cases import Case

WARM_UP = 3
ANSWERED = (200, 201, 304)
# Statements that only open and close a transaction are not counted as queries.
TRANSACTION = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")


@dataclass(frozen=True, slots=True)
class Measured:
    """Milliseconds of CPU a request: this process's of each round, the database server's on average; and
    those that passed in the quickest round.

    `bare` are the bare views asked between the rounds: other work on the machine slows both alike.
    """

    case: Case
    cpu: Sequence[float]
    bare: Sequence[float]
    server: float
    queries: int
    wall: float

    @property
    def median(self) -> float:
        return statistics.median(self.cpu) + self.server

    @property
    def spread(self) -> tuple[float, float]:
        """From the 10th to the 90th percentile."""
        tenths = statistics.quantiles(self.cpu, n=10, method="inclusive")
        return tenths[0] + self.server, tenths[-1] + self.server

    def times(self, server_of_bare: float) -> float:
        """As a multiple of a bare view."""
        return self.median / (statistics.median(self.bare) + server_of_bare)


def measure(case: Case, bare: Case) -> Measured:
    """The rounds of one case, after a few that warm the process up and one that counts queries."""
    case.before()
    for number in range(WARM_UP):
        _ask(case, number)
    # By itself: capturing them costs time, and would be measured with what they are asked for.
    queries = _queries(case)
    gc.collect()
    backend, served, cpu, bare_cpu, wall = _backend(), 0.0, list[float](), list[float](), list[float]()
    for number in range(WARM_UP + 1, WARM_UP + 1 + case.rounds):
        case.each()
        before = _server_cpu(backend)
        began = time.perf_counter()
        cpu.append(_ask(case, number))
        wall.append((time.perf_counter() - began) * 1000)
        served += _server_cpu(backend) - before
        # Twice: the first finds the processor's caches full of something else.
        bare_cpu.append([_ask(bare, number) for _ in range(2)][1])
    case.after()
    return Measured(case, cpu, bare_cpu, served / case.rounds, queries, min(wall))


def _queries(case: Case) -> int:
    case.each()
    with CaptureQueriesContext(connection) as captured:
        _ask(case, WARM_UP)
    return sum(not query["sql"].startswith(TRANSACTION) for query in captured.captured_queries)


def _ask(case: Case, number: int) -> float:
    """Milliseconds of this process's CPU for one request, the test client's own included."""
    began = time.process_time()
    response: Any = case.ask(number)
    spent = (time.process_time() - began) * 1000
    if response.status_code not in ANSWERED:
        raise RuntimeError(f"{case.name}: {response.status_code} {response.content[:500]!r}")
    return spent


def _server_cpu(backend: int | None) -> float:
    """Milliseconds that the server's process behind this connection has run; 0 for SQLite."""
    if backend is None:
        return 0.0
    # In nanoseconds; `stat` counts in hundredths of a second, which is longer than many requests take.
    ran, *_ = Path(f"/proc/{backend}/schedstat").read_text().split()
    return int(ran) / 1_000_000


def _backend() -> int | None:
    """The process of PostgreSQL that serves this connection."""
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])

"""A service on data of its own, and processes that use it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from tests.races.rivals import Rival
from tests.service import Service, service

NOON = "2026-12-02T16:10:00+09:00"  # the tests' now


@pytest.fixture
def served() -> Iterator[Service]:
    """The real service, listening, with an empty database."""
    with service(clock=NOON) as running:
        yield running


@pytest.fixture
def data() -> Iterator[Service]:
    """A service's data without its web server."""
    with service(clock=NOON, running=False) as kept:
        yield kept


@pytest.fixture
def rivals() -> Iterator[Callable[[Service, int], list[Rival]]]:
    """A function that starts so many processes on the data of a service."""
    with ExitStack() as stack:

        def start(on: Service, count: int) -> list[Rival]:
            started = [Rival(on) for _ in range(count)]
            for rival in started:
                stack.callback(rival.close)
            return started

        yield start

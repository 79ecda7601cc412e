"""Whether the service runs on this state folder: it keeps one lock open for as long as it does."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings


class Occupied(Exception):
    """Somebody uses what only one may have."""


@contextmanager
def serving() -> Iterator[None]:
    """The service runs, beside others if need be. Occupied while somebody has it `alone`."""
    with _locked(fcntl.LOCK_SH):
        yield


@contextmanager
def alone() -> Iterator[None]:
    """No service runs and none starts. Occupied while one runs."""
    with _locked(fcntl.LOCK_EX):
        yield


@contextmanager
def _locked(how: int) -> Iterator[None]:
    # However a process ends, its lock ends with it.
    with (settings.STATE_DIR / "in-use").open("a") as file:
        try:
            fcntl.flock(file, how | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Occupied from None
        yield

"""What gunicorn leaves open: a caller who sends half a request, and a log that repeats an address.

Named by `manage.py serve`; it runs before there are any settings.
"""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from gunicorn.glogging import Logger
from gunicorn.workers.gthread import TConn, ThreadWorker

from config.logs import Discreet

PATIENCE = 10  # seconds for the whole of a request to come in


class Worker(ThreadWorker):  # type: ignore[misc]  # gunicorn carries no types
    """Stops listening to whoever takes too long: a few of them would otherwise keep every thread.

    What is read then ends early, and `BoundedInput` answers 408. The answer itself may take its time.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.deadlines: dict[TConn, float] = {}

    def handle(self, conn: TConn) -> Any:
        with self._listening_to(conn):
            return super().handle(conn)

    def murder_pending(self) -> None:
        """Called about once a second."""
        super().murder_pending()
        # A copy: meanwhile other threads come to the end of theirs.
        for conn, deadline in list(self.deadlines.items()):
            if deadline < time.monotonic():
                with suppress(OSError):
                    conn.sock.shutdown(socket.SHUT_RD)

    @contextmanager
    def _listening_to(self, conn: TConn) -> Iterator[None]:
        self.deadlines[conn] = time.monotonic() + PATIENCE
        try:
            yield
        finally:
            del self.deadlines[conn]


class Log(Logger):  # type: ignore[misc]
    """gunicorn writes past Django's handlers; what it says of a malformed request holds its address."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.addFilter(Discreet())

"""`manage.py serve`: the web server and the background worker, together until one signal stops both."""

import os
import signal
import socket
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from threading import Event
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connections

from booking.management.occupancy import Occupied, serving
from booking.management.supervisor import Child, supervise
from booking.management.versions import differs

WEB_WORKERS = 2  # at the least: one slow page must not keep everybody waiting
THREADS = 4


class Command(BaseCommand):
    help = "Serve the pages and do the work in the background. Ctrl-C stops everything."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
        parser.add_argument("--port", default=os.environ.get("PORT", "8000"))

    def handle(self, *, host: str, port: str, **options: Any) -> None:
        listening_on = _number("PORT", port, 0, 65535)
        workers = _number("WEB_CONCURRENCY", os.environ.get("WEB_CONCURRENCY", str(WEB_WORKERS)), 1, 1000)
        self._look_at_the_database()
        stop = Event()
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, lambda *_: stop.set())
        # Listening here, not in the web server: who comes while it restarts waits instead of failing.
        with _alive(), _counted(), _listen(host, listening_on) as listener:
            self._greet(host, listener.getsockname()[1])
            supervise([_web(listener.fileno(), max(WEB_WORKERS, workers)), _worker()], stop)

    def _look_at_the_database(self) -> None:
        try:
            # An update cut short, or a way back half gone: pages would fail here and there.
            if words := differs():
                raise CommandError(words)
            # The guard against double bookings must stand before anybody can book.
            self.check(databases=["default"])
        except OperationalError as error:
            raise CommandError(f"The database does not answer: {str(error).strip()}") from error
        connections.close_all()

    def _greet(self, host: str, port: int) -> None:
        self.stdout.write(f"まどあかり  http://{host}:{port}/  (Ctrl-C で止まります / stops it)")
        sign_ins = settings.STATE_DIR / "sign-ins.txt"
        if settings.TRIAL and sign_ins.exists():
            self.stdout.write(sign_ins.read_text())
        self.stdout.flush()


@contextmanager
def _alive() -> Iterator[None]:
    try:
        with serving():
            yield
    except Occupied as occupied:
        raise CommandError("A backup is being put back: start again once that is done.") from occupied


@contextmanager
def _counted() -> Iterator[None]:
    """A folder in which the web workers count for each other (config/metrics.py); a new start counts anew."""
    with TemporaryDirectory(prefix="madoakari-metrics-") as folder:
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
        yield


def _number(name: str, text: str, least: int, most: int) -> int:
    if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
        raise CommandError(f"{name} is {text!r}: it must be a whole number from {least} to {most}.")
    return int(text)


def _listen(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port), backlog=1024)
    except OSError as error:
        raise CommandError(
            f"{host}:{port} cannot be used: {error.strerror}. Another PORT may be free."
        ) from error


def _web(listener: int, workers: int) -> Child:
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"fd://{listener}", "--preload"]
    command += ["--worker-class", "config.webserver.Worker", "--logger-class", "config.webserver.Log"]
    command += ["--workers", str(workers), "--threads", str(THREADS)]
    # A caller must not tell us by a header where we are mounted, not even through a proxy.
    command += ["--forwarder-headers", ""]
    # Less than the supervisor waits (GRACE): its workers are to end before everything is killed.
    command += ["--graceful-timeout", "10", "--log-level", "warning", "--no-control-socket"]
    return Child("web", command, files=[listener])


def _worker() -> Child:
    return Child("worker", [sys.executable, str(settings.BASE_DIR / "manage.py"), "work"])

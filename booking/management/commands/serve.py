"""`manage.py serve`: the web server and the background worker, together until one signal stops both."""

import os
import signal
import socket
import sys
from argparse import ArgumentParser
from threading import Event
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from booking.management.supervisor import Child, supervise

WEB_WORKERS = 2  # at the least: one slow page must not keep everybody waiting
THREADS = 4


class Command(BaseCommand):
    help = "Serve the pages and do the work in the background. Ctrl-C stops everything."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))

    def handle(self, *, host: str, port: int, **options: Any) -> None:
        # The guard against double bookings must stand before anybody can book.
        self.check(databases=["default"])
        connections.close_all()
        stop = Event()
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, lambda *_: stop.set())
        # Listening here, not in the web server: who comes while it restarts waits instead of failing.
        with _listen(host, port) as listener:
            self._greet(host, listener.getsockname()[1])
            supervise([_web(listener.fileno()), _worker()], stop)

    def _greet(self, host: str, port: int) -> None:
        self.stdout.write(f"まどあかり  http://{host}:{port}/  (Ctrl-C で止まります / stops it)")
        sign_ins = settings.STATE_DIR / "sign-ins.txt"
        if settings.TRIAL and sign_ins.exists():
            self.stdout.write(sign_ins.read_text())
        self.stdout.flush()


def _listen(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port), backlog=1024)
    except OSError as error:
        raise CommandError(
            f"{host}:{port} cannot be used: {error.strerror}. Another PORT may be free."
        ) from error


def _web(listener: int) -> Child:
    workers = max(WEB_WORKERS, int(os.environ.get("WEB_CONCURRENCY", WEB_WORKERS)))
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"fd://{listener}", "--preload"]
    command += ["--worker-class", "gthread", "--workers", str(workers), "--threads", str(THREADS)]
    command += ["--graceful-timeout", "10", "--log-level", "warning", "--no-control-socket"]
    return Child("web", command, files=[listener])


def _worker() -> Child:
    return Child("worker", [sys.executable, str(settings.BASE_DIR / "manage.py"), "work"])

"""`manage.py work`: the background worker, until it is told to stop."""

import signal
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand

from booking.management.worker import work


class Command(BaseCommand):
    help = "Do what falls due in the background, such as sending mail."

    def handle(self, **options: Any) -> None:
        stop = Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        work(stop)

"""`manage.py backup FILE`: all that the service holds, as it is at this moment, while it runs."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from booking.management.backups import Unusable, check, take


class Command(BaseCommand):
    help = "Write a backup of the whole database to a new file. The service may go on running."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the file to be written; it must not be there yet")

    def handle(self, *, file: Path, **options: Any) -> None:
        try:
            take(file)
            # A backup that was never read is a hope.
            check(file)
        except Unusable as unusable:
            raise CommandError(str(unusable)) from unusable
        self.stdout.write(f"{file}: {file.stat().st_size / 1_000_000:.1f} MB, read once and found whole")

"""`manage.py rulebook_language`: brings docs/rulebooks.md in line with the classes of the language."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from booking.management.language import document, rewritten


class Command(BaseCommand):
    help = "Rewrite the parts of docs/rulebooks.md that are told from the code; with --check only compare."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; fail if it is out of date")

    def handle(self, *, check: bool, **options: Any) -> None:
        path = document()
        before = path.read_text(encoding="utf-8")
        after = rewritten(before)
        if check and after != before:
            raise CommandError(f"{path.name} is out of date: run manage.py rulebook_language.")
        if after != before:
            path.write_text(after, encoding="utf-8")
        self.stdout.write(f"{path.name}: {'is up to date' if after == before else 'rewritten'}")

"""`manage.py import_plan FILE`: the city's action plan goes in, in place of the one before."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from booking.actions.plans import import_plan
from booking.management.rulebooks import text_of
from booking.rules.mistakes import Mistakes
from booking.rules.plans import read
from facilities.clock import now


class Command(BaseCommand):
    help = "Read an action plan, say every mistake in it, and store it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *, file: Path, **options: Any) -> None:
        try:
            plan = read(text_of(file), file.name)
        except Mistakes as mistakes:
            raise CommandError(f"Nothing was imported: {mistakes.count} mistake(s).\n{mistakes}") from None
        changed = import_plan(plan=plan, actor=None, now=now())
        rows = sum(1 for _ in plan.entries)
        programmes = sum(len(section.programmes) for section in plan.sections)
        said = "imported" if changed else "nothing changed"
        self.stdout.write(f"{file.name}: {said}; {programmes} programmes, {rows} rows")

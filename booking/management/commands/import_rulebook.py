"""`manage.py import_rulebook FILE…`: published rules go in, all of them or none."""

from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from booking.actions.rulebooks import File, Imported, import_rulebooks
from booking.management.rulebooks import read_file
from booking.rules.mistakes import Mistake, Mistakes
from facilities.clock import now
from facilities.queries.halls import hidden_halls


class Command(BaseCommand):
    help = "Read rulebook files, say every mistake in them, and store them: all of them, or none."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")

    def handle(self, *, files: list[Path], **options: Any) -> None:
        try:
            imported = import_rulebooks(files=read_files(files), actor=None, now=now())
        except Mistakes as mistakes:
            heading = f"Nothing was imported: {mistakes.count} mistake(s)."
            raise CommandError(f"{heading}\n{mistakes}") from None
        for one in imported:
            self.stdout.write(said(one))
        named = {hall.key for one in imported for hall in one.file.rulebook.halls}
        if hidden := list(hidden_halls().filter(slug__in=named).values_list("slug", flat=True)):
            self.stdout.write(f"Nobody sees them yet: manage.py publish {' '.join(hidden)}")


def read_files(paths: Iterable[Path]) -> list[File]:
    """The rulebooks of all files. Mistakes with those of every file, if there is one."""
    files, mistakes, count = [], list[Mistake](), 0
    for path in paths:
        try:
            files.append(File(path.name, read_file(path)))
        except Mistakes as found:
            mistakes += found.mistakes
            count += found.count
    if mistakes:
        raise Mistakes(mistakes, count)
    return files


def said(one: Imported) -> str:
    """One line: what became of the file, and how much of it is judged."""
    rulebook = one.file.rulebook
    shown = rulebook.shown
    topics = ", ".join(f"{topic} {count}" if count > 1 else topic for topic, count in sorted(shown.items()))
    parts = [
        f"{one.file.name}: {'imported' if one.changed else 'nothing changed'}",
        f"{rulebook.key} from {rulebook.valid_from}",
        f"{len(rulebook.clauses)} clauses",
        f"{rulebook.judged} terms judged",
        f"{shown.total()} only shown" + (f" ({topics})" if topics else ""),
    ]
    return "; ".join(parts)

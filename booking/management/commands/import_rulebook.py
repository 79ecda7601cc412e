"""`manage.py import_rulebook FILE…`: published rules go in, all of them or none."""

import errno
import os
import stat
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from booking.actions.rulebooks import File, Imported, import_rulebooks
from booking.rules.mistakes import Mistake, Mistakes
from booking.rules.rulebook import read
from facilities.clock import now

LARGEST = 1024 * 1024  # bytes


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


def read_files(paths: Iterable[Path]) -> list[File]:
    """The rulebooks of all files. Mistakes with those of every file, if there is one."""
    files, mistakes, count = [], list[Mistake](), 0
    for path in paths:
        try:
            files.append(File(path.name, read(_text(path), path.name)))
        except Mistakes as found:
            mistakes += found.mistakes
            count += found.count
    if mistakes:
        raise Mistakes(mistakes, count)
    return files


def _text(path: Path) -> str:
    try:
        return _bytes(path).decode("utf-8")
    except UnicodeDecodeError:
        what = "is not written in UTF-8: save it in that encoding"
    except OSError as error:
        what = f"cannot be read: {error.strerror}"
    raise Mistakes([Mistake(path.name, "", "", what)])


def _bytes(path: Path) -> bytes:
    """OSError for what is no file, or a larger one than anybody writes: a pipe would be read for ever."""
    # Not blocking: of a pipe that nobody writes to, opening alone would wait.
    with open(path, "rb", opener=lambda name, flags: os.open(name, flags | os.O_NONBLOCK)) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.EINVAL, "it is not a regular file")
        found = file.read(LARGEST + 1)
    if len(found) > LARGEST:
        raise OSError(errno.EFBIG, "it is larger than 1 MiB")
    return found


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

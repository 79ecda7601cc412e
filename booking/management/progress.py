"""How far a long command has come: a bar on a terminal, a few plain lines elsewhere."""

from collections.abc import Iterable, Iterator
from typing import TextIO, TypeVar

T = TypeVar("T")
WIDTH = 28
PLAIN_LINES = 4


def watched(label: str, items: Iterable[T], total: int, out: TextIO) -> Iterator[T]:
    """The items, of which there are `total`; `out` (usually stderr) tells how many are done."""
    told = -1
    for done, item in enumerate(items, start=1):
        yield item
        steps = WIDTH if out.isatty() else PLAIN_LINES
        reached = steps * done // total
        if reached != told:
            told = reached
            out.write(_bar(label, done, total) if out.isatty() else _line(label, done, total, told))
            out.flush()


def _bar(label: str, done: int, total: int) -> str:
    filled = WIDTH * done // total
    end = "\n" if done == total else ""
    return f"\r{label} {'█' * filled}{'░' * (WIDTH - filled)} {done}/{total}{end}"


def _line(label: str, done: int, total: int, reached: int) -> str:
    return f"{label} {done}/{total}\n" if reached else ""

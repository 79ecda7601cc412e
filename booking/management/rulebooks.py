"""Rulebook files as the commands read them, and the answers to value questions as they print them."""

import errno
import os
import stat
from pathlib import Path

from booking.labels import FACTS, THE_HALLS
from booking.rules.mistakes import Mistake, Mistakes
from booking.rules.rulebook import Rulebook, read
from booking.rules.verdict import Sought, Value, Valued
from facilities.rules.walltime import write_wall_time

LARGEST = 1024 * 1024  # bytes


def read_file(path: Path) -> Rulebook:
    """The rulebook in a file. Raises Mistakes with everything that is wrong with it."""
    return read(text_of(path), path.name)


def text_of(path: Path) -> str:
    """What a file holds. Mistakes for one that cannot be read."""
    try:
        return _bytes(path).decode("utf-8-sig")  # some editors begin a file with a mark
    except UnicodeDecodeError:
        what = "is not written in UTF-8: save it in that encoding"
    except OSError as error:
        what = f"cannot be read: {error.strerror}"
    raise Mistakes([Mistake(str(path), "", "", what)])


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


def value_words(sought: Sought, value: Value | None) -> str:
    """A value as a rulebook writes it: "18:00" for a wall time."""
    if value is None:
        return "no value"
    return write_wall_time(value) if sought is Sought.LEAVE_BY and isinstance(value, int) else str(value)


def valued_words(sought: Sought, valued: Valued | None) -> str:
    """The answer in one line: "18:00, by C2; lacking ages"."""
    if valued is None:
        return "that no clause speaks of it"
    by = f", by {', '.join(valued.clauses)}" if valued.clauses else ""
    lacking = f"; lacking {', '.join(map(_fact, valued.lacking))}" if valued.lacking else ""
    return f"{value_words(sought, valued.value)}{by}{lacking}"


def _fact(name: str) -> str:
    """As a rulebook calls it, and in words: "ages (来る人の年齢)"."""
    words = FACTS.get(name) or THE_HALLS.get(name)
    return f"{name} ({words})" if words else name

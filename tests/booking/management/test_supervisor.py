"""What is supervised runs again when it dies, and is gone when the supervisor is."""

import os
import signal
import sys
from pathlib import Path

from booking.management.supervisor import FIRST_PAUSE, LONGEST_PAUSE, SETTLED, Child
from tests.service import wait_for

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
FALL = [sys.executable, "-c", "raise SystemExit(3)"]


def running(child: Child) -> int:
    assert child.process is not None
    assert child.process.poll() is None
    return child.process.pid


def fallen(child: Child, now: float) -> None:
    """The child has ended, and the supervisor has seen it at `now`."""
    assert child.process is not None
    child.process.wait()
    child.tend(now)


def test_a_program_that_was_killed_is_started_again_after_a_pause() -> None:
    child = Child("sleeper", SLEEP)
    child.tend(0.0)
    first = running(child)
    os.kill(first, signal.SIGKILL)
    fallen(child, 1.0)
    child.tend(1.0 + FIRST_PAUSE / 2)
    assert child.process is None
    child.tend(1.0 + FIRST_PAUSE)
    assert running(child) != first
    child.end(0)


def test_who_falls_again_and_again_rests_longer_up_to_a_bound() -> None:
    child, now, pauses = Child("faller", FALL), 0.0, []
    for _ in range(8):
        child.tend(now)
        fallen(child, now)
        pauses.append(child.rests_until - now)
        now = child.rests_until
    assert pauses == [0.5, 1.0, 2.0, 4.0, 8.0, 16.0, LONGEST_PAUSE, LONGEST_PAUSE]


def test_who_ran_well_for_a_while_is_started_again_soon() -> None:
    child = Child("faller", FALL)
    child.pause = 16.0
    child.tend(0.0)
    fallen(child, SETTLED + 1)
    assert child.rests_until == SETTLED + 1 + FIRST_PAUSE


def test_who_does_not_listen_is_made_to_end_with_all_it_started(tmp_path: Path) -> None:
    told = tmp_path / "grandchild"
    child = Child("nest", ["sh", "-c", f"trap '' TERM; sleep 600 & echo $! > {told}; wait"])
    child.tend(0.0)
    grandchild = int(wait_for(lambda: told.exists() and told.read_text(), "the sleeper"))
    child.end(0.5)
    wait_for(lambda: not alive(grandchild), "its end")


def alive(pid: int) -> bool:
    """Whether it runs; what has ended and waits to be noticed does not."""
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"

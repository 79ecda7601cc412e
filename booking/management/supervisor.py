"""Keeps programs running: what dies is started again, and when this stops nothing of them is left."""

import ctypes
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from threading import Event

logger = logging.getLogger(__name__)

LOOK = 0.2  # seconds between two looks
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0  # seconds before a new start, doubled with each fall
SETTLED = 60.0  # seconds after which a program counts as running well
# More than the web server takes for its requests (`serve`), less than systemd waits (docs/operations.md).
GRACE = 20.0  # seconds to finish what is begun when told to stop

LIBC = ctypes.CDLL(None)
PR_SET_PDEATHSIG = 1


class Child:
    """One program that is to run; `files` are open file descriptors that it inherits."""

    def __init__(self, name: str, command: Sequence[str], files: Sequence[int] = ()) -> None:
        self.name, self.command, self.files = name, list(command), tuple(files)
        self.process: subprocess.Popen[bytes] | None = None
        self.started = self.rests_until = self.pause = 0.0

    def tend(self, now: float) -> None:
        """Starts it if it is to run and does not, `now` in seconds of a clock that never goes back."""
        if self.process is None:
            if now >= self.rests_until:
                self._start(now)
        elif self.process.poll() is not None:
            self._rest(now, self.process)

    def tell(self, number: signal.Signals) -> None:
        if self.process:
            with suppress(ProcessLookupError):
                self.process.send_signal(number)

    def end(self, seconds: float) -> None:
        """Waits that long, then makes an end of it and of everything it started."""
        if self.process:
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(max(seconds, 0))
            _kill_group(self.process.pid)
            self.process.wait()

    def _start(self, now: float) -> None:
        self.started = now
        self.process = subprocess.Popen(  # noqa: S603  our own command, without a shell
            self.command,
            pass_fds=self.files,
            # A session of its own: Ctrl-C reaches the supervisor alone, which stops all in order.
            start_new_session=True,
            # Even where the supervisor is killed hard: a worker without it would go on sending mail from an
            # old version.
            preexec_fn=partial(die_with, os.getpid()),
        )

    def _rest(self, now: float, process: subprocess.Popen[bytes]) -> None:
        _kill_group(process.pid)
        settled = now - self.started > SETTLED
        self.pause = FIRST_PAUSE if settled or not self.pause else min(self.pause * 2, LONGEST_PAUSE)
        self.rests_until, self.process = now + self.pause, None
        logger.warning("%s ended (%s); again in %s s", self.name, process.returncode, self.pause)


def supervise(children: Sequence[Child], stop: Event) -> None:
    """Runs them all until `stop`, then stops them all."""
    try:
        while not stop.is_set():
            for child in children:
                child.tend(time.monotonic())
            stop.wait(LOOK)
    finally:
        deadline = time.monotonic() + GRACE
        # All are told before one is waited for: they end side by side, within one GRACE.
        for child in children:
            child.tell(signal.SIGTERM)
        for child in children:
            child.end(deadline - time.monotonic())


def die_with(parent: int, number: signal.Signals = signal.SIGTERM) -> None:
    """For a new process, before its program: it gets the signal when `parent` is gone, however it went."""
    if sys.platform == "linux":
        LIBC.prctl(PR_SET_PDEATHSIG, number)
        # The parent may have gone between fork and prctl: then no signal comes any more.
        if os.getppid() != parent:
            os._exit(1)


def _kill_group(leader: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)

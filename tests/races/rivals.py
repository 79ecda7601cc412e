"""Several processes, or several connections, that want something at the same instant."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from http.client import HTTPConnection
from threading import Barrier
from typing import Any
from urllib.parse import urlsplit

from booking.management.supervisor import die_with
from facilities.rules.spans import Span, local
from tests.factories import TOKYO
from tests.service import ROOT, Service

CSRF = "c" * 32


class Rival:
    """A process on the service's data that does what it is told (tests/races/rival.py)."""

    def __init__(self, service: Service) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.races.rival"],
            cwd=ROOT, env=service.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            preexec_fn=partial(die_with, os.getpid()),
        )  # fmt: skip

    def tell(self, command: str, **given: Any) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps([command, given]) + "\n")
        self.process.stdin.flush()

    def hear(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, "the process has died"
        answer: dict[str, Any] = json.loads(line)
        return answer

    def does(self, command: str, **given: Any) -> Any:
        """What it answers to a command that must succeed."""
        self.tell(command, **given)
        return self.hear()["done"]

    def answers(self, command: str, **given: Any) -> dict[str, Any]:
        """What it answers to a command that may be refused."""
        self.tell(command, **given)
        return self.hear()

    def kill(self) -> None:
        """Kill -9, at whatever it is doing."""
        self.process.kill()
        self.process.wait()

    def rest(self) -> list[dict[str, Any]]:
        """What it had still answered before it died; a line that was cut off is no answer."""
        assert self.process.stdout is not None
        lines = self.process.stdout.readlines()
        return [json.loads(line) for line in lines if line.endswith("\n")]

    def close(self) -> None:
        self.process.stdin and self.process.stdin.close()
        self.process.wait()


def at_once(*told: tuple[Rival, str, dict[str, Any]]) -> list[dict[str, Any]]:
    """Tells each its command before any answer is heard; the answers in the same order."""
    for rival, command, given in told:
        rival.tell(command, **given)
    return [rival.hear() for rival, *_ in told]


@dataclass(frozen=True)
class Answer:
    status: int
    body: dict[str, Any]
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def codes(self) -> set[str]:
        """Why it was refused."""
        found = (reason for reason in self.body.get("reasons", []) if reason["finding"] == "broken")
        return {reason["code"] for reason in found}


class Visitor:
    """A signed-in member of the API, with a new connection for each request."""

    def __init__(self, service: Service, session: str) -> None:
        self.address = urlsplit(service.url).netloc
        self.headers = {
            "Content-Type": "application/json",
            "Cookie": f"sessionid={session}; csrftoken={CSRF}",
            "X-CSRFToken": CSRF,
        }

    def book(self, room: str, span: Span, key: str = "") -> Answer:
        times = {"start": local(span.start, TOKYO).isoformat(), "end": local(span.end, TOKYO).isoformat()}
        return self.post("bookings/", {"room": room, **times}, key)

    def post(self, path: str, body: dict[str, Any], key: str = "") -> Answer:
        """What the API says to a body that is sent to an address below /api/v1/."""
        headers = self.headers | ({"Idempotency-Key": key} if key else {})
        with closing(HTTPConnection(self.address, timeout=60)) as connection:
            connection.request("POST", f"/api/v1/{path}", json.dumps(body), headers)
            response = connection.getresponse()
            return Answer(response.status, json.loads(response.read()), dict(response.getheaders()))


def together(visitors: Sequence[Visitor], asked: Sequence[tuple[str, Span, str]]) -> list[Answer]:
    """Each visitor asks for its own, all at the same instant."""
    pairs = zip(visitors, asked, strict=True)
    return abreast([partial(visitor.book, *what) for visitor, what in pairs])


def abreast(calls: Sequence[Callable[[], Answer]]) -> list[Answer]:
    """All of them at the same instant; the answers in the same order."""
    barrier = Barrier(len(calls))

    def go(call: Callable[[], Answer]) -> Answer:
        barrier.wait()
        return call()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(go, calls))

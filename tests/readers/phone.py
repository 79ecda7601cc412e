"""A device that subscribes: vdirsyncer fetches the feeds over HTTP, khal shows what has come.

Both are programs of the readers' environment and know nothing of the project.
"""

import json
import os
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PROGRAMS = Path(os.environ.get("READERS", ROOT / ".venv/readers")) / "bin"
FIRST, LAST = "2026-11-01", "2027-02-01"
FIELDS = ("calendar", "start-long-full", "end-long-full", "title", "status")

Told = tuple[str, str, str, str]  # start and end by the clocks of Greenwich, title, state

# Far from the hall, so that a time which is not told as an instant would be another here.
KHAL = """
[locale]
local_timezone = UTC
default_timezone = UTC
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%dT%H:%M
longdatetimeformat = %Y-%m-%dT%H:%M
[sqlite]
path = {folder}/khal.sqlite3
[calendars]
"""
CALENDAR = """
[[{name}]]
path = {folder}/{name}
readonly = True
"""
GENERAL = """
[general]
status_path = "{folder}/status"
"""
PAIR = """
[pair {name}]
a = "{name}_there"
b = "{name}_here"
collections = null
[storage {name}_there]
type = "http"
url = "{address}"
[storage {name}_here]
type = "filesystem"
path = "{folder}/{name}"
fileext = ".ics"
"""


class Unreachable(Exception):
    """An address that gave no calendar; says what the client says."""


@dataclass
class Phone:
    """`addresses` are those of its subscriptions, each under a name."""

    folder: Path
    addresses: dict[str, str] = field(default_factory=dict)

    def subscribe(self, **addresses: str) -> None:
        """To these; a name that is taken gets another address."""
        self.addresses |= addresses
        for name in addresses:
            (self.folder / name).mkdir(exist_ok=True)
        pairs = (
            PAIR.format(name=name, address=address, folder=self.folder)
            for name, address in self.addresses.items()
        )
        calendars = (CALENDAR.format(name=name, folder=self.folder) for name in self.addresses)
        (self.folder / "vdirsyncer").write_text(GENERAL.format(folder=self.folder) + "".join(pairs))
        (self.folder / "khal").write_text(KHAL.format(folder=self.folder) + "".join(calendars))
        self._run("vdirsyncer", "discover")

    def look(self, *names: str) -> None:
        """Fetches what there is to these subscriptions, or to all. Unreachable."""
        self._run("vdirsyncer", "sync", *names)

    def shows(self) -> dict[str, list[Told]]:
        """Each instance of what has been fetched, by subscription."""
        fields = (word for name in FIELDS for word in ("--json", name))
        found: dict[str, list[Told]] = {name: [] for name in self.addresses}
        for line in self._run("khal", "list", *fields, FIRST, LAST).splitlines():
            for one in json.loads(line):
                name, start, end, title, state = (one[name] for name in FIELDS)
                found[name].append((start, end, title, state.strip()))
        return {name: sorted(told) for name, told in found.items()}

    def _run(self, program: str, *words: str) -> str:
        command = [PROGRAMS / program, "-c", self.folder / program, *words]
        environment = {"HOME": str(self.folder), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Unreachable(done.stdout + done.stderr)
        return done.stdout

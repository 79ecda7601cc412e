"""`python -m tests.bench`: what a request costs, on SQLite and then on PostgreSQL.

Each database is measured in a process of its own. SQLite's stays in the state directory for the next
time; PostgreSQL's server is started, filled and removed.
"""

import os
import subprocess
import sys
from pathlib import Path

from tests.postgres import Missing, server

STATE = Path(os.environ.get("STATE_DIR", "var")) / "bench"


def measure(url: str) -> int:
    environment = {**os.environ, "STATE_DIR": str(STATE.resolve()), "DATABASE_URL": url}
    environment["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"
    return subprocess.run([sys.executable, "-m", "tests.bench.run"], env=environment, check=False).returncode


def main() -> int:
    STATE.mkdir(parents=True, exist_ok=True)
    failed = measure(f"sqlite:///{(STATE / 'bench.sqlite3').resolve()}")
    try:
        with server() as url:
            return measure(url) or failed
    except Missing as missing:
        sys.stderr.write(f"{missing}\n")
        return 1


sys.exit(main())

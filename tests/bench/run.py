"""One database: built if it is not there yet, then measured. Started by `python -m tests.bench`."""

import hashlib
import sys
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from booking.management.progress import watched  # noqa: E402
from config.wsgi import settle  # noqa: E402
from facilities.clock import now  # noqa: E402
from tests.bench.build import ALL, HALLS, ROOMS, build  # noqa: E402
from tests.bench.cases import Callers, cases  # noqa: E402
from tests.bench.measure import measure  # noqa: E402
from tests.bench.report import BARE_MS, table  # noqa: E402

MARK: Path = settings.STATE_DIR / "built"


def prepare() -> None:
    """Keeps what was built for SQLite as long as neither the tables nor the builder have changed."""
    made_of = _digest()
    if connection.vendor == "sqlite":
        if MARK.exists() and MARK.read_text() == made_of:
            return
        connection.close()
        # Its -wal and -shm too: beside a new file SQLite would take them for its own.
        for path in settings.STATE_DIR.glob("bench.sqlite3*"):
            path.unlink()
        MARK.unlink(missing_ok=True)
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    build(now())
    if connection.vendor == "sqlite":
        MARK.write_text(made_of)
    else:
        # Filled in bulk it has no statistics yet, and would be asked as if its tables were empty.
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def _digest() -> str:
    here = Path(__file__).parent
    files = [here / "build.py", here / "rulebook.toml"]
    for app in ("booking", "facilities"):
        files += sorted((settings.BASE_DIR / app / "migrations").glob("*.py"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


def main() -> None:
    prepare()
    wanted = cases(Callers(now()))
    settle()  # as every web worker does
    results = [measure(case, wanted[0]) for case in watched("bench", wanted, len(wanted), sys.stderr)]
    whose = "with the server's" if connection.vendor == "postgresql" else "the database's included"
    lines = [
        "",
        f"{connection.display_name}: {HALLS * ROOMS} rooms, {ALL:,} bookings. CPU of this process, {whose},",
        f"in-process test client and middleware included; rescaled: a bare view is {BARE_MS} ms.",
        *table(results),
    ]
    sys.stdout.write("\n".join(lines) + "\n")


main()

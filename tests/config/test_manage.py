"""`manage.py` as a shell meets it."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_a_reader_who_has_enough_gets_no_traceback() -> None:
    # More than a pipe holds, and nobody reads it.
    reading, writing = os.pipe()
    os.close(reading)
    arguments = [sys.executable, "manage.py", "check_rulebook", "--schema"]
    try:
        ended = subprocess.run(arguments, cwd=ROOT, stdout=writing, stderr=subprocess.PIPE, check=False)
    finally:
        os.close(writing)
    assert (ended.stderr, ended.returncode) == (b"", 1)

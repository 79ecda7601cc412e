"""The service starts only when it is told what it needs, and only a trial may be told an hour."""

import os
import subprocess
import sys
from pathlib import Path

from config.trial_key import trial_key

ROOT = Path(__file__).parents[2]
SECRET = "from django.conf import settings; print(settings.SECRET_KEY)"
WRITE = (
    "import django; django.setup(); from django.core.management import call_command; call_command('migrate')"
)
CALLERS = (
    "import django; django.setup();"
    "from allauth.core.internal.httpkit import get_client_ip;"
    "from django.test import RequestFactory;"
    "from rest_framework.throttling import BaseThrottle;"
    "told = {'x-forwarded-for': '6.6.6.6, 203.0.113.7', 'x-forwarded-proto': 'https'};"
    "request = RequestFactory().get('/', headers=told, REMOTE_ADDR='127.0.0.1');"
    "print(get_client_ip(request), BaseThrottle().get_ident(request), request.scheme)"
)


def start(state: Path, does: str = SECRET, **environment: str) -> subprocess.CompletedProcess[str]:
    """A start with nothing in the environment but what is given, by somebody whose files all may read."""
    known = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "config.settings", "STATE_DIR": str(state)}
    return subprocess.run(
        [sys.executable, "-c", does],
        cwd=ROOT, env=known | environment, capture_output=True, text=True, check=False, umask=0o022,
    )  # fmt: skip


def test_without_a_secret_it_does_not_start(tmp_path: Path) -> None:
    started = start(tmp_path)
    assert started.returncode != 0
    assert "SECRET_KEY is not set" in started.stderr


def test_with_a_secret_it_starts_and_keeps_it_nowhere(tmp_path: Path) -> None:
    assert start(tmp_path, SECRET_KEY="told from outside").stdout == "told from outside\n"
    assert list(tmp_path.iterdir()) == []


def test_a_secret_that_was_replaced_may_stand_beside_the_new_one(tmp_path: Path) -> None:
    asked = "from django.conf import settings; print(settings.SECRET_KEY_FALLBACKS)"
    told = start(tmp_path, asked, SECRET_KEY="new", SECRET_KEY_FALLBACKS="old,older").stdout
    assert told == "['old', 'older']\n"


def test_a_trial_makes_a_secret_of_its_own_and_keeps_it(tmp_path: Path) -> None:
    first, second = (start(tmp_path, MADOAKARI_TRIAL="1").stdout for _ in range(2))
    assert len(first) > 64
    assert first == second
    assert start(tmp_path / "another", MADOAKARI_TRIAL="1").stdout != first
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


def test_of_two_first_starts_one_secret_stays(tmp_path: Path) -> None:
    path = tmp_path / "secret-key"
    path.write_text("made by the other in the same moment")
    assert trial_key(path) == "made by the other in the same moment"


def test_only_a_trial_goes_without_a_second_factor(tmp_path: Path) -> None:
    asked = "from django.conf import settings; print(settings.STAFF_SECOND_FACTOR)"
    refused = start(tmp_path, asked, SECRET_KEY="told from outside", STAFF_SECOND_FACTOR="0")
    assert refused.returncode != 0
    assert "STAFF_SECOND_FACTOR=0 is for trials only" in refused.stderr
    assert start(tmp_path, asked, SECRET_KEY="told from outside").stdout == "True\n"
    assert start(tmp_path, asked, MADOAKARI_TRIAL="1").stdout == "False\n"
    assert start(tmp_path, asked, MADOAKARI_TRIAL="1", STAFF_SECOND_FACTOR="1").stdout == "True\n"


def test_only_a_trial_may_be_told_the_hour(tmp_path: Path) -> None:
    hour = "2026-12-04T16:00:00+09:00"
    refused = start(tmp_path, SECRET_KEY="told", MADOAKARI_CLOCK=hour)
    assert refused.returncode != 0
    assert "MADOAKARI_CLOCK is for trials only" in refused.stderr
    assert start(tmp_path, MADOAKARI_TRIAL="1", MADOAKARI_CLOCK=hour).returncode == 0


def test_what_is_kept_is_readable_by_whoever_runs_it_alone(tmp_path: Path) -> None:
    state = tmp_path / "state"
    start(state, WRITE, MADOAKARI_TRIAL="1")
    kept = [state, state / "madoakari.sqlite3", state / "secret-key"]
    assert [path.stat().st_mode & 0o077 for path in kept] == [0, 0, 0]


def test_behind_a_proxy_a_caller_is_known_by_the_address_that_the_proxy_saw(tmp_path: Path) -> None:
    started = start(tmp_path, CALLERS, SECRET_KEY="told", BEHIND_PROXY="1")
    assert started.stdout.split() == ["203.0.113.7", "203.0.113.7", "https"]


def test_without_a_proxy_of_ours_nobody_is_believed_about_their_address(tmp_path: Path) -> None:
    started = start(tmp_path, CALLERS, SECRET_KEY="told")
    assert started.stdout.split() == ["127.0.0.1", "127.0.0.1", "http"]

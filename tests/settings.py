"""The service's settings as a trial in a directory of its own, with what is slow by design made quick."""

import atexit
import os
from tempfile import TemporaryDirectory

state = TemporaryDirectory(prefix="madoakari-tests-")
atexit.register(state.cleanup)
os.environ["MADOAKARI_TRIAL"] = "1"
os.environ["STATE_DIR"] = state.name

from config.settings import *  # noqa: E402, F403
from config.settings import DATABASES, STATE_DIR, STATIC_ROOT, STORAGES  # noqa: E402

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as in service: a second connection sees it, and locks behave as they will.
    DATABASES["default"]["TEST"] = {"NAME": str(STATE_DIR / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
# Argon2 with the least that it takes.
PASSWORD_HASHERS = ["tests.hashers.QuickArgon2"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
STATIC_ROOT.mkdir()

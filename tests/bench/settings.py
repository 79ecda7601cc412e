"""The service's settings with its clock standing still, so that one built database stays good."""

import os

os.environ.setdefault("MADOAKARI_TRIAL", "1")
os.environ["MADOAKARI_CLOCK"] = "2026-12-02T16:10:00+09:00"

from config.settings import *  # noqa: F403
from config.settings import STATIC_ROOT, STORAGES

ROOT_URLCONF = "tests.bench.urls"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
STATIC_ROOT.mkdir(exist_ok=True)

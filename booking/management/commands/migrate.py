"""`manage.py migrate`, which alone makes the SQLite file: whatever else finds none says so."""

from typing import Any

from django.conf import settings
from django.core.management.commands import migrate
from django.db import connection


class Command(migrate.Command):
    def execute(self, *args: Any, **options: Any) -> Any:
        if connection.vendor == "sqlite" and connection.settings_dict["NAME"].startswith("file:"):
            settings.SQLITE_FILE.touch()
        return super().execute(*args, **options)

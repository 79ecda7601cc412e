"""`manage.py migrate`, which alone makes the SQLite file: whatever else finds none says so."""

from typing import Any

from django.conf import settings
from django.core.management.commands import migrate
from django.db import connection
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor


class OneCommit(MigrationExecutor):
    """A migration and the record that it was applied, in one transaction.

    Django leaves the indexes of a new table for the end, and then records the migration after its commit.
    Power that goes between the two leaves a table that the next run wants to make once more, and cannot.
    """

    def apply_migration(self, state: Any, migration: Migration, **how: Any) -> Any:
        apply = migration.apply

        def apply_whole(before: Any, schema_editor: Any, collect_sql: bool = False) -> Any:
            after = apply(before, schema_editor, collect_sql)
            for statement in schema_editor.deferred_sql:
                schema_editor.execute(statement)
            schema_editor.deferred_sql.clear()  # nothing left for later is Django's sign to record at once
            return after

        migration.apply = apply_whole
        return super().apply_migration(state, migration, **how)


vars(migrate)["MigrationExecutor"] = OneCommit  # the command has no other place to say which


class Command(migrate.Command):
    def execute(self, *args: Any, **options: Any) -> Any:
        if connection.vendor == "sqlite" and connection.settings_dict["NAME"].startswith("file:"):
            settings.SQLITE_FILE.touch()
        return super().execute(*args, **options)

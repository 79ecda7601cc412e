"""`manage.py migrate`, which alone makes the SQLite file: whatever else finds none says so."""

from typing import Any

from django.conf import settings
from django.core.management.commands import migrate
from django.db import connection
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState


class OneCommit(MigrationExecutor):
    """A migration and the record that it was applied, in one transaction.

    Django leaves the indexes of a new table for the end, and then records the migration after its commit.
    Power that goes between the two leaves a table that the next run wants to make once more, and cannot.
    """

    def apply_migration(
        self, state: ProjectState, migration: Migration, fake: bool = False, fake_initial: bool = False
    ) -> ProjectState:
        if fake or fake_initial:
            return super().apply_migration(state, migration, fake, fake_initial)
        self._tell("apply_start", migration)
        with self.connection.schema_editor(atomic=migration.atomic) as editor:
            state = migration.apply(state, editor)
            for statement in editor.deferred_sql:
                editor.execute(statement)
            editor.deferred_sql.clear()
            self.record_migration(migration)  # type: ignore[call-arg,arg-type]  # the stubs know an older one
        self._tell("apply_success", migration)
        return state

    def _tell(self, step: str, migration: Migration) -> None:
        if self.progress_callback:
            self.progress_callback(step, migration)


vars(migrate)["MigrationExecutor"] = OneCommit  # the command has no other place to say which


class Command(migrate.Command):
    def execute(self, *args: Any, **options: Any) -> Any:
        if connection.vendor == "sqlite" and connection.settings_dict["NAME"].startswith("file:"):
            settings.SQLITE_FILE.touch()
        return super().execute(*args, **options)

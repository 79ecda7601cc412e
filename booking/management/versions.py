"""Whether a database is of this version of the service: what its record of migrations says."""

from collections.abc import Iterable

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader


def later(done: Iterable[tuple[str, str]]) -> list[str]:
    """Of the migrations that a database has had, (app, name) each, those that only a later version has."""
    known = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    names = {*known, *(key for one in known.values() for key in one.replaces)}
    ours = {app for app, _ in names}
    return sorted(name for app, name in set(done) - names if app in ours)


def differs() -> str:
    """What keeps this version from serving this database, and what helps; empty if nothing does."""
    executor = MigrationExecutor(connection)
    if ahead := later(executor.loader.applied_migrations):
        return f"The database is of a later version, which has {ahead[0]}. Install that version, or restore."
    if waiting := executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return f"The database is of an earlier version, without {waiting[0][0].name}: manage.py migrate"
    return ""

"""Tests that walk back to an earlier state of the tables are led to the newest again."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import StateApps


def migrate(name: str) -> StateApps:
    """The models as they are after that migration."""
    executor = MigrationExecutor(connection)
    return executor.migrate([("booking", name)]).apps


def migrate_to_newest() -> None:
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


@pytest.fixture(autouse=True)
def _newest_again() -> Iterator[None]:
    yield
    migrate_to_newest()

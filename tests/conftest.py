"""What every test may count on.

A test in a folder of BOTH keeps its promise on SQLite and on PostgreSQL: it gets the marker
`both`, and `make test` runs it a second time under `python -m tests.postgres`.
"""

from pathlib import Path

import pytest
from django.core.signals import request_finished
from hypothesis import HealthCheck, settings
from pytest_django import Settings

from tests.browser import browser, fonts, guarded, open_page  # noqa: F401  fixtures
from tests.service import serve  # noqa: F401  a fixture

BOTH = {"models", "queries", "actions", "migrations", "races"}
TESTS = Path(__file__).parent

# No deadlines: a test that reads a clock fails on a busy machine for no fault of the code.
settings.register_profile("default", max_examples=50, deadline=None, derandomize=True)
settings.register_profile(
    "deep", max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("default")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if BOTH & set(item.path.relative_to(TESTS).parent.parts):
            item.add_marker(pytest.mark.both)


@pytest.fixture(autouse=True, scope="session")
def nothing_written_by_the_by() -> None:
    """A test that asks no database must not be asked to write what another one has noted."""
    request_finished.disconnect(dispatch_uid="tally")


@pytest.fixture
def stored_mail(settings: Settings) -> None:
    """Mails go to the outbox's rows, as in service, and not to a list in memory."""
    settings.EMAIL_BACKEND = "booking.outbox.Outbox"

"""Offices' callers, on the same day as the others of the API: 16:10 on Wednesday, 2 December 2026."""

import pytest
from pytest_django.fixtures import Settings

from booking.api.throttles import seen


@pytest.fixture(autouse=True)
def _on_2_december(settings: Settings, db: None) -> None:
    settings.CLOCK = "2026-12-02T16:10:00+09:00"
    seen.clear()

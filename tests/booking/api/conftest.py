import pytest

from booking.api.throttles import seen


@pytest.fixture(autouse=True)
def _no_requests_yet() -> None:
    seen.clear()

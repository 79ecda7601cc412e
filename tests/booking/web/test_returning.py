"""Where a form leads back to: its own site, whatever it says."""

import pytest
from django.test import RequestFactory

from booking.web.returning import back_of

LOG = "/desk/higashi/acts/"


def test_a_page_of_this_site_is_gone_back_to() -> None:
    assert back_of(RequestFactory().post("/", {"next": "/desk/higashi/open/?d=2026-12-18"}), LOG) == (
        "/desk/higashi/open/?d=2026-12-18"
    )
    assert back_of(RequestFactory().get("/?next=/h/higashi/")) == "/h/higashi/"


@pytest.mark.parametrize("elsewhere", ["", "https://example.org/", "//example.org", "javascript:alert(1)"])
def test_another_site_is_not(elsewhere: str) -> None:
    assert back_of(RequestFactory().post("/", {"next": elsewhere}), LOG) == LOG

"""Where a form leads back to: its own site, whatever it says."""

import pytest
from django.test import Client, RequestFactory

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


def test_whoever_was_signed_out_over_a_form_comes_back_to_its_page(client: Client) -> None:
    told = {"headers": {"referer": "http://testserver/g/new/?from=me#form"}}
    answer = client.post("/g/new/", {"name": "よるかぜ"}, **told)
    assert answer.headers["Location"] == "/in/login/?next=/g/new/%3Ffrom%3Dme"
    told = {"headers": {"referer": "http://testserver/me/notices/"}}
    assert client.post("/me/notices/read/", **told).headers["Location"] == "/in/login/?next=/me/notices/"


@pytest.mark.parametrize("referer", [{}, {"referer": "https://example.org/me/"}])
def test_where_no_page_of_ours_is_named_they_come_to_their_own(
    client: Client, referer: dict[str, str]
) -> None:
    answer = client.post("/me/notices/read/", headers=referer)
    assert answer.headers["Location"] == "/in/login/?next=/me/"

"""A log can be read by whoever looks after the machine; what opens a feed or an account is not in it."""

import logging

import pytest

from config.logs import Discreet


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("/feeds/member/s3cr3t-t0ken.ics", "/feeds/member/…"),
        ("/in/password/reset/key/1a-set-password/", "/in/password/reset/key/…/"),
        ("/consent/s3cr3t-t0ken/", "/consent/…/"),
        ("/guardian/s3cr3t-t0ken/cancel/abc/", "/guardian/…/cancel/abc/"),
        ("/reporter/s3cr3t-t0ken/d/abc/withdraw/", "/reporter/…/d/abc/withdraw/"),
        ("/office/activity/children/asked/", "/office/activity/children/asked/"),
        ("/guardian/<str:token>/", "/guardian/<str:token>/"),
        ("/REPORTER/S3CR3T-T0KEN/", "/REPORTER/…/"),
        ("/me/guardians/ask/", "/me/guardians/ask/"),
        ("/me/data/mail/5f0e/", "/me/data/mail/…/"),
        (f"/invited/{'a' * 40}/", "/invited/…/"),
        ("/fault/12.s3cr3t/", "/fault/…/"),
        (f"/door/higashi/band/?k={'a' * 40}", "/door/higashi/band/?k=…"),
        (f"/door/higashi/band/?said=in&k={'a' * 40}&x=1", "/door/higashi/band/?said=in&k=…&x=1"),
        ("/h/nukui-minami/r/band/", "/h/nukui-minami/r/band/"),
        ("/h/a\n2026-12-02 ERROR forged\u2028\x1b[2J", "/h/a\\n2026-12-02 ERROR forged\\u2028\\x1b[2J"),
    ],
)
def test_an_address_is_kept_without_its_key(address: str, kept: str) -> None:
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "Not Found: %s", (address,), None)
    assert Discreet().filter(record)
    assert record.getMessage() == f"Not Found: {kept}"

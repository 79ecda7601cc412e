"""What docs/operations.md has a city install holds what the document says of it."""

import re
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from config.logs import KEYS_IN_ADDRESSES

FOLDER = Path(__file__).parents[2] / "docs" / "operations"


def kept_out_by_nginx(address: str) -> bool:
    path, _, query = address.partition("?")
    rules = re.findall(r"^ +~\*(\S+) 0;$", (FOLDER / "madoakari.nginx").read_text(), re.MULTILINE)
    assert rules
    return any(re.search(rule, f"{path}?{query}", re.IGNORECASE) for rule in rules)


def patterns(resolver: URLResolver, before: str = "") -> list[str]:
    found = []
    for one in resolver.url_patterns:
        address = before + str(one.pattern)
        found += [address] if isinstance(one, URLPattern) else patterns(one, address)
    return found


def test_every_address_that_is_a_key_stays_out_of_both_logs() -> None:
    keys = [one for one in patterns(get_resolver(), "/") if ":token>" in one]
    assert len(keys) >= 10
    for pattern in keys:
        address = re.sub(r"<\w+:\w+>", "s3cr3t", pattern)
        assert kept_out_by_nginx(address), pattern
        assert KEYS_IN_ADDRESSES.search(address), pattern


@pytest.mark.parametrize(
    ("address", "kept_out"),
    [
        ("/in/password/reset/key/1a-s3cr3t/", True),
        ("/fault/12.s3cr3t/", True),
        ("/GUARDIAN/S3CR3T/", True),
        ("/door/higashi/band/?said=in&k=s3cr3t", True),
        ("/door/higashi/band/", False),
        ("/h/higashi/r/band/?week=2026-12-02", False),
        ("/feeds/hall/higashi.ics", False),
    ],
)
def test_the_proxys_log_keeps_the_others(address: str, kept_out: bool) -> None:
    assert kept_out_by_nginx(address) is kept_out


def test_the_proxys_log_does_not_tell_from_which_page_somebody_came() -> None:
    told = (FOLDER / "madoakari.nginx").read_text()
    assert "combined" not in told
    assert "$http_referer" not in told
    # A server block without a line of its own would write to the machine's log, in its form.
    assert told.count("access_log /var/log/nginx/madoakari.log madoakari if=$logged;") == 2


def test_every_file_is_named_in_the_document() -> None:
    document = (FOLDER.parent / "operations.md").read_text()
    for file in FOLDER.iterdir():
        assert f"operations/{file.name}" in document

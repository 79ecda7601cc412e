"""A service with the sample city in it, for the journeys of one module."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.service import Service, service

CLOCK = "2026-12-02T16:10:00+09:00"
PEOPLE = Path(__file__).parent / "people.py"
WEEK = "/h/nukui-minami/r/music/"
# Where one is once signed in: a member among their bookings, whoever serves at their hall.
AT_HOME = re.compile(r"/(me|desk/[a-z-]+)/$")


@pytest.fixture(scope="module")
def city() -> Iterator[Service]:
    with service(clock=CLOCK) as served:
        served.manage("import_rulebook", "rulebooks/sample/koganei.toml")
        served.manage("shell", "--no-imports", told=PEOPLE.read_text())
        yield served


@pytest.fixture
def sign_in(city: Service, open_page: Callable[..., Page]) -> Callable[..., Page]:
    """`sign_in("1001", javascript=False)`: a page of a browser in which somebody is signed in."""

    def signed_in(card: str, **options: object) -> Page:
        page = open_page(f"{city.url}/in/login/", **options)
        page.fill("[name=login]", card)
        page.fill("[name=password]", "akari-2026")
        page.click("main button.go")
        page.wait_for_url(AT_HOME)
        return page

    return signed_in

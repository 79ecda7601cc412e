"""Every page of the offices, by the addresses that there are, and what they tell the public: axe finds
nothing, by day and by night, and nothing scrolls sideways.

A new page of the offices is among them by itself. One whose address needs more than its department has to
be given something to show.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from django.urls import URLPattern, reverse
from playwright.sync_api import Page

from booking.web.office.urls import urlpatterns
from tests.journeys.conftest import AT_HOME, CLOCK, PEOPLE
from tests.journeys.test_every_page_is_for_everybody import axe, look_at
from tests.service import Service, service

pytestmark = pytest.mark.timeout(600)
FULL = Path(__file__).parent / "office_full.py"
WIDE = {"viewport": {"width": 1440, "height": 900}}
NARROW = {"viewport": {"width": 320, "height": 844}}
# Whose pages they are, by how the page's name begins; the rest are child-rearing's.
WHOSE = {
    "public-relations": ("office-news", "office-issue", "office-article"),
    "lifelong-learning": (
        "office-lecture",
        "office-catalogue",
        "office-talent",
        "office-intro",
        "office-grant",
    ),
}
# What there is, by the name of the page.
SHOWN: Mapping[str, Mapping[str, object]] = {
    "office-evidence": {"programme": "B1", "place": 0},
    "office-reporter": {"public_id": "reporterhhhhhhhh"},
    "office-network-body": {"public_id": "bodyhhhhhhhhhhhh"},
    "office-meeting": {"public_id": "meetinghhhhhhhhh"},
    "office-lecture-count": {"public_id": "requesthhhhhhhhh"},
    "office-catalogue-one": {"public_id": "lecturehhhhhhhhh"},
    "office-talent": {"public_id": "talenthhhhhhhhhh"},
    "office-grant": {"public_id": "granthhhhhhhhhhh"},
    "office-issue": {"public_id": "issuehhhhhhhhhhh"},
}
ANY = {"year": 2026, "figure": 1, "state": 1, "place": 0}
TOLD = [
    "/write/",
    "/write/mine/",
    "/news/",
    "/news/issuehhhhhhhhhhh/",
    "/month/children/",
    "/month/grown-ups/",
    "/network/",
    "/lectures/",
    "/lectures/lecturehhhhhhhhh/",
    "/talents/",
    "/supported/",
    "/calendar/",
    "/p/",
    "/p/calendar/",
    "/p/songshhhhhhhhhhh/",
    "/suggest/",
    "/suggest/mine/",
    "/h/nukui-minami/suggest/",
    "/h/nukui-minami/committees/",
    "/committees/",
]
PAPERS = [
    "/p/songshhhhhhhhhhh/print/",
    "/p/songshhhhhhhhhhh/print/?ink=save",
    "/h/nukui-minami/print/2026-12/",
    "/h/nukui-minami/print/2026-12/?ink=save",
    "/h/nukui-minami/print/2026-12/?t=grid",
]


@pytest.fixture(scope="module")
def full() -> Iterator[Service]:
    with service(clock=CLOCK) as served:
        served.manage("import_rulebook", "rulebooks/sample/koganei.toml")
        for people in (PEOPLE, FULL):
            served.manage("shell", "--no-imports", told=people.read_text())
        yield served


def address(pattern: URLPattern) -> str:
    """With anything for the rest of an address to which only a form is sent."""
    name, needs = str(pattern.name), pattern.pattern.converters
    whose = next((slug for slug, names in WHOSE.items() if name.startswith(names)), "child-rearing")
    given = {**dict.fromkeys(needs, "anything"), "department": whose, **ANY, **SHOWN.get(name, {})}
    return reverse(name, kwargs={key: given[key] for key in needs})


def signed_in(full: Service, open_page: Callable[..., Page], **options: object) -> Page:
    page = open_page(f"{full.url}/in/login/", **options)
    page.fill("[name=login]", "9002")
    page.fill("[name=password]", "akari-2026")
    page.click("main button.go")
    page.wait_for_url(lambda url: url.endswith("/desk/") or bool(AT_HOME.search(url)))
    return page


def pages(full: Service, page: Page) -> list[str]:
    """The addresses that are pages: not one to which only forms are sent, and none that leads elsewhere."""
    every = [address(one) for one in urlpatterns]
    statuses = {one: page.request.get(full.url + one, max_redirects=0).status for one in every}
    strange = {one: status for one, status in statuses.items() if status not in (200, 302, 404, 405)}
    assert strange == {}
    return [one for one, status in statuses.items() if status == 200]


def test_every_page_that_has_something_of_its_own_to_show_is_shown_with_it(
    full: Service, open_page: Callable[..., Page]
) -> None:
    found = pages(full, signed_in(full, open_page, **WIDE))
    patterns = {str(one.name): one for one in urlpatterns}
    assert [name for name in SHOWN if address(patterns[name]) not in found] == []


@pytest.mark.parametrize("look", ["light", "dark"])
def test_axe_finds_nothing_on_any_page_of_the_offices(
    full: Service, open_page: Callable[..., Page], look: str
) -> None:
    page = signed_in(full, open_page, **WIDE)
    look_at(page, look, full.url)
    assert _violations(full, page, pages(full, page)) == {}


@pytest.mark.parametrize("look", ["light", "dark"])
def test_axe_finds_nothing_on_what_the_offices_tell(
    full: Service, open_page: Callable[..., Page], look: str
) -> None:
    page = open_page(full.url)
    look_at(page, look, full.url)
    assert _violations(full, page, TOLD + PAPERS) == {}


def test_no_page_of_the_offices_and_nothing_that_they_tell_scrolls_sideways(
    full: Service, open_page: Callable[..., Page]
) -> None:
    page = signed_in(full, open_page, **NARROW)
    wide = {}
    for one in (*pages(full, page), *TOLD):
        page.goto(full.url + one)
        needed = page.evaluate("document.documentElement.scrollWidth")
        if needed > NARROW["viewport"]["width"]:
            wide[one] = needed
    assert wide == {}


def _violations(full: Service, page: Page, addresses: list[str]) -> dict[str, list[str]]:
    found = {}
    for one in addresses:
        page.goto(full.url + one)
        if violations := axe(page):
            found[one] = violations
    return found

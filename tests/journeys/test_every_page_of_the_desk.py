"""Every page of the desk, by the addresses that there are: axe finds nothing, by day and by night.

A new page is among them by itself. One whose address needs more than its hall has to be given something
to show.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import pytest
from django.urls import URLPattern, reverse
from django.urls.converters import IntConverter
from playwright.sync_api import Page

from booking.web.desk.urls import urlpatterns
from tests.journeys.conftest import AT_HOME, CLOCK, PEOPLE
from tests.journeys.test_every_page_is_for_everybody import axe, look_at
from tests.service import Service, service

pytestmark = pytest.mark.timeout(600)
FULL = Path(__file__).parent / "desk_full.py"
WIDE = {"viewport": {"width": 1440, "height": 900}}
SHARES = 4  # into which the pages are dealt: each share is a test of its own
# What there is, by the name of the page.
SHOWN: Mapping[str, Mapping[str, object]] = {
    "desk-booking": {"booking": "latehhhhhhhhhhhh"},
    "desk-booking-move": {"booking": "noonhhhhhhhhhhhh"},
    "desk-booking-party": {"booking": "noonhhhhhhhhhhhh"},
    "desk-booking-extend": {"booking": "insidehhhhhhhhhh"},
    "desk-series-move": {"booking": "weeklyhhhhhhhhhh"},
    "desk-open-change": {"evening": 2},
    "desk-person": {"public_id": "harukahhhhhhhhhh"},
    "desk-group": {"public_id": "yorukazebandhhhh"},
    "desk-course": {"public_id": "coursehhhhhhhhhh"},
    "desk-programme": {"public_id": "songshhhhhhhhhhh"},
    "desk-programme-count": {"public_id": "songshhhhhhhhhhh", "session": "songdayhhhhhhhhh"},
    "desk-programme-move": {"public_id": "songshhhhhhhhhhh", "session": "songdayhhhhhhhhh"},
    "desk-programme-people": {"public_id": "songshhhhhhhhhhh", "session": "songdayhhhhhhhhh"},
    "desk-programme-receipt": {
        "public_id": "songshhhhhhhhhhh",
        "session": "songdayhhhhhhhhh",
        "signup": "signuphhhhhhhhhh",
    },
    "desk-meeting": {"public_id": "meetinghhhhhhhhh"},
    "desk-programme-sheet": {"public_id": "songshhhhhhhhhhh", "session": "songdayhhhhhhhhh"},
    "desk-programme-terms": {"public_id": "songshhhhhhhhhhh"},
    "desk-round": {"public_id": "roundhhhhhhhhhhh"},
    "desk-round-change": {"public_id": "springhhhhhhhhhh"},
    "desk-figures-year": {"year": 2026},
    "desk-staff-one": {"post": 1},
    "desk-rules-clause": {"clause": "M1"},
    "desk-rules-days": {"days": "summer"},
}
# The same pages with something chosen on them.
CHOSEN = [
    "?b=insidehhhhhhhhhh",
    "?b=latehhhhhhhhhhhh",
    "?b=untoldhhhhhhhhhh",
    "?v=table",
    "?v=list&r=music",
    "ok/?q=move",
    "ok/?q=count",
    "walk-in/?room=playroom",
    "att/?all=1",
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
    given = {key: 1 if isinstance(kind, IntConverter) else "anything" for key, kind in needs.items()}
    hall = {"hall": "nukui-minami"} if "hall" in needs else {}
    return reverse(name, kwargs={**given, **SHOWN.get(name, {}), **hall})


def signed_in(full: Service, open_page: Callable[..., Page]) -> Page:
    page = open_page(f"{full.url}/in/login/", **WIDE)
    page.fill("[name=login]", "9001")
    page.fill("[name=password]", "akari-2026")
    page.click("main button.go")
    page.wait_for_url(AT_HOME)
    return page


def pages(full: Service, page: Page, patterns: Iterable[URLPattern]) -> list[str]:
    """The addresses that are pages: not one to which only forms are sent, and no file."""
    found = []
    for one in map(address, patterns):
        # The address of a button leads on to the page where it stands, which is looked at for itself.
        status = page.request.get(full.url + one, max_redirects=0).status
        assert status in (200, 302) or one.endswith(".csv"), f"{one} has nothing to show: {status}"
        if status == 200:
            found.append(one)
    return found


@pytest.mark.parametrize("share", range(SHARES))
@pytest.mark.parametrize("look", ["light", "dark"])
def test_axe_finds_nothing_on_any_page_of_the_desk(
    full: Service, open_page: Callable[..., Page], look: str, share: int
) -> None:
    page = signed_in(full, open_page)
    look_at(page, look, full.url)
    plain = pages(full, page, urlpatterns[share::SHARES])
    found = {}
    for one in (*plain, *(f"/desk/nukui-minami/{more}" for more in CHOSEN[share::SHARES])):
        page.goto(full.url + one)
        if violations := axe(page):
            found[one] = violations
    assert found == {}

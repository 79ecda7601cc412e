"""What is handed in, handed out and put on doors, printed by a browser: one paper, one sheet of A4."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Page, sync_playwright

from booking.actions.money import give_back, take
from booking.actions.papers import issue
from booking.actions.reductions import decide_reduction
from booking.models import Booking, Person
from booking.queries.papers import issuable
from booking.rules.papers import Paper
from facilities.models import Equipment
from tests.browser import FLAGS, system_chromium
from tests.factories import COSTING, NOW, a_booking, a_hall, span, the_room
from tests.people import a_high_schooler, staff

pytestmark = pytest.mark.django_db
STATIC = Path(__file__).parents[3] / "booking" / "static"
LINK = re.compile(r'<link rel="stylesheet" href="/static/([^"?]+)[^>]*>')
SCRIPT = re.compile(r'<script src="/static/([^"?]+)" defer></script>')


@pytest.fixture
def booking() -> Booking:
    """Of a long name, for much, paid for, let off, and paid back: every paper that there is."""
    person = a_high_schooler(name="川口 遥")
    room = the_room(a_hall(COSTING), "band")
    made = a_booking(room, span("2026-12-04", "17:00", "19:00"), person, purpose="バンド練習" * 8)
    made.people.add(person)
    Equipment.objects.create(room=room, slug="drums", name_ja="ドラム", stock=1)
    return made


@pytest.fixture
def desk(booking: Booking) -> Person:
    person = staff(booking.room.facility)
    take(booking=booking, staff=person, yen=300, now=NOW)
    decide_reduction(booking=booking, staff=person, percent=50, now=NOW)
    give_back(booking=booking, staff=person, yen=150, now=NOW)
    for kind in issuable(booking):
        issue(booking=booking, staff=person, kind=kind, now=NOW)
    return person


def whole(client: Client, address: str) -> str:
    """A page with its stylesheets and scripts in it, to be opened without a server."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    html = LINK.sub(lambda link: f"<style>{_kept(link[1])}</style>", answer.content.decode())
    # A deferred script runs when the page is there; one that stands in it runs where it stands.
    scripts = "".join(f"<script>{_kept(name)}</script>" for name in SCRIPT.findall(html))
    return SCRIPT.sub("", html).replace("</body>", f"{scripts}</body>")


def _kept(name: str) -> str:
    return (STATIC / name).read_text()


@contextmanager
def a_page() -> Iterator[Page]:
    """Gone again before the test ends: Django refuses the database in a thread in which Playwright works."""
    flags = [*FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=system_chromium(), args=flags)
        yield running.new_page()
        running.close()


def sheets(page: Page, html: str) -> int:
    page.set_content(html)
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))


def test_each_paper_of_a_booking_is_one_sheet(
    as_member: Callable[..., Client], booking: Booking, desk: Person
) -> None:
    client, address = as_member(desk), f"/b/{booking.public_id}/papers"
    papers = {kind: whole(client, f"{address}/{kind}/") for kind in Paper}
    with a_page() as page:
        assert {kind: sheets(page, html) for kind, html in papers.items()} == dict.fromkeys(Paper, 1)


def test_each_door_has_a_sheet_and_a_day_and_the_labels_have_one(
    as_member: Callable[..., Client], booking: Booking, desk: Person
) -> None:
    client = as_member(desk)
    printed = {name: whole(client, f"/desk/higashi/print/{name}/") for name in ("day", "labels", "doors")}
    doors = printed["doors"].count('<article class="page card')
    assert doors > 1
    with a_page() as page:
        found = {name: sheets(page, html) for name, html in printed.items()}
    assert found == {"day": 1, "labels": 1, "doors": doors}


def test_a_paper_is_printed_by_a_button_where_a_script_runs(
    as_member: Callable[..., Client], booking: Booking
) -> None:
    html = whole(as_member(booking.person), f"/b/{booking.public_id}/papers/application/")
    assert re.search(r"<button[^>]* data-print hidden>", html), (
        "without one there is no button that does nothing"
    )
    with a_page() as page:
        page.add_init_script("window.print = () => { window.printed = true }")
        page.goto("about:blank")
        page.set_content(html)
        page.get_by_role("button", name="印刷する").click()
        assert page.evaluate("window.printed") is True

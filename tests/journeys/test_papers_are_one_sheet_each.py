"""What is handed in, handed out and put on doors, printed by a browser: one paper, one sheet of A4."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import AT_HOME, CLOCK, PEOPLE
from tests.service import Service, service

pytestmark = pytest.mark.timeout(600)
HALL = "nukui-kita-bunkan"
# Everything that the hall can hand out for one booking, and an empty purpose.
PAID = """
from booking.actions.money import give_back, take
from booking.actions.papers import issue
from booking.actions.reductions import decide_reduction
from booking.models import Person
from booking.queries.papers import issuable
from facilities.models import Facility, Room
from tests.factories import NOW, a_booking, span
from tests.people import staff
hall = Facility.objects.get(slug="nukui-kita-bunkan")
desk = staff(hall, card_number="9007")
desk.set_password("akari-2026")
desk.save()
haruka = Person.objects.get(card_number="1001")
room = Room.objects.get(facility=hall, slug="meeting-b")
made = a_booking(room, span("2026-12-04", "13:00", "17:00"), haruka, public_id="paidhhhhhhhhhhhh")
made.people.add(haruka)
take(booking=made, staff=desk, yen=400, now=NOW)
decide_reduction(booking=made, staff=desk, percent=50, now=NOW)
give_back(booking=made, staff=desk, yen=200, now=NOW)
for kind in issuable(made):
    issue(booking=made, staff=desk, kind=kind, now=NOW)
"""


@pytest.fixture(scope="module")
def hall() -> Iterator[Service]:
    with service(clock=CLOCK) as served:
        served.manage("import_rulebook", "rulebooks/sample/koganei.toml")
        for told in (PEOPLE.read_text(), PAID):
            served.manage("shell", "--no-imports", told=told)
        yield served


@pytest.fixture
def desk(hall: Service, open_page: Callable[..., Page]) -> Page:
    page = open_page(f"{hall.url}/in/login/")
    page.fill("[name=login]", "9007")
    page.fill("[name=password]", "akari-2026")
    page.click("main button.go")
    page.wait_for_url(AT_HOME)
    return page


def sheets(page: Page, address: str) -> int:
    """How many sheets Chromium prints a page on."""
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 200, address
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))


def test_each_paper_of_a_booking_is_one_sheet(hall: Service, desk: Page) -> None:
    for kind in ("application", "permit", "reduction", "decision", "receipt", "refund"):
        assert sheets(desk, f"{hall.url}/b/paidhhhhhhhhhhhh/papers/{kind}/") == 1, kind


def test_each_door_has_a_sheet_and_a_day_and_its_labels_one(hall: Service, desk: Page) -> None:
    prints = f"{hall.url}/desk/{HALL}/print"
    assert sheets(desk, f"{prints}/day/") == 1
    assert sheets(desk, f"{prints}/labels/") == 1
    doors = sheets(desk, f"{prints}/doors/")
    assert doors == desk.locator("article.card").count() > 1


def test_a_paper_is_printed_by_a_button_and_without_scripts_by_the_browsers_own_way(
    hall: Service, desk: Page, open_page: Callable[..., Page]
) -> None:
    address = f"{hall.url}/b/paidhhhhhhhhhhhh/papers/application/"
    desk.add_init_script("window.print = () => { window.printed = true }")
    desk.goto(address)
    desk.get_by_role("button", name="印刷する").click()
    assert desk.evaluate("window.printed") is True
    plain = desk.request.get(address).text()
    assert re.search(r"<button[^>]* data-print hidden>", plain)

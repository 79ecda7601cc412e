"""A nursery reports by its link on a phone without a script; the office confirms, and the plan counts it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import CLOCK
from tests.journeys.test_every_page_is_for_everybody import axe, look_at
from tests.service import Service, service

pytestmark = pytest.mark.timeout(300)
CITY = Path(__file__).parent / "activity_city.py"
LINK = f"/reporter/{'7' * 40}/"
OFFICE = "/office/activity/child-rearing/"
YEARS = (
    "/office/plan/2026/",
    "/office/figures/2026/",
    "/office/year/child-rearing/2026/",
    "/office/year/child-rearing/2025/",
)
PHONE = {"viewport": {"width": 390, "height": 844}}
NARROW = {"viewport": {"width": 320, "height": 700}}


@pytest.fixture(scope="module")
def nursery() -> Iterator[Service]:
    with service(clock=CLOCK) as served:
        served.manage("shell", "--no-imports", told=CITY.read_text())
        yield served


def signed_in(nursery: Service, open_page: Callable[..., Page], **size: object) -> Page:
    page = open_page(f"{nursery.url}/in/login/", **size)
    page.fill("[name=login]", "9002")
    page.fill("[name=password]", "akari-2026")
    page.click("main button.go")
    page.wait_for_url(lambda url: "/in/login/" not in url)
    return page


@pytest.mark.parametrize("look", ["light", "dark"])
def test_axe_finds_nothing_on_the_pages_of_activity_days_and_none_scrolls_sideways(
    nursery: Service, open_page: Callable[..., Page], look: str
) -> None:
    by_link, office = open_page(nursery.url, **NARROW), signed_in(nursery, open_page, **NARROW)
    found = {}
    asked = f"{OFFICE}asked/"
    for page, addresses in (
        (by_link, [LINK]),
        (office, [OFFICE, asked, f"{asked}sakurahhhhhhhhhh/", "/desk/", *YEARS]),
    ):
        look_at(page, look, nursery.url)
        for address in addresses:
            page.goto(nursery.url + address)
            wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
            if violations := [*axe(page), *(["scrolls sideways"] if wide else [])]:
                found[address] = violations
    assert found == {}


def test_without_a_script_two_days_are_sent_and_one_is_corrected_and_the_office_confirms_them(
    nursery: Service, open_page: Callable[..., Page]
) -> None:
    page = open_page(nursery.url + LINK, javascript=False, **PHONE)
    page.fill("[name='0-day']", "2026-11-20")
    page.fill("[name='0-place']", "園庭")
    page.fill("[name='0-help-junior_high']", "2")
    page.click("button:has-text('もう1日、書き足す')")
    assert page.input_value("[name='1-place']") == "園庭"
    page.fill("[name='1-day']", "2026-11-27")
    page.fill("[name='1-help-junior_high']", "5")
    page.click("button:has-text('2日分を送る')")
    expect(page.get_by_role("status")).to_contain_text("報告を受け取りました。")
    page.click("a[aria-label='11月27日(金)の報告を直す']")
    page.fill("[name='0-help-junior_high']", "4")
    page.click("button:has-text('直して送る')")
    expect(page.get_by_role("status")).to_contain_text("報告を直しました。")

    office = signed_in(nursery, open_page, viewport={"width": 1440, "height": 900})
    office.goto(nursery.url + OFFICE)
    for day in ("11月20日", "11月27日"):
        office.get_by_role("checkbox", name=day).check()
    office.locator("button:has-text('印をつけた報告を、確認ずみにする')").first.click()
    expect(office.get_by_role("status")).to_contain_text("2件を確認ずみにしました。")
    office.goto(f"{nursery.url}/office/plan/2026/")
    # Three pupils in November before, and now two and four; what waits is in no figure.
    expect(office.locator(".plan")).to_contain_text("受け入れ数 9人")
    expect(office.locator(".plan")).to_contain_text("たしかめ待ち1件")

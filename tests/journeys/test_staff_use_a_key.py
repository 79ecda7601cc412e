"""A hardware key in a real browser: set up before the desk opens, and asked for the next time."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import CLOCK
from tests.service import Service, service

OISHI = """
from datetime import date
from booking.models import Person, Post
from facilities.models import Facility
oishi = Person.objects.create_user("9001", "akari-2026", name="大石 亮", is_staff=True)
Post.objects.create(person=oishi, facility=Facility.objects.get(slug="nukui-minami"), role="manager")
"""
A_KEY = {"protocol": "ctap2", "transport": "usb", "automaticPresenceSimulation": True}


@pytest.fixture
def house() -> Iterator[Service]:
    with service(clock=CLOCK, running=False) as served:
        served.environment["STAFF_SECOND_FACTOR"] = "1"
        served.start()
        served.manage("import_rulebook", "rulebooks/sample/koganei.toml")
        served.manage("shell", "--no-imports", told=OISHI)
        yield served


def give_password(page: Page) -> None:
    page.fill("[name=password]", "akari-2026")
    page.click("main button.go")


def entered_with_a_key(
    house: Service, open_page: Callable[..., Page], leading_to: str, **look: Any
) -> tuple[Page, str]:
    """Whoever manages the hall, with a password and a first key, before the printed codes; and the address
    under which the house is open to keys."""
    # Passkeys belong to a host's name, and an address has none.
    url = house.url.replace("127.0.0.1", "localhost")
    page = open_page(f"{url}/in/login/?next={leading_to}", **look)
    browser = page.context.new_cdp_session(page)
    browser.send("WebAuthn.enable")
    browser.send("WebAuthn.addVirtualAuthenticator", {"options": A_KEY})
    page.fill("[name=login]", "9001")
    give_password(page)
    page.wait_for_url("**/in/second/**")
    page.click("text=鍵を加える")
    give_password(page)
    page.fill("[name=name]", "館のUSBの鍵")
    page.click("[data-key]")
    page.wait_for_url("**/in/second/codes/")
    return page, url


def test_a_key_opens_the_desk(house: Service, open_page: Callable[..., Page]) -> None:
    page, url = entered_with_a_key(house, open_page, "/desk/")
    assert page.locator(".codes li").count() == 10
    page.goto(f"{url}/desk/nukui-minami/staff/")
    assert "2つめの鍵あり" in page.inner_text("main")
    page.click("text=メニュー")
    page.click("text=サインアウトする")
    if page.locator("main button.go").count():
        page.click("main button.go")
    page.goto(f"{url}/in/login/?next=/desk/nukui-minami/staff/")
    page.fill("[name=login]", "9001")
    give_password(page)
    page.wait_for_url("**/in/second/enter/")
    expect(page.locator("[data-key-failed]")).to_be_hidden()  # before anything was tried
    page.click("[data-key]")
    page.wait_for_url("**/desk/nukui-minami/staff/")

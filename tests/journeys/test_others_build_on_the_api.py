"""The API's page in a real browser, and the client of the documentation against the running service."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.service import Service

DOCUMENTATION = Path(__file__).parents[2] / "docs" / "api.md"


def test_the_page_shows_every_operation_and_tries_one(city: Service, open_page: Callable[..., Page]) -> None:
    page = open_page(f"{city.url}/api/docs/")
    expect(page.locator(".opblock")).to_have_count(13)
    halls = page.locator(".opblock", has=page.get_by_text("市の館の一覧"))
    halls.locator(".opblock-summary-control").first.click()
    halls.get_by_role("button", name="Try it out").click()
    halls.get_by_role("button", name="Execute").click()
    expect(halls.locator(".live-responses-table .response-col_status").last).to_contain_text("200")


def test_what_the_page_proposes_to_check_is_answered(city: Service, open_page: Callable[..., Page]) -> None:
    page = open_page(f"{city.url}/api/docs/")
    check = page.locator(".opblock", has=page.get_by_text("予約できるか聞く"))
    check.locator(".opblock-summary-control").first.click()
    check.get_by_role("button", name="Try it out").click()
    check.get_by_role("button", name="Execute").click()
    answer = check.locator(".live-responses-table")
    expect(answer.locator(".response-col_status").last).to_contain_text("200")
    expect(answer).to_contain_text('"outcome": "allow"')


def test_the_page_is_dark_by_night_and_leads_home(city: Service, open_page: Callable[..., Page]) -> None:
    page = open_page(f"{city.url}/api/docs/", color_scheme="dark")
    expect(page.locator("body")).to_have_css("background-color", "rgb(28, 32, 34)")
    page.emulate_media(color_scheme="light")
    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    page.get_by_role("link", name="まどあかり").click()
    expect(page).to_have_url(f"{city.url}/")


def test_the_client_of_the_documentation_asks_books_and_cancels(city: Service) -> None:
    found = re.search(r"```python\n(.+?)```", DOCUMENTATION.read_text(), re.DOTALL)
    assert found is not None
    told = f'host, card, password = "{city.url}", "1001", "akari-2026"'
    client, places = re.subn(r"^host, card, password = .*$", told, found[1], flags=re.MULTILINE)
    assert places == 1
    done = subprocess.run(
        [sys.executable, "-c", client], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.stderr == ""
    outcome, given_back = done.stdout.splitlines()
    assert outcome == "allow"
    assert re.fullmatch(r"2026-12-0\dT\d\d:00:00\+09:00 cancelled", given_back)

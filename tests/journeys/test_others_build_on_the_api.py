"""The API's page in a real browser, and the client of the documentation against the running service."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.service import Service

DOCS = Path(__file__).parents[2] / "docs"
OPERATIONS = (DOCS / "openapi.yaml").read_text().count("operationId:")
DOCUMENTATION = DOCS / "api.md"


def test_the_page_shows_every_operation_and_tries_one(city: Service, open_page: Callable[..., Page]) -> None:
    page = open_page(f"{city.url}/api/docs/")
    expect(page.locator(".opblock")).to_have_count(OPERATIONS)
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


def test_the_type_of_a_problem_leads_to_its_code_below_the_operations(
    city: Service, open_page: Callable[..., Page]
) -> None:
    page = open_page(f"{city.url}/api/docs/#not_found")
    expect(page.locator(".opblock")).to_have_count(OPERATIONS)
    expect(page).to_have_url(f"{city.url}/api/docs/#not_found")
    expect(page.locator("#not_found")).to_be_in_viewport()


def test_the_address_of_a_tag_leads_to_it(city: Service, open_page: Callable[..., Page]) -> None:
    page = open_page(f"{city.url}/api/docs/#/subscriptions")
    expect(page.locator(".opblock")).to_have_count(OPERATIONS)
    expect(page.locator("#operations-tag-subscriptions")).to_be_in_viewport()


def test_the_page_is_dark_by_night_and_leads_home(city: Service, open_page: Callable[..., Page]) -> None:
    page = open_page(f"{city.url}/api/docs/", color_scheme="dark")
    expect(page.locator("body")).to_have_css("background-color", "rgb(28, 32, 34)")
    page.emulate_media(color_scheme="light")
    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    page.get_by_role("link", name="まどあかり").click()
    expect(page).to_have_url(f"{city.url}/")


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
def test_the_client_of_the_documentation_books_and_cancels_with_a_token_until_it_is_stopped(
    city: Service, sign_in: Callable[..., Page], javascript: bool
) -> None:
    page = sign_in("1001", javascript=javascript)
    page.goto(f"{city.url}/me/tokens/")
    page.get_by_label("何に使いますか").fill("部活のサイト")
    page.get_by_label("予約する・変える・取り消す").check()
    page.get_by_role("button", name="トークンを作る").tap()
    token = page.get_by_label("トークン", exact=True).input_value()
    done = run_client(city.url, token)
    assert done.stderr == ""
    assert re.fullmatch(r"2026-12-\d\dT\d\d:\d\d:00\+09:00 cancelled\n", done.stdout)

    page.goto(f"{city.url}/me/tokens/")
    expect(page.locator("#main")).to_contain_text("最後に使った日")
    assert token not in page.content()
    page.get_by_text("止める", exact=True).tap()
    page.get_by_role("button", name="このトークンを止める").tap()
    expect(page.locator("#main")).not_to_contain_text("部活のサイト")
    assert "401" in run_client(city.url, token).stderr


def run_client(host: str, token: str) -> "subprocess.CompletedProcess[str]":
    """The ten lines of the documentation, told where and with which token."""
    found = re.search(r"```python\n(.+?)```", DOCUMENTATION.read_text(), re.DOTALL)
    assert found is not None
    told = f'host, token = "{host}", "{token}"'
    client, places = re.subn(r"^host, token = .*$", told, found[1], flags=re.MULTILINE)
    assert places == 1
    return subprocess.run(
        [sys.executable, "-c", client], capture_output=True, text=True, check=False, timeout=60
    )

"""From a sentence on the first page to a booked evening, with and without script, on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.service import Service


@pytest.mark.parametrize("javascript", [True, False])
def test_a_member_finds_an_evening_by_a_sentence_and_books_it(
    city: Service, sign_in: Callable[..., Page], javascript: bool
) -> None:
    page = sign_in("1001", javascript=javascript)
    page.goto(city.url)
    page.get_by_label("いつ").select_option("きょうから7日間")
    page.get_by_label("すること").select_option("音楽")
    page.get_by_role("button", name="さがす").tap()
    expect(page.get_by_role("status")).to_contain_text("件見つかりました")
    expect(page.locator(".fold summary")).to_contain_text("きょうから7日間の夜・2時間使うとして・音を出せる")
    expect(page.locator(".fold form")).to_be_hidden()
    day = page.get_by_role("heading", name="12月4日" if javascript else "12月2日")
    section = page.locator("section", has=day)
    expect(section.get_by_role("article").first).to_contain_text("貫井南児童館")
    section.get_by_role("link", name="音楽室").first.tap()
    expect(page.locator("#book")).to_contain_text("17:00")
    page.locator("main button.go").tap()
    expect(page.locator("h1, .ok").first).to_be_visible()
    page.wait_for_url("**/b/*/")
    expect(page.locator("main")).to_contain_text("17:00–19:00")


def test_the_form_folds_out_again_and_one_more_condition_narrows_the_answer(
    city: Service, open_page: Callable[..., Page]
) -> None:
    page = open_page(f"{city.url}/find/?when=week&part=evening&len=60", javascript=False)
    page.locator(".fold summary").tap()
    page.locator("label", has_text="ドラム").tap()
    page.locator("label", has_text="中学生").tap()
    page.get_by_role("button", name="さがす").tap()
    expect(page.locator(".fold summary")).to_contain_text("中学生・ドラム")
    expect(page.locator(".out summary")).to_contain_text("部屋は、のぞいてあります")
    page.locator(".out summary").tap()
    expect(page.locator(".out")).to_contain_text("ドラムがない部屋です。")

"""A fourteen-year-old registers on a phone, notes the card number, and signs in with it another day."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.service import Service

EITHER = pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])


def go_on(page: Page) -> None:
    page.get_by_role("button", name="つぎへ").tap()


@EITHER
def test_one_question_at_a_time_leads_to_a_card_number_and_it_signs_her_in(
    city: Service, open_page: Callable[..., Page], javascript: bool
) -> None:
    page = open_page(f"{city.url}/in/login/", javascript=javascript)
    page.get_by_role("link", name="登録する", exact=True).tap()
    page.get_by_role("link", name="登録をはじめる").tap()
    expect(page.get_by_text("8のうち1つめ")).to_be_visible()
    page.get_by_label("名前").fill("森そら")
    page.get_by_label("読みかた").fill("もりそら")
    go_on(page)
    page.get_by_label("よび名").fill("そら")
    go_on(page)
    page.get_by_label("年", exact=True).fill("平成24")
    page.get_by_label("月", exact=True).fill("13")
    page.get_by_label("日", exact=True).fill("20")
    go_on(page)
    expect(page.get_by_role("alert")).to_contain_text("月は1から12までの数で入れてください。")
    page.get_by_label("月", exact=True).fill("6")
    go_on(page)
    page.get_by_label("市内に住んでいる").check()
    page.get_by_role("link", name="ひとつもどる").tap()
    expect(page.get_by_label("年", exact=True)).to_have_value("平成24")
    go_on(page)
    page.get_by_label("市内に住んでいる").check()
    go_on(page)
    go_on(page)
    expect(page.get_by_label("日本語", exact=True)).to_be_checked()
    go_on(page)
    page.get_by_label("パスワード").fill("akari-2026")
    go_on(page)
    page.get_by_label("館のきまりを守ります").check()
    go_on(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("これで登録しますか")
    expect(page.locator(".chk")).to_contain_text("2012年6月20日")
    assert "森" not in page.url
    page.get_by_role("button", name="登録する").tap()
    page.wait_for_url("**/join/done/")
    card = page.get_by_role("img", name=re.compile(r"^\d( \d){7}$")).inner_text().replace(" ", "")
    assert len(card) == 8
    another = open_page(f"{city.url}/in/login/", javascript=javascript)
    another.fill("[name=login]", f"{card[:4]} {card[4:]}")
    another.fill("[name=password]", "akari-2026")
    another.get_by_role("button", name="サインインする").tap()
    another.wait_for_url("**/me/")
    expect(another.get_by_text("そらさん")).to_be_visible()


def test_what_is_held_about_her_is_there_to_take_along(city: Service, sign_in: Callable[..., Page]) -> None:
    page = sign_in("1002")
    page.goto(f"{city.url}/me/data/")
    with page.expect_download() as download:
        page.get_by_role("link", name="ファイルを受け取る").tap()
    assert download.value.suggested_filename == "madoakari-my-data.json"
    assert '"call_name": "そら"' in download.value.path().read_text()

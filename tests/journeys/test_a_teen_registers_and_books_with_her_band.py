"""A fourteen-year-old registers on her phone, asks her guardian, comes into a band and books with it."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import CLOCK
from tests.service import Service, service

PEOPLE = Path(__file__).parent / "band_city.py"
BOOKING = re.compile(r"/b/[a-z0-9]{16}/$")
EITHER = pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])


@pytest.fixture
def city() -> Iterator[Service]:
    with service(clock=CLOCK) as served:
        served.manage("shell", "--no-imports", told=PEOPLE.read_text())
        yield served


def go_on(page: Page) -> None:
    page.get_by_role("button", name="次へ").tap()


def answer_the_questions(page: Page) -> None:
    """From the home page to the last look at what was typed, with a slip and a step back."""
    page.get_by_text("メニュー").first.tap()
    page.get_by_role("link", name="はじめて使う人の登録").tap()
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
    page.get_by_role("link", name="1つもどる").tap()
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


def link_in_the_mail(page: Page, city: Service) -> str:
    page.goto(f"{city.url}/outbox/")
    found = re.search(rf"{city.url}/consent/[0-9a-f]{{40}}/", page.content())
    assert found is not None
    return found.group()


@EITHER
def test_she_registers_her_guardian_agrees_and_her_band_has_the_room(
    city: Service, open_page: Callable[..., Page], sign_in: Callable[..., Page], javascript: bool
) -> None:
    # She registers, and is told what comes next
    sora = open_page(city.url, javascript=javascript)
    answer_the_questions(sora)
    expect(sora.get_by_role("heading", level=1)).to_have_text("これで登録しますか")
    expect(sora.locator(".chk")).to_contain_text("2012年6月20日")
    assert "森" not in sora.url
    sora.get_by_role("button", name="登録する").tap()
    sora.wait_for_url("**/join/done/")
    card = sora.get_by_role("img", name=re.compile(r"^\d( \d){7}$")).inner_text().replace(" ", "")
    assert len(card) == 8

    # She asks her guardian, who agrees on a phone of their own
    sora.get_by_role("link", name="保護者の方にお願いする").first.tap()
    evening = sora.locator("ul.bk > li", has_text="17時からの音楽室")
    evening.get_by_label("保護者の方のメールアドレス").fill("yoko@example.org")
    evening.get_by_role("button", name="メールでお願いを送る").tap()
    expect(sora.get_by_role("status")).to_contain_text("お願いを送りました")
    guardian = open_page(city.url, javascript=javascript)
    guardian.goto(link_in_the_mail(guardian, city))
    expect(guardian.get_by_role("main")).to_contain_text("そら")
    guardian.get_by_label("保護者の方のお名前").fill("森 葉子")
    guardian.get_by_label("お子さんとの関係").fill("母")
    guardian.get_by_role("button", name="同意する", exact=True).tap()
    expect(guardian.get_by_role("heading", level=1)).to_have_text("同意を受け取りました")
    guardian.get_by_role("link", name="保護者の方のページを開く").tap()
    expect(guardian.get_by_role("heading", level=1)).to_have_text("保護者の方のページ")
    page_of_the_guardian = guardian.url

    # The leader's link brings her into the band
    leader = sign_in("1001", javascript=javascript)
    leader.get_by_text("メニュー").first.tap()
    leader.get_by_role("navigation", name="メニュー").get_by_role("link", name="グループ").tap()
    leader.get_by_role("link", name="よるかぜバンド").tap()
    leader.get_by_role("button", name="招待を作る").tap()
    sora.goto(leader.get_by_label("招待のリンク").input_value())
    sora.wait_for_url("**/invited/")
    sora.get_by_role("button", name="グループに入る").tap()
    expect(sora.get_by_role("heading", level=1)).to_have_text("よるかぜバンド")
    expect(sora.locator(".bandw li")).to_have_count(2)

    # She books Friday's evening with the band
    sora.get_by_role("link", name="このグループで部屋をさがす").tap()
    sora.get_by_role("button", name="この人たちで見る").tap()
    expect(sora.get_by_role("main")).to_contain_text("よるかぜバンド・2人で使える部屋です。")
    sora.locator(".street").get_by_role("link", name="東児童館").tap()
    sora.get_by_role("link", name="音楽室").first.tap()
    sora.locator("#windows").get_by_role("link", name="空き 12月4日 金曜日 17時から19時").tap()
    sora.get_by_role("button", name="この時間を予約する").tap()
    sora.wait_for_url(BOOKING)
    expect(sora.get_by_role("heading", level=1)).to_have_text("予約できました")
    expect(sora.locator(".big")).to_contain_text("よるかぜバンド・2人")

    # All three see it
    sora.goto(f"{city.url}/me/")
    expect(sora.locator(".nx")).to_contain_text("17:00–19:00")
    leader.goto(f"{city.url}/me/")
    expect(leader.locator(".nx")).to_contain_text("17:00–19:00")
    guardian.goto(page_of_the_guardian)
    expect(guardian.get_by_role("main")).to_contain_text("12月4日(金)")
    expect(guardian.get_by_role("main")).to_contain_text("17:00–19:00")

    # Another day her card number lets her in
    another = open_page(f"{city.url}/in/login/", javascript=javascript)
    another.fill("[name=login]", f"{card[:4]} {card[4:]}")
    another.fill("[name=password]", "akari-2026")
    another.get_by_role("button", name="サインインする").tap()
    another.wait_for_url("**/me/")
    expect(another.get_by_text("そらさん")).to_be_visible()

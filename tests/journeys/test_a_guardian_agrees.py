"""A fourteen-year-old asks for consent by mail, a guardian who reads English agrees on their own phone, the
band books, and the guardian takes it back."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import CLOCK
from tests.journeys.test_every_page_is_for_everybody import axe
from tests.service import Service, service

PEOPLE = Path(__file__).parent / "guardians.py"
EVENING = "/h/higashi/r/band/b/?s=2026-12-04T17:00"


@pytest.fixture
def city() -> Iterator[Service]:
    with service(clock=CLOCK) as served:
        served.manage("shell", "--no-imports", told=PEOPLE.read_text())
        yield served


def link_in_the_mail(page: Page, city: Service, kind: str) -> str:
    page.goto(f"{city.url}/outbox/")
    found = re.search(rf"{city.url}/{kind}/[0-9a-f]{{40}}/", page.content())
    assert found is not None
    return found.group()


def bring_the_band(page: Page, city: Service) -> None:
    page.goto(f"{city.url}/who/?next={EVENING.replace('?', '%3F')}")
    page.get_by_role("radio", name="よるかぜバンド").check()
    page.get_by_label("はるか").check()
    page.get_by_label("そら").check()
    page.get_by_role("button", name="この人たちで見る").tap()
    page.wait_for_url("**/b/?s=*")


def test_a_band_books_once_the_guardian_of_its_youngest_has_agreed(
    city: Service, open_page: Callable[..., Page], sign_in: Callable[..., Page]
) -> None:
    sora = sign_in("1002", javascript=False)
    bring_the_band(sora, city)
    expect(sora.get_by_role("main")).to_contain_text("保護者の方の申しこみがいります")
    sora.get_by_role("link", name="保護者の方にお願いする").tap()
    first = sora.locator("ul.bk > li").first
    expect(first).to_contain_text("まだお願いしていません")
    first.get_by_label("保護者の方のメールアドレス").fill("mary@example.org")
    first.get_by_label("保護者の方が読みやすいことば").select_option("en")
    first.get_by_role("button", name="メールでお願いを送る").tap()
    expect(sora.get_by_role("status")).to_contain_text("お願いを送りました")

    mary = open_page(city.url, javascript=False, locale="en-GB")
    mary.goto(link_in_the_mail(mary, city, "consent"))
    expect(mary.get_by_role("heading", level=1)).to_have_text("Asking for a guardian's consent")
    expect(mary.get_by_role("main")).to_contain_text("For そら to use Higashi Children's Hall")
    mary.get_by_role("button", name="English").first.tap()
    mary.get_by_label("Your name").fill("Mary Mori")
    mary.get_by_label("How you are related to the child").fill("mother")
    mary.get_by_role("button", name="I agree").tap()
    expect(mary.get_by_role("heading", level=1)).to_have_text("We have received your consent")

    sora.goto(f"{city.url}/me/guardians/")
    expect(sora.locator("ul.bk > li").first).to_contain_text("同意が届いています")
    sora.goto(city.url + EVENING)
    sora.get_by_role("button", name="予約する").tap()
    expect(sora.get_by_role("heading", level=1)).to_have_text("予約できました")

    mary.get_by_role("link", name="Open my page").tap()
    expect(mary.get_by_role("main")).to_contain_text("Fri 4 Dec")
    mary.get_by_label("Take my consent back: the music room from 17:00").tap()
    mary.get_by_role("button", name="Take this consent back").tap()
    expect(mary.get_by_role("status")).to_contain_text("You have taken your consent back")
    sora.goto(f"{city.url}/me/guardians/")
    expect(sora.locator("ul.bk > li").first).not_to_contain_text("同意が届いています")


def test_the_pages_of_guardians_are_for_everybody(
    city: Service, open_page: Callable[..., Page], sign_in: Callable[..., Page]
) -> None:
    sora = sign_in("1002", viewport={"width": 320, "height": 844})
    mine = f"{city.url}/me/guardians/"
    sora.goto(mine)
    sora.get_by_role("button", name="リンクをこの画面で見せる").first.tap()
    link = sora.locator("#url").input_value()
    guardian = open_page(link, viewport={"width": 320, "height": 844})
    pages = [
        (sora, mine),
        (sora, f"{mine}paper/?hall=higashi&purpose=craft"),
        (guardian, link),
        (guardian, f"{city.url}/consent/{'e' * 40}/"),
    ]
    for look in ("", "theme-dark", "language-en", "ruby-on"):
        for page, address in pages:
            page.context.add_cookies([{"name": "look", "value": look or "ruby-off", "url": city.url}])
            page.goto(address)
            assert axe(page) == [], (look, address)
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, (look, address)
    guardian.context.add_cookies([{"name": "look", "value": "language-ja", "url": city.url}])
    guardian.goto(link)
    guardian.get_by_label("保護者の方のお名前").fill("森 葉子")
    guardian.get_by_label("お子さんとの関係").fill("母")
    guardian.get_by_role("button", name="同意する", exact=True).tap()
    expect(guardian.get_by_role("heading", level=1)).to_have_text("同意を受け取りました")
    assert axe(guardian) == []
    guardian.get_by_role("link", name="保護者の方のページを開く").tap()
    expect(guardian.get_by_role("heading", level=1)).to_have_text("保護者の方のページ")
    assert axe(guardian) == []
    assert guardian.evaluate("document.documentElement.scrollWidth") <= 320

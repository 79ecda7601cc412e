"""A day at the desk, by keys alone and by touch: who comes and who does not, who calls, what is closed."""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import CLOCK, PEOPLE
from tests.journeys.test_every_page_is_for_everybody import axe
from tests.service import Service, service

DAY = Path(__file__).parent / "desk_day.py"
DESK = "/desk/nukui-minami/"
SIGNED_IN = "**/me/"
WIDE = {"viewport": {"width": 1440, "height": 900}, "is_mobile": False, "has_touch": False}
TABLET = {"viewport": {"width": 1280, "height": 800}, "is_mobile": False}


@pytest.fixture
def hall() -> Iterator[Service]:
    """A day can be played but once."""
    with service(clock=CLOCK) as served:
        served.manage("import_rulebook", "rulebooks/sample/koganei.toml")
        for people in (PEOPLE, DAY):
            served.manage("shell", "--no-imports", told=people.read_text())
        yield served


class Hand:
    """Whoever works a page, by keys or by touch."""

    def __init__(self, page: Page, url: str, *, keys: bool) -> None:
        self.page, self.url, self.keys = page, url, keys

    def go(self, address: str) -> None:
        self.page.goto(self.url + address)

    def press(self, button: Locator) -> None:
        if self.keys:
            button.focus()
            self.page.keyboard.press("Enter")
        else:
            button.tap()

    def tick(self, field: Locator) -> None:
        """A choice: reached by the tab key and ticked by the space bar, or touched by its words."""
        if self.keys:
            field.focus()
            self.page.keyboard.press("Space")
        else:
            field.locator("xpath=ancestor::label").tap()

    def type(self, field: Locator, words: str) -> None:
        if self.keys:
            field.focus()
        else:
            field.tap()
        field.press("ControlOrMeta+a")
        self.page.keyboard.type(words)

    def button(self, words: str) -> Locator:
        return self.page.get_by_role("button", name=words, exact=True)

    def link(self, words: str) -> Locator:
        return self.page.get_by_role("link", name=words, exact=True)

    def says(self, words: str) -> None:
        expect(self.page.locator("body")).to_contain_text(words)


@pytest.mark.parametrize("keys", [True, False], ids=["keys", "touch"])
def test_a_day_at_the_desk(hall: Service, open_page: Callable[..., Page], keys: bool) -> None:
    desk = Hand(signed_in(hall, open_page, "9001", **(WIDE if keys else TABLET)), hall.url, keys=keys)
    three_come(desk)
    nobody_comes_and_the_waiting_band_is_let_in(desk)
    somebody_walks_in(desk)
    an_evening_is_added_and_seen_at_once(desk, open_page)
    somebody_calls_for_that_evening(desk)
    a_room_is_closed_with_two_groups_in_it(desk)
    one_accepts_and_one_chooses(hall, open_page)
    desk.go(f"{DESK}ok/?q=move")
    desk.says("対応待ちはありません")
    assert axe(desk.page) == []


def signed_in(hall: Service, open_page: Callable[..., Page], card: str, **options: object) -> Page:
    page = open_page(f"{hall.url}/in/login/", **options)
    page.fill("[name=login]", card)
    page.fill("[name=password]", "akari-2026")
    page.click("main button.go")
    page.wait_for_url(SIGNED_IN)
    return page


def three_come(desk: Hand) -> None:
    """Of one of them the use is over already: it is noted that they were there."""
    for key, seen in (
        ("earlyhhhhhhhhhhh", "終了"),
        ("playhhhhhhhhhhhh", "利用中"),
        ("salonhhhhhhhhhhh", "利用中"),
    ):
        desk.go(DESK)
        desk.press(desk.page.locator(f"#b-{key}"))
        desk.press(desk.button("受付する"))
        expect(desk.page.locator("aside .tag")).to_have_text(seen)


def nobody_comes_and_the_waiting_band_is_let_in(desk: Hand) -> None:
    desk.go(DESK)
    desk.press(desk.page.locator("#b-missedhhhhhhhhhh"))
    desk.press(desk.link("来なかった"))
    desk.press(desk.button("空きにする"))
    desk.says("この時間を待っている人")
    desk.press(desk.link("待っている人を入れる"))
    desk.says("先に声をかけてください")
    desk.tick(desk.page.locator("[name=wait]").first)
    desk.press(desk.button("今入れる"))
    expect(desk.page.locator("h1")).to_contain_text("音楽室")
    desk.says("ひがしバンド")


def somebody_walks_in(desk: Hand) -> None:
    desk.go(f"{DESK}?b=playhhhhhhhhhhhh")
    desk.press(desk.button("終わり"))
    expect(desk.page.locator("aside .tag")).to_have_text("終了")
    desk.go(f"{DESK}walk-in/")
    desk.tick(desk.page.locator("[name=room][value=playroom]"))
    desk.tick(desk.page.locator("[name=length][value='30']"))
    desk.type(desk.page.locator("#id_elementary"), "3")
    desk.press(desk.button("今入れる"))
    desk.says("名前なし")


def an_evening_is_added_and_seen_at_once(desk: Hand, open_page: Callable[..., Page]) -> None:
    public = open_page(f"{desk.url}/h/nukui-minami/r/salon/?from=2026-12-07&v=list")
    assert public.locator("a[href*='2026-12-09T17:00']").count() == 0
    desk.go(f"{DESK}open/evening/?d=2026-12-09")
    desk.type(desk.page.locator("#from_time"), "17:00")
    desk.type(desk.page.locator("#to_time"), "21:00")
    desk.type(desk.page.locator("#reason_ja"), "夜間開放")
    desk.press(desk.button("開館を足す"))
    desk.says("夜間開放")
    public.reload()
    expect(public.locator("a[href*='2026-12-09T17:00']").first).to_be_visible()


def somebody_calls_for_that_evening(desk: Hand) -> None:
    desk.go(f"{DESK}book/")
    desk.type(desk.page.locator("#id_line"), "サロン 12/9 17-19 高3 山田 090-1234-5678")
    desk.page.keyboard.press("Enter")
    desk.says("予約できます")
    desk.press(desk.page.get_by_role("button", name="予約する"))
    expect(desk.page.locator("h1")).to_contain_text("17:00–19:00")
    with urlopen(f"{desk.url}/feeds/room/nukui-minami/salon.ics") as feed:
        assert "20261209T170000" in feed.read().decode()


def a_room_is_closed_with_two_groups_in_it(desk: Hand) -> None:
    desk.go(f"{DESK}open/close/?d=2026-12-05")
    desk.type(desk.page.locator("#from_time"), "10:00")
    desk.type(desk.page.locator("#to_time"), "17:00")
    desk.tick(desk.page.locator("[name=rooms][value=salon]"))
    desk.type(desk.page.locator("#reason_ja"), "ゆかの工事")
    desk.press(desk.button("使えなくなる予約を見る"))
    desk.says("これで、予約が2件動きます")
    desk.tick(desk.page.locator("[name=b-chooseshhhhhhhhh][value='']"))
    assert axe(desk.page) == []
    desk.press(desk.button("2件に案内して保存する"))
    desk.page.wait_for_url(lambda address: "/open/close/" not in address)
    desk.go(DESK)
    desk.says("移動のお願い 2件")
    desk.go(f"{DESK}ok/?q=move")
    desk.says("ゆかの工事")


def one_accepts_and_one_chooses(hall: Service, open_page: Callable[..., Page]) -> None:
    haruka = signed_in(hall, open_page, "1001")
    haruka.goto(f"{hall.url}/b/acceptshhhhhhhhh/")
    haruka.get_by_role("button", name="この時間にする").tap()
    expect(haruka.locator("main")).not_to_contain_text("館の都合で使えなくなりました")
    sora = signed_in(hall, open_page, "1002")
    sora.goto(f"{hall.url}/b/chooseshhhhhhhhh/")
    sora.locator("form[action$='choose/'] button").first.tap()
    expect(sora.locator("main")).not_to_contain_text("館の都合で使えなくなりました")

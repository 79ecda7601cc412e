"""A day at the desk and at a room's door, by keys alone and by touch: who comes and who does not, who calls,
what is closed and what is opened."""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import AT_HOME, CLOCK, PEOPLE
from tests.journeys.hand import Hand
from tests.journeys.test_every_page_is_for_everybody import axe
from tests.service import Service, service

pytestmark = pytest.mark.timeout(600)
DAY = Path(__file__).parent / "desk_day.py"
DESK = "/desk/nukui-minami/"
WIDE = {"viewport": {"width": 1440, "height": 900}, "is_mobile": False, "has_touch": False}
TABLET = {"viewport": {"width": 1280, "height": 800}, "is_mobile": False}
OLD_TABLET = {"viewport": {"width": 1024, "height": 768}, "is_mobile": False}
EVENING = "12月9日(水) 17:00–21:00"
A_LOOK = 20_000  # milliseconds after which a door asks again


@pytest.fixture
def hall() -> Iterator[Service]:
    """A day can be played but once."""
    with service(clock=CLOCK) as served:
        served.manage("import_rulebook", "rulebooks/sample/koganei.toml")
        for people in (PEOPLE, DAY):
            served.manage("shell", "--no-imports", told=people.read_text())
        yield served


@pytest.mark.parametrize("keys", [True, False], ids=["keys", "touch"])
def test_a_day_at_the_desk(hall: Service, open_page: Callable[..., Page], keys: bool) -> None:
    desk = signed_in(hall, open_page, "9001", keys, **(WIDE if keys else TABLET))
    door = a_tablet_hangs_at_the_salon(desk, open_page)
    two_come_to_the_desk(desk)
    one_comes_to_the_door_with_a_code(door, desk)
    nobody_comes_and_the_waiting_band_is_let_in(desk)
    somebody_walks_in(desk)
    somebody_takes_the_room_at_its_door(door, desk)
    an_evening_is_added_and_seen_at_once(desk, door, open_page)
    somebody_calls_for_that_evening(desk)
    a_room_is_closed_with_two_groups_in_it(desk)
    one_group_accepts_and_one_chooses(hall, open_page, keys)
    desk.go(f"{DESK}ok/?q=move")
    desk.says("対応待ちはありません")
    assert axe(desk.page) == []
    the_net_goes_and_comes_back(door)
    the_tablet_is_lost(desk, door)


def signed_in(
    hall: Service, open_page: Callable[..., Page], card: str, keys: bool, **options: object
) -> Hand:
    page = open_page(f"{hall.url}/in/login/", **options)
    hand = Hand(page, hall.url, keys)
    hand.type(page.locator("[name=login]"), card)
    hand.type(page.locator("[name=password]"), "akari-2026")
    hand.press(page.locator("main button.go"))
    page.wait_for_url(AT_HOME)
    return hand


def a_tablet_hangs_at_the_salon(desk: Hand, open_page: Callable[..., Page]) -> Hand:
    desk.go(f"{DESK}doors/")
    desk.choose(desk.page.locator("#room"), "salon")
    desk.type(desk.page.locator("#name"), "古いタブレット")
    desk.press(desk.button("作る"))
    address = desk.page.locator(".addr").inner_text()
    tablet = open_page(address, **OLD_TABLET)
    tablet.clock.install()
    tablet.reload()
    return Hand(tablet, desk.url, desk.keys)


def two_come_to_the_desk(desk: Hand) -> None:
    """Of one of them the use is over already: it is noted that they were there."""
    for key, seen in (("earlyhhhhhhhhhhh", "終了"), ("playhhhhhhhhhhhh", "利用中")):
        desk.go(DESK)
        desk.press(desk.page.locator(f"#b-{key}"))
        desk.press(desk.does("check_in"))
        expect(desk.page.locator("aside .tag")).to_have_text(seen)


def one_comes_to_the_door_with_a_code(door: Hand, desk: Hand) -> None:
    door.says("予約の時間です")
    assert axe(door.page) == []
    door.type(door.page.locator("#code"), "0427")
    door.press(door.button("受付する"))
    door.says("受付しました")
    door.says("使っています")
    expect(door.page.locator("body")).not_to_contain_text("そら")
    desk.go(f"{DESK}?b=salonhhhhhhhhhhh")
    expect(desk.page.locator("aside .tag")).to_have_text("利用中")


def nobody_comes_and_the_waiting_band_is_let_in(desk: Hand) -> None:
    desk.go(DESK)
    desk.press(desk.page.locator("#b-missedhhhhhhhhhh"))
    desk.press(desk.link("待つ・空きにする"))
    desk.press(desk.button("空きにする"))
    desk.says("この時間を待っている人")
    desk.press(desk.link("待っている人を入れる"))
    desk.says("先に声をかけてください")
    desk.tick(desk.page.locator("[name=wait]").first)
    desk.press(desk.does("book"))
    expect(desk.page.locator("h1")).to_contain_text("音楽室")
    desk.says("ひがしバンド")


def somebody_walks_in(desk: Hand) -> None:
    they_leave(desk, "playhhhhhhhhhhhh")
    desk.go(f"{DESK}walk-in/")
    desk.tick(desk.page.locator("[name=room][value=playroom]"))
    desk.tick(desk.page.locator("[name=length][value='30']"))
    desk.type(desk.page.locator("#id_elementary"), "3")
    desk.press(desk.does("book"))
    desk.says("名前なし")


def somebody_takes_the_room_at_its_door(door: Hand, desk: Hand) -> None:
    they_leave(desk, "salonhhhhhhhhhhh")
    door.page.clock.fast_forward(A_LOOK)
    door.says("予約なしで使えます")
    assert axe(door.page) == []
    door.press(door.page.locator(".wk button").first)
    door.tick(door.page.locator("[name=junior_high][value='2']"))
    assert axe(door.page) == []
    door.press(door.button("使いはじめる"))
    door.says("どうぞ使ってください")
    desk.go(DESK)
    desk.says("とびらから")


def they_leave(desk: Hand, booking: str) -> None:
    desk.go(f"{DESK}?b={booking}")
    desk.press(desk.does("check_out"))
    expect(desk.page.locator("aside .tag")).to_have_text("終了")


def an_evening_is_added_and_seen_at_once(desk: Hand, door: Hand, open_page: Callable[..., Page]) -> None:
    public = open_page(f"{desk.url}/h/nukui-minami/r/salon/?from=2026-12-07&v=list")
    assert public.locator("a[href*='2026-12-09T17:00']").count() == 0
    expect(door.page.locator("body")).not_to_contain_text(EVENING)
    desk.go(f"{DESK}open/evening/?d=2026-12-09")
    desk.type(desk.page.locator("#from_time"), "17:00")
    desk.type(desk.page.locator("#to_time"), "21:00")
    desk.type(desk.page.locator("#reason_ja"), "夜間開放")
    desk.press(desk.button("開館を足す"))
    desk.says("夜間開放")
    public.reload()
    expect(public.locator("a[href*='2026-12-09T17:00']").first).to_be_visible()
    door.page.clock.fast_forward(A_LOOK)
    door.says(EVENING)


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
    for group in ("よるかぜバンド", "読書会"):
        desk.says(group)
    desk.tick(desk.page.locator("[name=b-chooseshhhhhhhhh][value='']"))
    assert axe(desk.page) == []
    desk.press(desk.button("2件に案内して保存する"))
    desk.page.wait_for_url(lambda address: "/open/close/" not in address)
    desk.go(DESK)
    desk.says("移動のお願い 2件")
    desk.go(f"{DESK}ok/?q=move")
    desk.says("ゆかの工事")


def one_group_accepts_and_one_chooses(hall: Service, open_page: Callable[..., Page], keys: bool) -> None:
    answers = {
        "1001": ("acceptshhhhhhhhh", "button:has-text('この時間にする')"),
        "1002": ("chooseshhhhhhhhh", "form[action$='choose/'] button"),
    }
    for card, (booking, answer) in answers.items():
        leader = signed_in(hall, open_page, card, keys, **({"has_touch": False} if keys else {}))
        leader.go(f"/b/{booking}/")
        leader.says("館の都合で使えなくなりました")
        leader.press(leader.page.locator(answer).first)
        expect(leader.page.locator("main")).not_to_contain_text("館の都合で使えなくなりました")


def the_net_goes_and_comes_back(door: Hand) -> None:
    """The last state stays, under a stripe, and nothing is offered that needs the net."""
    stripe = door.page.locator(".stripe")
    expect(stripe).to_be_hidden()
    door.page.context.set_offline(True)
    door.page.clock.fast_forward(A_LOOK)
    expect(stripe).to_be_visible()
    door.says("使っています")
    expect(door.button("職員を呼ぶ")).to_be_hidden()
    door.page.context.set_offline(False)
    door.page.clock.fast_forward(A_LOOK)
    expect(stripe).to_be_hidden()


def the_tablet_is_lost(desk: Hand, door: Hand) -> None:
    desk.go(f"{DESK}doors/")
    desk.press(desk.page.locator("form[action$='/revoke/'] button"))
    expect(desk.page.locator("form[action$='/revoke/']")).to_have_count(0)
    door.page.clock.fast_forward(A_LOOK)
    expect(door.page.locator("#door")).to_have_count(0)
    expect(door.page.locator("body")).not_to_contain_text("中高生サロン")

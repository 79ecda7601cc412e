"""A standing rule is changed from a day on, through its sentence, by keys alone."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import CLOCK
from tests.journeys.hand import Hand
from tests.journeys.test_every_page_is_for_everybody import axe
from tests.journeys.test_staff_use_a_key import OISHI, entered_with_a_key
from tests.service import Service, service

pytestmark = pytest.mark.timeout(600)
RULES = "/desk/nukui-minami/rules/"
PUBLIC = "/h/nukui-minami/rules/"
WIDE = {"viewport": {"width": 1440, "height": 900}, "is_mobile": False, "has_touch": False}
# One that ends as the room closes today, and one that ends an hour before.
BOOKED = """
from booking.models import Person
from facilities.models import Room
from tests.factories import a_booking, span
music = Room.objects.get(facility__slug="nukui-minami", slug="music")
haruka = Person.objects.create_user("1001", "akari-2026", call_name="はるか")
for hours, key in ((("16:00", "17:00"), "latehhhhhhhhhhhh"), (("14:00", "16:00"), "soonhhhhhhhhhhhh")):
    a_booking(music, span("2027-01-07", *hours), haruka, public_id=key)
"""


@pytest.fixture
def house() -> Iterator[Service]:
    with service(clock=CLOCK, running=False) as served:
        served.environment["STAFF_SECOND_FACTOR"] = "1"
        served.start()
        served.manage("import_rulebook", "rulebooks/sample/koganei.toml")
        for told in (OISHI, BOOKED):
            served.manage("shell", "--no-imports", told=told)
        yield served


def test_a_manager_lets_the_band_room_close_earlier(house: Service, open_page: Callable[..., Page]) -> None:
    desk = opened_with_a_second_factor(house, open_page)
    begin_a_draft(desk)
    close_the_band_room_at_four(desk)
    see_what_that_would_mean(desk)
    publish(desk)
    house.manage("publish", "nukui-minami")
    everybody_reads_it_from_that_day_on(house, open_page)


def opened_with_a_second_factor(house: Service, open_page: Callable[..., Page]) -> Hand:
    """The desk opens for nobody who has only a password."""
    page, url = entered_with_a_key(house, open_page, RULES, **WIDE)
    return Hand(page, url, keys=True)


def begin_a_draft(desk: Hand) -> None:
    desk.go(RULES)
    desk.press(desk.page.get_by_role("link", name="直す M2"))
    # The fields of a date take its figures in the order of the reader's own system.
    desk.page.locator("[name=valid_from]").fill("2027-01-05")
    desk.press(desk.button("下書きを始める"))
    desk.page.wait_for_url(f"**{RULES}draft/c/M2/")


def close_the_band_room_at_four(desk: Hand) -> None:
    sentence = desk.page.locator(".fil")
    assert "曜日は、" in sentence.inner_text()
    desk.type(sentence.get_by_label("終わり"), "16:00")
    desk.press(desk.button("文をたしかめる"))
    desk.says("音楽室で、月–土曜日は、10時から16時まで開いています。")
    desk.says("すでにある予約のうち1件は、新しいきまりなら断られます")
    assert axe(desk.page) == []
    desk.press(desk.button("下書きに入れる"))
    desk.says("館の言葉にある「17:00, 21:00」が、データにありません。")
    desk.press(desk.page.get_by_role("link", name="直す M2"))
    desk.type(desk.page.locator("#ja"), "音楽室は10時から16時まで使えます。")
    desk.type(desk.page.locator("#en"), "The band room is open from 10:00 to 16:00.")
    desk.press(desk.button("下書きに入れる"))
    desk.page.wait_for_url(f"**{RULES}draft/")
    assert "データにありません" not in desk.page.inner_text("main")


def test_a_second_press_is_the_first_one_again(house: Service, open_page: Callable[..., Page]) -> None:
    desk = opened_with_a_second_factor(house, open_page)
    begin_a_draft(desk)
    desk.page.locator(".fil").get_by_label("終わり").fill("16:00")
    desk.button("下書きに入れる").dblclick()
    desk.says("館の言葉にある「17:00, 21:00」が、データにありません。")


def see_what_that_would_mean(desk: Hand) -> None:
    desk.press(desk.link("どう変わるかを見る"))
    desk.says("すでにある予約のうち1件は、新しいきまりなら断られます")
    refused = desk.page.locator(".hit tbody tr")
    assert refused.count() == 1
    assert "16:00–17:00" in refused.inner_text()
    desk.press(desk.link("下書きへもどる"))


def publish(desk: Hand) -> None:
    desk.type(desk.page.locator("[name=why]"), "冬は早く閉めるため")
    desk.press(desk.button("2027年1月5日からのきまりにする"))
    desk.page.wait_for_url(f"**{RULES}?on=2027-01-05")
    desk.says("2025年4月1日からの版と変わったところ")
    pair = desk.page.locator(".prs li").filter(has_text="M2").inner_text()
    assert "夜間開放の日は21時までです。" in pair
    assert "音楽室は10時から16時まで使えます。" in pair


def everybody_reads_it_from_that_day_on(house: Service, open_page: Callable[..., Page]) -> None:
    for clock, hour in (("2027-01-04T12:00:00+09:00", 17), ("2027-01-05T00:00:00+09:00", 16)):
        house.start_again(clock)
        page = open_page(f"{house.url}{PUBLIC}", javascript=False)
        assert f"音楽室は10時から{hour}時まで使えます。" in page.inner_text("main")

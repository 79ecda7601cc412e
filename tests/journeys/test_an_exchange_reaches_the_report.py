"""A cross-age exchange from the idea to its place in the plan's report, each by their own page: the hall
makes it and finds rooms, a circle of seniors comes along, a teen and a senior sign up on phones, the desk
counts, and the office reads it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import CLOCK
from tests.service import Service, service

pytestmark = pytest.mark.timeout(600)
CITY = Path(__file__).parent / "exchange_city.py"
NAME = "こまの名人に会う"
CIRCLE = "こまの会"
AFTERWARDS = "2026-12-12T12:30:00+09:00"
DESK = "/desk/honcho/p/"
WIDE = {"viewport": {"width": 1440, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 844}}


@pytest.fixture
def town() -> Iterator[Service]:
    with service(clock=CLOCK) as served:
        served.manage("import_rulebook", "rulebooks/sample/koganei.toml")
        served.manage("shell", "--no-imports", told=CITY.read_text())
        yield served


@pytest.mark.parametrize("javascript", [True, False])
def test_an_exchange_goes_from_the_idea_to_its_place_in_the_report(
    town: Service, open_page: Callable[..., Page], javascript: bool
) -> None:
    def signed_in(card: str, **size: object) -> Page:
        page = open_page(f"{town.url}/in/login/", javascript=javascript, **size)
        page.fill("[name=login]", card)
        page.fill("[name=password]", "akari-2026")
        page.click("main button.go")
        page.wait_for_url(lambda url: "/in/login/" not in url)
        return page

    desk = signed_in("9001", **WIDE)
    it_is_thought_out(town, desk)
    address = it_has_rooms_and_is_public(desk)
    a_circle_of_seniors_comes_along(town, desk, signed_in("1002", **PHONE), address)
    for card, ages in (("1001", {"junior_high": 1}), ("1002", {"senior": 2})):
        somebody_signs_up(signed_in(card, **PHONE), address, ages)
    a_stranger_sees_what_is_left(open_page(address, javascript=javascript, **PHONE))
    town.start_again(AFTERWARDS)
    they_are_counted(town, signed_in("9001", **WIDE))
    it_is_in_the_report(town, signed_in("9002", **WIDE))


def it_is_thought_out(town: Service, desk: Page) -> None:
    desk.goto(town.url + DESK)
    desk.fill("[name=name]", NAME)
    desk.fill("[name=about]", "近所の名人に、こまを教わります。")
    desk.select_option("[name=of]", "B1/honcho")
    desk.fill("[name=met]", "2")
    for ages, places in (("elementary", "12"), ("junior_high", "4"), ("senior", "3")):
        desk.fill(f"[name=places-{ages}]", places)
    desk.get_by_role("button", name="作る").click()
    expect(desk.get_by_role("status")).to_contain_text("日にちを決めて、公開してください。")


def it_has_rooms_and_is_public(desk: Page) -> str:
    """The address at which everybody finds it."""
    desk.fill("[name=first]", "2026-12-12")
    desk.fill("[name=from]", "10:00")
    desk.fill("[name=to]", "12:00")
    desk.get_by_role("checkbox", name="遊戯室").check()
    desk.get_by_role("button", name="日にちを決める").click()
    # The room is lent in bands of the hall's: for its own programme the hall says why it is not.
    expect(desk.get_by_role("alert")).to_contain_text("決まった区切りの時間で貸しています。")
    desk.get_by_role("checkbox", name="遊戯室").check()
    desk.fill("[name=why]", "午前中いっぱい続く、館の行事のため")
    desk.get_by_role("button", name="日にちを決める").click()
    expect(desk.get_by_role("status")).to_contain_text("1回の日にちを決めました。")
    desk.get_by_role("button", name="公開する").click()
    expect(desk.get_by_role("status")).to_contain_text("公開しました。")
    desk.get_by_role("link", name="みんなのページを見る").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text(NAME)
    return desk.url


def a_circle_of_seniors_comes_along(town: Service, desk: Page, phone: Page, address: str) -> None:
    """The hall asks it by its name; whoever leads it answers, and the programme's page names it."""
    desk.goto(town.url + DESK)
    desk.get_by_role("link", name=NAME).click()
    desk.fill("#pn", CIRCLE)
    desk.get_by_role("button", name="さそう").click()
    expect(desk.get_by_role("status")).to_contain_text(f"「{CIRCLE}」をさそいました。")
    phone.goto(address)
    expect(phone.locator(".pg")).to_have_count(0)
    phone.goto(f"{town.url}/g/komanokaihhhhhhh/")
    phone.get_by_role("button", name="いっしょに作ります").click()
    phone.goto(address)
    expect(phone.locator(".pg")).to_contain_text(CIRCLE)


def somebody_signs_up(phone: Page, address: str, ages: dict[str, int]) -> None:
    phone.goto(address)
    for band, count in ages.items():
        phone.fill(f"[name=n-{band}]", str(count))
    phone.locator("[name=d]").first.check()
    phone.locator("#sign-up button.go").click()
    expect(phone.locator(".ss")).to_contain_text("席があります")


def a_stranger_sees_what_is_left(phone: Page) -> None:
    expect(phone.locator("ul.seat")).to_contain_text("あと3人")
    expect(phone.locator("ul.seat")).to_contain_text("あと1人")
    assert "はるか" not in phone.content()
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")


def they_are_counted(town: Service, desk: Page) -> None:
    desk.goto(town.url + DESK)
    desk.get_by_role("link", name=NAME).click()
    desk.get_by_role("link", name="人数を入れる").click()
    for label, count in (("小学生 参加した人", "9"), ("65歳以上 付きそいの人", "1")):
        desk.get_by_label(label).fill(count)
    desk.get_by_role("button", name="人数を入れる").click()
    expect(desk.get_by_role("status")).to_contain_text("人数を入れました。")


def it_is_in_the_report(town: Service, office: Page) -> None:
    office.goto(f"{town.url}/office/plan/2026/")
    row = office.locator(".plan tr", has_text="本町児童館")
    # Beside what the plan prints: five times and 23 people in 2004. Nine children, one teen, two seniors.
    expect(row).to_contain_text("5回")
    expect(row).to_contain_text("23人")
    expect(row).to_contain_text("参加12人")
    row.get_by_role("link", name="記録1件").last.click()
    expect(office.locator("main")).to_contain_text("数えた記録 1件")
    expect(office.locator("main")).to_contain_text(NAME)
    assert "はるか" not in office.content()

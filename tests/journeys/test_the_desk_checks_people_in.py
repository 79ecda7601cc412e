"""An afternoon at the desk: who comes is checked in by two taps or by keys, and the board tells of it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.service import Service

BOARD = "/desk/nukui-minami/"
WIDE = {"viewport": {"width": 1440, "height": 900}, "is_mobile": False, "has_touch": False}
PEOPLE = Path(__file__).parent / "desk_people.py"
AWAY = "通信が切れています。16:10 の情報です。紙に印刷する"


@pytest.fixture(scope="module", autouse=True)
def _afternoon(city: Service) -> None:
    city.manage("shell", "--no-imports", told=PEOPLE.read_text())


def look_again(page: Page) -> None:
    """As when somebody comes back to the window: the board asks at once what is new."""
    page.evaluate("dispatchEvent(new Event('focus'))")


def test_two_taps_check_a_band_in_and_undo_takes_it_back(city: Service, sign_in: Callable[..., Page]) -> None:
    page = sign_in("9001", viewport={"width": 768, "height": 1024})
    page.goto(city.url + BOARD)
    page.locator("#b-musichhhhhhhhhhh").tap()
    expect(page.locator("#part-high_school")).to_have_value("3")
    page.get_by_role("button", name="受付する", exact=True).tap()
    expect(page.locator("#sel")).to_be_focused()
    expect(page.locator("aside .tag")).to_have_text("利用中")
    expect(page.locator("#board dd").first).to_have_text("5人")
    page.get_by_role("button", name="受付をもどす").tap()
    expect(page.locator("aside .tag")).to_have_text("来ていません")


@pytest.mark.parametrize("width", [1024, 390])
def test_in_the_lists_of_a_narrow_board_who_was_never_checked_in_stays_amber(
    city: Service, sign_in: Callable[..., Page], width: int
) -> None:
    """Below 1180 px what is over is left out of the lanes: this is what must not go with it."""
    page = sign_in("9001", viewport={"width": width, "height": 844})
    page.goto(city.url + BOARD)
    block = page.locator("#b-untoldhhhhhhhhhh")
    expect(block).to_be_visible()
    expect(block).to_contain_text("人数がまだ")
    amber = page.locator(".kinds .k-open").evaluate("one => getComputedStyle(one).backgroundColor")
    expect(block).to_have_css("background-color", amber)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    block.tap()
    expect(page.locator("#sel")).to_be_focused()
    expect(page.locator("aside .tag")).to_have_text("受付なしで終了")


def test_without_script_the_same_is_done_by_forms(city: Service, sign_in: Callable[..., Page]) -> None:
    page = sign_in("9001", javascript=False)
    page.goto(f"{city.url}{BOARD}?v=list")
    page.locator("#b-playhhhhhhhhhhhh").tap()
    page.fill("#part-elementary", "7")
    # It is over: nobody is let in any more, and only the numbers are asked.
    page.get_by_role("button", name="来た人数を入れる").tap()
    expect(page.locator("aside .tag")).to_have_text("終了")
    expect(page.locator("#total")).to_have_text("7")


def test_keys_alone_walk_the_lanes_open_a_block_and_check_in(
    city: Service, sign_in: Callable[..., Page]
) -> None:
    page = sign_in("9001", **WIDE)
    page.goto(city.url + BOARD)
    page.locator("#room-music").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#b-musichhhhhhhhhhh")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#b-eveninghhhhhhhhh")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#b-salonhhhhhhhhhhh")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#sel")).to_be_focused()
    more = page.get_by_role("button", name="中学生 +1")
    more.first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#total")).to_have_text("5")
    page.get_by_role("button", name="受付する", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator("aside .tag")).to_have_text("利用中")


def test_what_another_desk_does_comes_by_polling_and_moves_no_focus(
    city: Service, sign_in: Callable[..., Page]
) -> None:
    page, other = sign_in("9001", **WIDE), sign_in("9001", **WIDE)
    page.goto(city.url + BOARD)
    page.locator("#b-eveninghhhhhhhhh").focus()
    other.goto(f"{city.url}{BOARD}?b=musichhhhhhhhhhh")
    other.get_by_role("button", name="受付する", exact=True).click()
    expect(other.locator("aside .tag")).to_have_text("利用中")
    with page.expect_response(lambda answer: answer.status == 200):
        look_again(page)
    expect(page.locator("li.s-in #b-musichhhhhhhhhhh")).to_be_visible()
    expect(page.locator("#said")).to_have_text("音楽室 よるかぜバンド 利用中")
    expect(page.locator("#b-eveninghhhhhhhhh")).to_be_focused()
    with page.expect_response(lambda answer: answer.status == 304):
        look_again(page)
    expect(page.locator("li.s-in #b-musichhhhhhhhhhh")).to_be_visible()


def test_the_last_board_stays_while_the_net_is_away(city: Service, sign_in: Callable[..., Page]) -> None:
    page = sign_in("9001", **WIDE)
    page.goto(city.url + BOARD)
    page.context.set_offline(True)
    page.wait_for_function("!navigator.onLine")
    look_again(page)
    expect(page.get_by_role("alert")).to_have_text(AWAY)
    expect(page.locator("#b-eveninghhhhhhhhh")).to_be_visible()
    page.context.set_offline(False)
    page.wait_for_function("navigator.onLine")
    look_again(page)
    expect(page.locator("#away")).to_be_hidden()


def test_a_room_for_free_use_is_counted_by_the_tap(city: Service, sign_in: Callable[..., Page]) -> None:
    page = sign_in("9001", viewport={"width": 390, "height": 844})
    page.goto(city.url + BOARD)
    page.locator("#seats-corner").tap()
    for count in ("1", "2"):
        page.get_by_role("button", name="小学生を1人ふやす").tap()
        expect(page.get_by_label("小学生", exact=True)).to_have_value(count)
    expect(page.locator("#seats-corner")).to_have_text("今 2 / 24席")

"""The main job, in a real browser: from the week of windows to a booking and back."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import WEEK
from tests.service import Service

BOOKING = re.compile(r"/b/[a-z0-9]{16}/$")
EITHER = pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])


def window(page: Page, name: str) -> Locator:
    return page.locator("#windows").get_by_role("link", name=name, exact=True)


def give_back(page: Page) -> None:
    """Presses the undo of a booking that was made just now."""
    page.get_by_role("button", name="取り消す", exact=True).tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("取り消しました")


@EITHER
def test_two_taps_book_a_lit_window_and_giving_it_back_lights_it_again(
    city: Service, sign_in: Callable[..., Page], javascript: bool
) -> None:
    page = sign_in("1001", javascript=javascript)
    page.goto(city.url + WEEK)
    evening = "空き 12月4日 金曜日 17時から18時"
    window(page, evening).tap()
    page.get_by_role("button", name="この時間を予約する").tap()
    page.wait_for_url(BOOKING)
    booking = page.url
    expect(page.get_by_role("heading", level=1)).to_have_text("予約できました")
    expect(page.locator(".big")).to_contain_text("17:00–19:00")

    page.goto(f"{city.url}/me/")
    expect(page.locator("#nx")).to_contain_text("次の予約・あさって")
    expect(page.locator(".nx")).to_contain_text("貫井南児童館 音楽室", use_inner_text=True)

    page.goto(city.url + WEEK)
    expect(window(page, evening)).to_have_count(0)
    expect(window(page, "あなたの予約 12月4日 金曜日 17時から19時")).to_be_visible()

    page.goto(booking)
    give_back(page)
    page.goto(city.url + WEEK)
    expect(window(page, evening)).to_be_visible()


def test_the_sheet_marks_all_of_a_longer_use_and_leaves_the_weeks_address(
    city: Service, sign_in: Callable[..., Page]
) -> None:
    page = sign_in("1001")
    page.goto(city.url + WEEK)
    window(page, "空き 12月4日 金曜日 17時から18時").tap()
    expect(page.locator("#windows a.picked")).to_have_count(2)
    page.get_by_role("radio").first.check()
    expect(page.locator("#windows a.picked")).to_have_count(1)
    assert page.url == city.url + WEEK
    page.get_by_role("link", name="とじる").tap()
    expect(page.locator("#windows a.picked")).to_have_count(0)
    assert page.url == city.url + WEEK


def test_an_hour_that_lies_inside_ones_bookings_on_every_day_keeps_its_height(
    city: Service, sign_in: Callable[..., Page]
) -> None:
    page = sign_in("1001")
    for evening in ("空き 12月2日 水曜日 17時から18時", "空き 12月4日 金曜日 17時から18時"):
        page.goto(city.url + WEEK)
        window(page, evening).tap()
        page.get_by_role("button", name="この時間を予約する").tap()
        page.wait_for_url(BOOKING)
    page.goto(city.url + WEEK)
    rows = page.locator("#windows tbody tr:not(.gap)")
    assert min(rows.evaluate_all("rows => rows.map(row => row.getBoundingClientRect().height)")) >= 36
    for _ in range(2):
        page.goto(f"{city.url}/me/")
        page.locator(".nx ~ .act").first.get_by_text("使わない").tap()
        page.get_by_role("button", name="予約を取り消す").tap()
        expect(page.get_by_role("heading", level=1)).to_have_text("取り消しました")


@EITHER
def test_a_booking_moves_to_another_time_and_keeps_its_address(
    city: Service, sign_in: Callable[..., Page], javascript: bool
) -> None:
    page = sign_in("1001", javascript=javascript)
    page.goto(city.url + WEEK)
    window(page, "空き 12月5日 土曜日 10時から11時").tap()
    page.get_by_role("button", name="この時間を予約する").tap()
    page.wait_for_url(BOOKING)
    booking = page.url
    page.get_by_role("link", name="時間を変える").tap()
    window(page, "空き 12月5日 土曜日 14時から15時").tap()
    page.get_by_role("button", name="この時間に変える").tap()
    page.wait_for_url(booking)
    expect(page.locator(".big")).to_contain_text("14:00–16:00")
    page.get_by_role("button", name="もとの時間にもどす").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("もとにもどしました")
    expect(page.locator(".big")).to_contain_text("10:00–12:00")
    page.get_by_role("link", name="使わないので空ける").tap()
    page.get_by_role("button", name="予約を取り消す").tap()
    page.get_by_role("button", name="もとにもどす").tap()
    expect(page.locator(".big")).to_contain_text("10:00–12:00")
    give_back(page)


@EITHER
def test_somebody_who_is_not_signed_in_comes_back_to_the_same_window(
    city: Service, open_page: Callable[..., Page], javascript: bool
) -> None:
    page = open_page(city.url + WEEK, javascript=javascript)
    window(page, "空き 12月3日 木曜日 16時から17時").tap()
    page.get_by_label("カード番号かメールアドレス").fill("1001")
    page.get_by_label("パスワード").fill("akari-2026")
    page.get_by_role("button", name="サインインして、この時間にもどる").tap()
    page.wait_for_url("**/b/?s=2026-12-03T16:00&e=2026-12-03T17:00")
    expect(page.get_by_role("button", name="この時間を予約する")).to_be_visible()


@EITHER
def test_a_junior_high_student_is_told_which_clause_says_no_and_what_would_be_possible(
    city: Service, sign_in: Callable[..., Page], javascript: bool
) -> None:
    page = sign_in("1002", javascript=javascript)
    page.goto(f"{city.url}{WEEK}b/?s=2026-12-04T20:00")
    expect(page.get_by_role("heading", level=1)).to_have_text("この時間は予約できません")
    expect(page.locator(".ref h2")).to_have_text("中学生が使えるのは、20:00までです")
    expect(page.locator(".law")).to_contain_text("館のきまり M4")
    page.get_by_role("link", name="きまりを読む").tap()
    expect(page.locator("#M4")).to_contain_text("中学生は20時までに帰ります。")
    page.go_back()
    page.locator(".ref .go").tap()
    page.get_by_role("button", name="この時間を予約する").tap()
    page.wait_for_url(BOOKING)
    give_back(page)


def test_a_week_lights_up_for_those_who_come(city: Service, sign_in: Callable[..., Page]) -> None:
    page = sign_in("1002")
    page.goto(city.url + WEEK)
    assert window(page, "条件があります 12月4日 金曜日 20時から21時").count() == 1
    page.get_by_role("link", name="使う人を変える").tap()
    page.get_by_label("小学生").fill("2")
    page.get_by_role("button", name="この人たちで見る").tap()
    expect(page.locator("#windows a.lit")).to_have_count(0)
    expect(page.locator(".whys")).to_contain_text("館のきまり M1")

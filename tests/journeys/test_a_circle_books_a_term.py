"""A leader of a cross-age circle books a term of fortnightly Saturdays around closures, on a phone."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import CLOCK
from tests.journeys.test_every_page_is_for_everybody import axe
from tests.service import Service, service

HERE = Path(__file__).parent
HALL = "/h/sakura/r/hall/"
SERIES = re.compile(r"/s/[a-z0-9]{16}/$")
EITHER = pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])


@pytest.fixture
def city() -> Iterator[Service]:
    """A district centre that is lent half a year ahead, with a circle of three ages."""
    with service(clock=CLOCK) as served:
        served.manage("import_rulebook", str(HERE / "circle.toml"))
        served.manage("shell", "--no-imports", told=(HERE / "circle_people.py").read_text())
        yield served


def headline(page: Page, words: str) -> None:
    expect(page.locator("#dates")).to_have_text(words)


@EITHER
def test_a_term_of_fortnightly_saturdays_is_booked_around_closures_and_changed_later(
    city: Service, sign_in: Callable[..., Page], javascript: bool
) -> None:
    page = sign_in("2001", javascript=javascript)

    # From the week of windows to the form
    page.goto(city.url + HALL)
    page.locator("#windows").get_by_role("link", name="空き 12月5日 土曜日 13時から17時").tap()
    page.get_by_role("link", name="くりかえして予約する").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("くりかえして予約する")
    expect(page.locator(".who")).to_contain_text("けん玉の会・7人")
    page.get_by_label("2週間ごとの土曜日").check()
    page.get_by_role("button", name="日にちをたしかめる").tap()

    # Every date before anything is booked: New Year, somebody else, a floor that is being polished
    headline(page, "9回のうち6回予約できます")
    dates = page.locator(".dates > li")
    expect(dates.nth(2)).to_contain_text("この時間はお休みです(年末年始)")
    expect(dates.nth(2)).to_contain_text("館のきまり S2")
    expect(dates.nth(3)).to_contain_text("1月16日(土)・予約あり")
    expect(dates.nth(5)).to_contain_text("この時間はお休みです(床の手入れ)")
    assert axe(page) == [] if javascript else True
    assert page.evaluate("document.documentElement.scrollWidth") <= 390

    # Into another room, to another day; one is skipped
    page.get_by_role("link", name="1月16日(土)を、1月16日(土) 13:00–17:00 和室にずらす").tap()
    headline(page, "9回のうち7回予約できます")
    page.get_by_role("link", name="2月13日(土)を、2月14日(日) 13:00–17:00にずらす").tap()
    headline(page, "9回のうち8回予約できます")
    page.get_by_role("link", name="3月27日(土)をとばす").tap()
    expect(dates.last).to_contain_text("とばします")
    page.get_by_role("button", name="7回をまとめて予約する").tap()

    # All of them stand
    page.wait_for_url(SERIES)
    series = page.url
    expect(page.get_by_role("heading", level=1)).to_have_text("くりかえして予約しました")
    expect(dates).to_have_count(7)
    expect(dates.nth(2)).to_contain_text("和室")
    assert axe(page) == [] if javascript else True

    # Whoever meets there sees the term as one
    riku = sign_in("2002", javascript=javascript)
    expect(riku.locator(".nx")).to_contain_text("12月5日(土)")
    expect(riku.locator(".bk").first).to_contain_text("くりかえし(ほかに5回)")

    # One date alone, then all from the end of January on
    page.get_by_role("link", name="12月19日(土)の予約を見る").tap()
    page.get_by_role("link", name="この日だけ空ける").tap()
    page.get_by_role("button", name="予約を取り消す").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("取り消しました")
    page.goto(series)
    expect(dates.nth(1)).to_contain_text("取り消しました")
    page.get_by_role("link", name="1月30日(土)の予約を見る").tap()
    page.get_by_role("link", name="時間を変える").tap()
    page.wait_for_url("**/move/")
    page.goto(f"{page.url}?s=2027-01-30T09:00")
    page.get_by_label("この日からあと全部").check()
    page.get_by_role("button", name="この時間に変える").tap()
    headline(page, "4回のうち3回変えられます")
    expect(dates.nth(1)).to_contain_text("今は 2月14日(日) 13:00–17:00")
    page.get_by_role("link", name="変えられない日は、今のままにする").tap()
    page.get_by_role("button", name="3回の時間を変える").tap()
    page.wait_for_url(series)
    expect(dates.nth(3)).to_contain_text("9:00–12:00")
    expect(dates.nth(4)).to_contain_text("13:00–17:00")

    # And the rest is given back
    page.get_by_role("link", name="これからを全部空ける").tap()
    page.get_by_role("button", name="6回の予約を取り消す").tap()
    page.wait_for_url(series)
    expect(page.locator(".big")).to_contain_text("これから0回")

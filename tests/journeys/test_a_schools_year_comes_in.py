"""A school's year comes in as a file, without script: looked at, decided, seen, changed, and taken back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.calendars import a_file, days, hours, vevent
from tests.service import Service

PAGE = "/desk/nukui-minami/open/calendars/"
WEEK = "/h/nukui-minami/r/music/?from=2026-12-07"
PEOPLE = Path(__file__).parent / "desk_people.py"
EXAM = vevent(*days("20261207", "20261210"), uid="1", title="2学期期末考査")
CONTEST = vevent(*hours("20261211", "1300", "1630"), uid="2", title="合唱コンクール")


@pytest.fixture(scope="module", autouse=True)
def _staff(city: Service) -> None:
    city.manage("shell", "--no-imports", told=PEOPLE.read_text())


def bring(page: Page, city: Service, data: bytes) -> None:
    page.goto(city.url + PAGE)
    page.fill("#name", "緑中学校")
    page.set_input_files("#file", {"name": "year.ics", "mimeType": "text/calendar", "buffer": data})
    page.get_by_role("button", name="ファイルを読む").click()


def test_a_schools_year_is_brought_in_and_taken_back(
    city: Service, sign_in: Callable[..., Page], open_page: Callable[..., Page]
) -> None:
    page = sign_in("9001", javascript=False)
    page.goto(city.url + PAGE)
    expect(page.get_by_text("まだ何も取りこんでいません。")).to_be_visible()
    bring(page, city, a_file(EXAM, vevent(*hours("20261211", "1600", "1500"), uid="3", title="職員会議")))
    expect(page.locator("#errors")).to_contain_text("「職員会議」:終わりが、始まりよりあとではありません")

    bring(page, city, a_file(EXAM, CONTEST))
    page.get_by_text("取りこまない予定 1件").click()
    page.get_by_label("合唱コンクール").select_option("hold")
    page.get_by_label("音楽室").check()
    page.get_by_role("button", name="取りこむ").click()
    expect(page.locator(".mo")).to_contain_text("緑中学校 定期考査")
    stranger = open_page(city.url + WEEK)
    expect(stranger.locator(".whys").first).to_contain_text("12月7日(月) 緑中学校 定期考査")

    bring(page, city, a_file(CONTEST))
    expect(page.get_by_text("ファイルからなくなった予定")).to_be_visible()
    page.get_by_role("button", name="取りこむ").click()
    expect(page.locator(".mo")).not_to_contain_text("緑中学校")
    stranger.goto(city.url + WEEK)
    expect(stranger.locator("body")).not_to_contain_text("緑中学校")

    # The exams that its last file has taken away come back.
    page.goto(city.url + "/desk/nukui-minami/open/?m=2026-12&d=2026-12-07")
    page.locator(".log").get_by_role("button", name="もどす").first.click()
    expect(page.locator(".mo")).to_contain_text("緑中学校 定期考査")
    stranger.goto(city.url + WEEK)
    expect(stranger.locator(".whys").first).to_contain_text("12月7日(月) 緑中学校 定期考査")

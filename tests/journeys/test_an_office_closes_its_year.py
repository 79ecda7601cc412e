"""An office closes a fiscal year: it writes its own words, closes, and what a hall counts afterwards stands
beside the frozen figure, with the office's word on why; the page, the report and the PDF say so alike."""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import CLOCK
from tests.service import Service, service

pytestmark = pytest.mark.timeout(600)
CITY = Path(__file__).parent / "year_city.py"
WIDE = {"viewport": {"width": 1440, "height": 900}}
SAID = "年代をこえた交流が、館の外でも続きました。"
WHY = "11月22日の人数が、あとから届きました。"
YEAR = "/office/year/children/2025/"


@pytest.fixture
def town() -> Iterator[Service]:
    with service(clock=CLOCK) as served:
        served.manage("import_rulebook", "rulebooks/sample/koganei.toml")
        served.manage("shell", "--no-imports", told=CITY.read_text())
        yield served


def test_an_office_closes_its_year_and_a_later_correction_stands_beside_it(
    town: Service, open_page: Callable[..., Page]
) -> None:
    def signed_in(card: str) -> Page:
        page = open_page(f"{town.url}/in/login/", javascript=False, **WIDE)
        page.fill("[name=login]", card)
        page.fill("[name=password]", "akari-2026")
        page.click("main button.go")
        page.wait_for_url(lambda url: "/in/login/" not in url)
        return page

    office = signed_in("9002")
    it_writes_its_own_words(town, office)
    it_closes_the_year(office)
    a_hall_counts_what_was_left(town, signed_in("9001"))
    it_says_why_the_figure_is_another(town, office)
    the_plans_page_says_both(town, office)
    the_report_and_the_pdf_say_so_too(town, office)


def it_writes_its_own_words(town: Service, office: Page) -> None:
    """From the plan's table, by the menu."""
    office.goto(f"{town.url}/office/plan/2025/")
    office.get_by_role("link", name="課の年度").click()
    office.select_option("select[name=y]", "2025")
    office.get_by_role("button", name="見る").click()
    row = office.locator(".yrow", has_text="異年齢")
    row.locator("textarea").first.fill(SAID)
    row.get_by_role("button", name="B1の言葉を保存する").click()
    expect(office.locator(".yrow", has_text="異年齢").locator("textarea").first).to_have_value(SAID)


def it_closes_the_year(office: Page) -> None:
    expect(office.locator(".closing")).to_contain_text("人数がまだの記録が1件あります。")
    office.get_by_role("button", name="令和7年度をしめる").click()
    expect(office.locator(".closing")).to_contain_text("令和8年12月2日にしめました。")


def a_hall_counts_what_was_left(town: Service, desk: Page) -> None:
    desk.goto(f"{town.url}/desk/honcho/p/")
    desk.get_by_role("link", name="むかしの歌を、バンドで。").click()
    desk.locator("li", has_text="11月22日").get_by_role("link", name="人数を入れる").click()
    desk.get_by_label("小学生 参加した人").fill("5")
    desk.get_by_role("button", name="人数を入れる").click()
    expect(desk.get_by_role("status")).to_contain_text("人数を入れました。")


def it_says_why_the_figure_is_another(town: Service, office: Page) -> None:
    office.goto(town.url + YEAR)
    figure = office.locator(".yfig > li", has=office.locator(".since")).first
    figure.get_by_text("訂正を書く").click()
    figure.get_by_label("数がちがうわけ").fill(WHY)
    figure.get_by_role("button", name="訂正を保存する").click()
    expect(office.locator(".since").first).to_contain_text(WHY)


def the_plans_page_says_both(town: Service, office: Page) -> None:
    office.goto(f"{town.url}/office/plan/2025/")
    table = office.locator("table.plan")
    for words in (SAID, WHY, "令和8年12月2日に凍結", "参加8人"):
        expect(table).to_contain_text(words)


def the_report_and_the_pdf_say_so_too(town: Service, office: Page) -> None:
    report = town.manage("plan_report", "--year", "2025")
    answer = office.request.get(f"{town.url}/office/plan/2025/?as=pdf")
    pages = pypdfium2.PdfDocument(BytesIO(answer.body()))
    paper = "".join(page.get_textpage().get_text_range() for page in pages)
    flat = "".join(paper.split())
    for words in (SAID, WHY, "令和8年12月2日に凍結", "参加8人"):
        assert words in report
        assert words in flat

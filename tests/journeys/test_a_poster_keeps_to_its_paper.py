"""However much a month holds, its poster is one sheet, and nothing on it runs into the line at its foot."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import CLOCK
from tests.journeys.test_every_page_is_for_everybody import look_at
from tests.service import Service, service

CITY = Path(__file__).parent / "poster_city.py"
POSTER = "/h/nukui-minami/print/2026-12/"
# How far the lowest letter of the columns stands above the line at the foot, in pixels of the screen.
ABOVE_THE_FOOT = """() => {
  const foot = document.querySelector(".by").getBoundingClientRect().top;
  const bottoms = [...document.querySelectorAll(".low *")].map(one => one.getBoundingClientRect().bottom);
  return foot - Math.max(...bottoms);
}"""


@pytest.fixture(scope="module")
def hall() -> Iterator[Service]:
    with service(clock=CLOCK) as served:
        served.manage("import_rulebook", "rulebooks/sample/koganei.toml")
        served.manage("shell", "--no-imports", told=CITY.read_text())
        yield served


@pytest.mark.parametrize("look", ["light", "english"])
@pytest.mark.parametrize("ink", ["", "?ink=save"])
def test_what_has_no_room_is_counted_and_not_cut_off(
    hall: Service, open_page: Callable[..., Page], look: str, ink: str
) -> None:
    page = open_page(hall.url)
    look_at(page, look, hall.url)
    page.goto(f"{hall.url}{POSTER}{ink}")
    assert page.evaluate(ABOVE_THE_FOOT) >= 0
    shown, more = page.locator(".evs li").count(), page.locator(".evs > p").inner_text()
    assert shown >= 2
    assert str(5 - shown) in more

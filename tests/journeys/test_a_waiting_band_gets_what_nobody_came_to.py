"""Nobody comes to the band room: the desk releases it, the band that waits is offered what is left of it,
says yes and comes. By keys alone, and by touch."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PEOPLE
from tests.journeys.hand import Hand
from tests.journeys.test_a_day_at_the_desk import DESK, TABLET, WIDE, signed_in
from tests.journeys.test_every_page_is_for_everybody import axe
from tests.service import Service, service, wait_for

pytestmark = pytest.mark.timeout(600)
# Ten minutes before the hour: so long is what is left held for each who waits, and the key is handed out.
TEN_TO_FIVE = "2026-12-02T16:50:00+09:00"
BAND = "ひがしバンド"


@pytest.fixture
def hall() -> Iterator[Service]:
    with service(clock=TEN_TO_FIVE) as served:
        served.manage("import_rulebook", "rulebooks/sample/koganei.toml")
        for people in (PEOPLE, Path(__file__).parent / "waiting_band.py"):
            served.manage("shell", "--no-imports", told=people.read_text())
        yield served


@pytest.mark.parametrize("keys", [True, False], ids=["keys", "touch"])
def test_a_waiting_band_gets_what_nobody_came_to(
    hall: Service, open_page: Callable[..., Page], keys: bool
) -> None:
    desk = signed_in(hall, open_page, "9001", keys, **(WIDE if keys else TABLET))
    band = signed_in(hall, open_page, "1003", keys, **({"has_touch": False} if keys else {}))
    nobody_comes(desk)
    offer = the_band_is_offered_what_is_left(band, hall)
    the_desk_sees_for_whom_it_is_held(desk)
    the_band_says_yes(band)
    the_band_comes(desk, offer)


def nobody_comes(desk: Hand) -> None:
    desk.go(DESK)
    desk.press(desk.page.locator("#b-missedhhhhhhhhhh"))
    desk.press(desk.link("待つ・空きにする"))
    desk.press(desk.button("空きにする"))
    desk.says("この時間を待っている人")
    desk.says(BAND)


def the_band_is_offered_what_is_left(band: Hand, hall: Service) -> str:
    """As soon as the worker has asked the line; the offer's key."""

    def answer() -> bool:
        band.go("/me/")
        return band.link("返事をする").count() > 0

    wait_for(answer, "an offer", hall.log)
    band.press(band.link("返事をする"))
    band.says("空きました。使いますか")
    band.says("17:00–18:00")
    assert axe(band.page) == []
    return band.page.url.rstrip("/").rsplit("/", 1)[1]


def the_desk_sees_for_whom_it_is_held(desk: Hand) -> None:
    desk.page.reload()
    desk.says(f"{BAND}に案内中(17:00まで)")


def the_band_says_yes(band: Hand) -> None:
    band.press(band.page.locator("form[action$='/accept/'] button"))
    expect(band.page.locator("h1")).to_contain_text("予約")
    band.says("17:00–18:00")


def the_band_comes(desk: Hand, offer: str) -> None:
    desk.go(DESK)
    desk.press(desk.page.locator(f"#b-{offer}"))
    desk.says(BAND)
    desk.press(desk.does("check_in"))
    expect(desk.page.locator("aside .tag")).to_have_text("利用中")

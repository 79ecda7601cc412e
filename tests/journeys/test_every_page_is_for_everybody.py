"""Every page, by eye, by ear and by key: axe finds nothing, nothing scrolls sideways, keys reach all."""

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import WEEK
from tests.service import Service

PUBLIC = [
    "/",
    "/l/",
    "/h/nukui-minami/",
    "/h/higashi-bunkan/",
    WEEK,
    f"{WEEK}?v=list",
    "/h/nukui-minami/rules/",
    "/h/higashi-bunkan/rules/",
    "/network/",
    "/lectures/",
    "/talents/",
    "/supported/",
    "/h/nukui-minami/print/2026-12/",
    "/h/higashi-bunkan/print/2026-12/?t=grid",
    "/month/children/",
    "/month/grown-ups/",
    "/news/",
    "/write/",
    "/write/mine/",
    "/p/",
    "/p/calendar/",
    "/calendar/",
]
FOUND = "/find/?when=week&part=evening&len=60&n=3&age=junior_high&age=high_school"
VAIN = "/find/?when=today&part=evening&len=480&eq=drums&n=7"
SLOT = f"{WEEK}b/?s=2026-12-04T17:00"
ACCOUNT = [
    "/join/",
    "/join/name/",
    "/join/birth/",
    "/join/ties/",
    "/join/contact/",
    "/join/language/",
    "/join/password/",
    "/join/rules/",
    "/join/first/",
    "/h/nukui-minami/courses/",
    "/in/login/",
    "/in/login/code/",
    "/in/password/reset/",
    "/outbox/",
    SLOT,
    f"{WEEK}b/?s=nonsense",
    "/find/",
    FOUND,
    VAIN,
    "/nowhere/",
]
SERIES = f"{WEEK}series/?s=2026-12-05T14:00&often=1w&times=5"
OWN = [
    "/me/",
    "/me/notices/",
    "/me/registration/",
    "/me/data/",
    "/me/data/forget/",
    "/me/talent/",
    "/join/done/",
    "/me/calendar/",
    "/me/guardians/",
    "/me/waits/",
    f"{WEEK}wait/?s=2026-12-03T12:00&e=2026-12-03T13:00",
    "/who/",
    FOUND,
    SLOT,
    f"{WEEK}b/?s=2026-12-03T12:00",
    SERIES,
    "/in/logout/",
]
GROUP = "/g/yorukazebandhhhh/"
OWN += ["/g/", "/g/new/", GROUP, f"{GROUP}roster/", f"{GROUP}register/koganei/"]
OWN += [f"{GROUP}talent/", f"{GROUP}supported/"]
NOON = "d=2026-12-03&b=noonhhhhhhhhhhhh"
DESK = [
    "/desk/nukui-minami/",
    f"/desk/nukui-minami/?{NOON}",
    f"/desk/nukui-minami/?v=table&{NOON}",
    "/desk/nukui-minami/?v=list&r=music",
    *(
        f"/desk/nukui-minami/{page}"
        for page in (
            "book/",
            "walk-in/",
            "b/",
            "b/noonhhhhhhhhhhhh/",
            "b/noonhhhhhhhhhhhh/move/",
            "b/noonhhhhhhhhhhhh/party/",
            "open/",
            "open/?d=2026-12-09",
            "open/close/?d=2026-12-09",
            "open/festival/?d=2026-12-09",
            "open/copy/?d=2026-12-09",
            "open/evening/?d=2026-12-09",
            "open/warning/?d=2026-12-02",
            "open/now/",
            "ok/",
            "people/",
            "people/new/",
            "g/",
            "g/yorukazebandhhhh/",
            "courses/",
            "l/",
            "l/new/",
            "duties/",
            "print/day/",
            "print/doors/",
        )
    ),
]
LOOKS = {"light": "", "dark": "theme-dark", "ruby": "ruby-on", "english": "language-en"}


def axe(page: Page) -> list[str]:
    """What axe-core finds, as "rule: element"."""
    package = find_spec("axe_core_python")
    assert package is not None
    assert package.origin is not None
    page.evaluate((Path(package.origin).parent / "axe.min.js").read_text())
    found = page.evaluate("axe.run().then(result => result.violations)")
    return [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]


def look_at(page: Page, look: str, url: str) -> None:
    if LOOKS[look]:
        page.context.add_cookies([{"name": "look", "value": LOOKS[look], "url": url}])


@pytest.mark.parametrize("look", ["light", "dark", "ruby"])
def test_axe_finds_nothing_on_any_page(
    city: Service, open_page: Callable[..., Page], sign_in: Callable[..., Page], look: str
) -> None:
    found = {}
    readers = (
        (open_page(city.url), PUBLIC + ACCOUNT),
        (sign_in("1001"), OWN),
        (sign_in("9001", viewport={"width": 1440, "height": 900}), DESK),
    )
    for page, addresses in readers:
        look_at(page, look, city.url)
        for address in addresses:
            page.goto(city.url + address)
            if violations := axe(page):
                found[address] = violations
    assert found == {}


# Sheets of paper are as wide as the paper.
@pytest.mark.parametrize(("width", "look"), [(390, "light"), (320, "ruby"), (320, "english")])
def test_no_page_scrolls_sideways(
    city: Service, open_page: Callable[..., Page], sign_in: Callable[..., Page], width: int, look: str
) -> None:
    size = {"viewport": {"width": width, "height": 844}}
    wide = {}
    readers = (
        (open_page(city.url, **size), PUBLIC + ACCOUNT),
        (sign_in("1001", **size), OWN),
        (sign_in("9001", **size), [page for page in DESK if "/print/" not in page]),
    )
    for page, addresses in readers:
        look_at(page, look, city.url)
        for address in addresses:
            page.goto(city.url + address)
            needed = page.evaluate("document.documentElement.scrollWidth")
            if needed > width:
                wide[address] = needed
    assert wide == {}


def test_arrow_keys_walk_the_windows_and_enter_opens_one(city: Service, sign_in: Callable[..., Page]) -> None:
    page = sign_in("1001", viewport={"width": 1280, "height": 900}, is_mobile=False, has_touch=False)
    page.goto(city.url + WEEK)
    windows = page.locator("#windows td a")
    assert windows.evaluate_all("all => all.filter(a => a.tabIndex === 0).length") == 1
    windows.first.focus()
    expect(page.locator("#windows")).to_have_attribute("role", "grid")

    def here() -> str:
        return page.evaluate("document.activeElement.textContent.trim()")

    assert here() == "空き 12月3日 木曜日 10時から11時"
    page.keyboard.press("ArrowDown")
    assert here() == "空き 12月3日 木曜日 11時から12時"
    page.keyboard.press("ArrowDown")
    assert here() == "空き 12月3日 木曜日 13時から14時", "noon is taken and stepped over"
    page.keyboard.press("ArrowRight")
    assert here() == "空き 12月4日 金曜日 13時から14時"
    page.keyboard.press("End")
    assert here() == "空き 12月4日 金曜日 20時から21時"
    page.keyboard.press("Home")
    assert here() == "空き 12月4日 金曜日 10時から11時"
    page.keyboard.press("Enter")
    expect(page.locator("#st")).to_be_focused()
    page.keyboard.press("Escape")
    assert here() == "空き 12月4日 金曜日 10時から11時"
    page.keyboard.press("PageDown")
    page.wait_for_url("**from=2026-12-09*")
    expect(page.locator("#grid")).to_be_focused()


def test_the_reader_chooses_light_furigana_and_language_without_script(
    city: Service, open_page: Callable[..., Page]
) -> None:
    page = open_page(city.url + WEEK, javascript=False)
    assert page.context.cookies() == []
    page.get_by_role("button", name="ふりがな").tap()
    expect(page.locator("h1 rt")).to_have_text("おんがくしつ")
    expect(page.locator(".legend rt").first).to_be_visible()
    page.get_by_text("メニュー").first.tap()
    page.locator("button[value=dark]").tap()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.get_by_role("button", name="English").tap()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("h1")).to_have_text("Band room")
    assert [cookie["name"] for cookie in page.context.cookies()] == ["look"]

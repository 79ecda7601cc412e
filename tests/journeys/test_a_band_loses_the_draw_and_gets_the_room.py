"""A band applies for Friday evenings, loses, moves up the waiting list and gets the room."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import CLOCK, PEOPLE, WEEK
from tests.journeys.test_every_page_is_for_everybody import axe
from tests.service import Service, service, wait_for

HERE = Path(__file__).parent
BAND = "よるかぜバンド"
FRIDAY = "1月8日"
AFTER_THE_LIST_IS_CLOSED = "2026-12-10T20:00:01+09:00"
AT_THE_DRAW = "2026-12-12T12:00:00+09:00"
EITHER = pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
# Chance is helped, so that the band comes last: the first seed that draws it so, in whose order the others
# win and stand first in line.
CHANCE = """
from booking.actions.lottery import entries_of
from booking.models import Round
from booking.rules import lottery as arithmetic
lottery = Round.objects.get()
listed = entries_of(lottery)
others = {{one.group.name: one.public_id for one in lottery.entries.select_related("group")}}
wanted = [others[name] for name in ("あさひ", "ひなた", "{band}")]
seeds = (f"{{n:064x}}" for n in range(1000))
drawn = lambda seed: [one.id for one in arithmetic.ordered(seed, lottery.list_hash, listed)]
lottery.seed = next(seed for seed in seeds if drawn(seed) == wanted)
lottery.seed_hash = arithmetic.fingerprint(lottery.seed)
lottery.save()
"""
STATE = "from booking.models import Round; print('state', Round.objects.get().state)"


@pytest.fixture
def city() -> Iterator[Service]:
    with service(clock=CLOCK) as served:
        served.manage("import_rulebook", "rulebooks/sample/koganei.toml")
        for people in (PEOPLE, HERE / "lottery_city.py"):
            served.manage("shell", "--no-imports", told=people.read_text())
        yield served


def until_the_worker(city: Service, state: str) -> None:
    """Waits until the round stands so."""
    wait_for(lambda: f"state {state}" in city.manage("shell", "--no-imports", told=STATE), state, city.log)


def draw_lots(city: Service) -> None:
    """The moments pass at which the worker closes the list, and draws."""
    city.start_again(AFTER_THE_LIST_IS_CLOSED)
    until_the_worker(city, "closed")
    city.manage("shell", "--no-imports", told=CHANCE.format(band=BAND))
    city.start_again(AT_THE_DRAW)
    until_the_worker(city, "drawn")


def open_the_offer(page: Page, city: Service) -> None:
    """As soon as the worker has made it."""

    def answer() -> bool:
        page.goto(f"{city.url}/me/")
        return page.get_by_role("link", name="返事をする").count() > 0

    wait_for(answer, "an offer", city.log)
    page.get_by_role("link", name="返事をする").tap()
    expect(page.get_by_role("main")).to_contain_text("空きました。使いますか")


@EITHER
def test_who_loses_moves_up_and_gets_what_the_winner_gives_back(
    city: Service, sign_in: Callable[..., Page], javascript: bool
) -> None:
    # The band applies
    page = sign_in("1001", javascript=javascript)
    page.get_by_text("メニュー").first.tap()
    page.get_by_role("navigation", name="メニュー").get_by_role("link", name="抽選").tap()
    page.get_by_role("link", name="冬の夜の抽選").tap()
    page.get_by_role("link", name="変える").tap()
    page.get_by_role("link", name=f"{BAND}のいつもの人たちを入れる").tap()
    page.get_by_role("button", name="この人たちで見る").tap()
    page.get_by_role("button", name="えらべます 音楽室 金曜 17:00–19:00").tap()
    expect(page.locator("#said")).to_have_text("第1希望にしました。")
    expect(page.locator(".saved")).to_contain_text("申しこみました")
    expect(page.locator(".wish li")).to_have_count(1)
    assert not javascript or axe(page) == []
    page.goto(f"{city.url}/me/")
    expect(page.get_by_role("link", name="冬の夜の抽選").first).to_contain_text("結果は 12月12日(土) 12:00")

    # It loses, and reads its number
    draw_lots(city)
    page.goto(f"{city.url}/me/")
    page.get_by_role("link", name="新しいお知らせ").tap()
    page.get_by_text("読む", exact=True).first.tap()
    expect(page.locator(".told li").first).to_contain_text("列の2番目")
    page.goto(f"{city.url}/me/")
    page.get_by_role("link", name="冬の夜の抽選").first.tap()
    lost = page.locator(".lost")
    expect(lost).to_contain_text("今回は当たりませんでした。")
    expect(lost).to_contain_text("3グループが、2つの枠に申しこみました。")
    expect(lost).to_contain_text("列の2番目")
    assert not javascript or axe(page) == []
    page.get_by_role("link", name="今の順番を見る").tap()
    expect(page.locator(".lines")).to_contain_text("今は2番目です")
    assert not javascript or axe(page) == []

    # The winner gives one evening back
    winner = sign_in("2001", javascript=javascript)
    winner.get_by_role("link", name=re.compile(rf"{FRIDAY}.*の予約を見る")).tap()
    winner.get_by_role("link", name="使わないので空ける").tap()
    winner.get_by_role("button", name="予約を取り消す").tap()
    expect(winner.get_by_role("heading", level=1)).to_have_text("取り消しました")

    # Who is first in line does not need it
    first = sign_in("2002", javascript=javascript)
    open_the_offer(first, city)
    page.goto(f"{city.url}/me/waits/")
    # For the other Fridays whoever was offered this one stands before them still.
    expect(page.locator(".lines")).to_contain_text("今は2番目です")
    first.get_by_role("button", name="使わない").tap()

    # The band is next; nobody else can have it, not even the winner
    open_the_offer(page, city)
    offer = page.url
    assert not javascript or axe(page) == []
    other = sign_in("1003", javascript=javascript)
    other.goto(f"{city.url}{WEEK}?from=2027-01-08")
    expect(
        other.locator("#windows").get_by_role("link", name="空き 1月8日 金曜日 19時から20時")
    ).to_be_visible()
    expect(other.locator("#windows").get_by_role("link", name="1月8日 金曜日 17時から18時")).to_have_count(0)
    other.goto(f"{city.url}{WEEK}b/?s=2027-01-08T17:00")
    expect(other.get_by_role("main")).to_contain_text("この時間は予約できません")
    winner.get_by_role("button", name="もとにもどす").tap()
    expect(winner.get_by_role("main")).to_contain_text("もとにもどせませんでした")
    page.goto(f"{city.url}/me/")
    page.get_by_role("link", name="新しいお知らせ").tap()
    expect(page.locator(".told li").first).to_contain_text("空きました")
    page.goto(offer)
    page.get_by_role("button", name="予約する").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("予約できました")
    expect(page.locator(".big")).to_contain_text("17:00–19:00")
    page.goto(f"{city.url}/me/")
    expect(page.locator(".nx")).to_contain_text(FRIDAY)
    other.goto(f"{city.url}{WEEK}b/?s=2027-01-08T17:00")
    expect(other.get_by_role("main")).to_contain_text("この時間は予約できません")

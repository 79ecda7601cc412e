"""A leader founds a band, a friend comes in by its link and leads it: with and without script."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.service import Service

GROUP = re.compile(r"/g/[a-z0-9]{16}/$")
EITHER = pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])


@EITHER
def test_a_band_is_founded_a_friend_joins_by_its_link_and_leads_it(
    city: Service, sign_in: Callable[..., Page], open_page: Callable[..., Page], javascript: bool
) -> None:
    name = f"あさかぜ{javascript:d}"
    leader = sign_in("1001", javascript=javascript)
    leader.goto(f"{city.url}/g/new/")
    leader.get_by_label("どんな名前にしますか").fill(name)
    leader.get_by_role("button", name="作って、メンバーをさそう").tap()
    leader.wait_for_url(GROUP)
    group = leader.url
    leader.get_by_role("button", name="招待を作る").tap()
    expect(leader.get_by_role("img", name="グループに入るためのQRコード")).to_be_visible()
    link = leader.get_by_label("招待のリンク").input_value()

    friend = open_page(link, javascript=javascript)
    friend.wait_for_url("**/invited/")
    expect(friend.get_by_role("heading", level=1)).to_have_text(f"「{name}」に、さそわれています")
    friend.get_by_role("link", name="サインインして入る").tap()
    friend.fill("[name=login]", "1002")
    friend.fill("[name=password]", "akari-2026")
    friend.click("main button.go")
    friend.wait_for_url("**/invited/")
    friend.get_by_role("button", name="グループに入る").tap()
    friend.wait_for_url(group)
    expect(friend.locator(".bandw li")).to_have_count(2)

    stranger = sign_in("1003", javascript=javascript)
    stranger.goto(link)
    expect(stranger.get_by_text("この招待は、もう使われました")).to_be_visible()

    leader.goto(group)
    leader.get_by_role("link", name="そらさんの役わりを変える").tap()
    leader.get_by_role("button", name="代表をかわってもらう").tap()
    leader.wait_for_url(group)
    expect(leader.locator(".mem li", has_text="そら")).to_contain_text("代表")
    leader.get_by_text("このグループをやめる").tap()
    leader.get_by_role("button", name="やめる", exact=True).tap()
    leader.wait_for_url("**/g/")
    friend.goto(group)
    expect(friend.locator(".bandw li")).to_have_count(1)

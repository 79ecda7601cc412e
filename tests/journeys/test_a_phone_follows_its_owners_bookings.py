"""A device is added, reads its feed as a calendar app does, and follows what its owner books and cancels."""

import re
from collections.abc import Callable
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Page, expect

from tests.ical_reader import Read, events
from tests.journeys.conftest import WEEK
from tests.service import Service

EITHER = pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])


def read(address: str) -> list[Read]:
    with urlopen(address) as answer:
        return events(answer.read())


def add_device(page: Page, city: Service) -> str:
    """Adds a device under the name that is proposed; the address that it is to read."""
    page.goto(f"{city.url}/me/")
    page.locator("#main").get_by_role("link", name="カレンダーに入れる").tap()
    page.get_by_role("button", name="QRコードとアドレスを出す").tap()
    return page.get_by_label("アドレス(URL)").input_value()


@EITHER
def test_a_booking_comes_into_the_calendar_and_is_crossed_out_when_it_is_cancelled(
    city: Service, sign_in: Callable[..., Page], javascript: bool
) -> None:
    page = sign_in("1002", javascript=javascript)
    address = add_device(page, city)
    told = len(read(address))
    page.goto(f"{city.url}{WEEK}b/?s=2026-12-05T10:00")
    page.get_by_role("button", name="この時間を予約する").tap()
    page.wait_for_url(re.compile(r"/b/[a-z0-9]{16}/$"))
    [new] = [event for event in read(address) if event.status == "CONFIRMED"]
    assert new.location == "貫井南児童館 音楽室"
    page.get_by_role("button", name="取り消す").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("取り消しました")
    after = read(address)
    assert len(after) == told + 1
    assert [event.status for event in after if event.uid == new.uid] == ["CANCELLED"]


@EITHER
def test_an_address_is_shown_once_and_dies_when_the_device_is_stopped(
    city: Service, sign_in: Callable[..., Page], javascript: bool
) -> None:
    page = sign_in("1001", javascript=javascript)
    address = add_device(page, city)
    expect(page.get_by_role("link", name="この機器に入れる")).to_have_attribute(
        "href", address.replace("http://", "webcal://")
    )
    expect(page.get_by_role("img", name="カレンダーの読みこみ用のQRコード").locator("path")).to_be_visible()
    read(address)
    page.goto(f"{city.url}/me/calendar/")
    assert address.rsplit("/", 1)[1] not in page.content()
    devices = page.locator(".dev li").count()
    device = page.locator(".dev li").last
    expect(device).to_contain_text("12月2日")
    device.get_by_text("変える", exact=True).tap()
    device.get_by_role("button", name="この機器に入れるのをやめる").tap()
    expect(page.locator(".dev li")).to_have_count(devices - 1)
    with pytest.raises(HTTPError, match="404"):
        read(address)


def test_a_served_feed_answers_head_and_304_without_a_body(
    city: Service, sign_in: Callable[..., Page]
) -> None:
    address = add_device(sign_in("1001"), city)
    with urlopen(address) as got, urlopen(Request(address, method="HEAD")) as head:
        assert head.read() == b""
        assert head.headers["Content-Length"] == str(len(got.read()))
        tag = got.headers["ETag"]
    with pytest.raises(HTTPError, match="304"):
        urlopen(Request(address, headers={"If-None-Match": tag}))

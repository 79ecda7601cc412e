"""At the desk: a call is booked by keyboard alone, and whoever stands there is let in by four taps."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.test_every_page_is_for_everybody import axe
from tests.service import Service

DESK = """
from datetime import date
from booking.models import Person, Post
from facilities.models import Facility
oishi = Person.objects.create_user("1009", "akari-2026", call_name="おおいし", birth_date=date(1988, 1, 15))
Person.objects.filter(pk=oishi.pk).update(is_staff=True)
Post.objects.create(person=oishi, facility=Facility.objects.get(slug="nukui-minami"))
"""


@pytest.fixture(scope="module", autouse=True)
def _desk(city: Service) -> None:
    city.manage("shell", "--no-imports", told=DESK)


@pytest.mark.parametrize(("javascript", "day"), [(True, "金"), (False, "12/9")])
def test_a_call_is_booked_by_keyboard_alone(
    city: Service, sign_in: Callable[..., Page], javascript: bool, day: str
) -> None:
    page = sign_in("1009", javascript=javascript)
    page.goto(f"{city.url}/desk/nukui-minami/book/")
    page.keyboard.type(f"サロン {day} 15-16 高3 山田 090-1234-5678")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("予約できます")
    assert not javascript or axe(page) == []
    expect(page.get_by_role("button", name="予約する")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/nukui-minami/b/*/?done=1")
    expect(page.get_by_role("status")).to_contain_text("受付の番号は")
    expect(page.locator("h1")).to_contain_text("15:00–16:00")
    expect(page.locator("main")).not_to_contain_text("山田")
    page.get_by_role("button", name="連絡先を見る").press("Enter")
    expect(page.locator("main")).to_contain_text("山田")
    assert not javascript or axe(page) == []


def test_whoever_stands_there_is_let_in_by_four_taps(city: Service, sign_in: Callable[..., Page]) -> None:
    page = sign_in("1009", javascript=True)
    page.goto(f"{city.url}/desk/nukui-minami/walk-in/")
    page.locator("label", has_text="サロン").tap()
    page.locator("label", has_text="30分").tap()
    page.get_by_role("button", name="高校生世代を1人ふやす").tap()
    assert axe(page) == []
    page.get_by_role("button", name="今入れる").tap()
    expect(page.locator("h1")).to_contain_text("16:10–16:45")
    expect(page.locator("main")).to_contain_text("名前なし")

"""A band applies for Friday evenings and loses: from the lit windows to their place in line."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.test_every_page_is_for_everybody import axe
from tests.service import Service

BAND = "よるかぜバンド"
EITHER = pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
# A round of the band room's Fridays, which two other bands have entered before.
ROUND = """
from datetime import date
from itertools import count
from booking.actions.draws import give_back
from booking.actions.lottery import Offer
from booking.models import Choice, Person
from facilities.models import Facility
from tests import people
from tests.factories import NOW, an_evening, the_room
from tests.people import inducted
from tests.rounds import EARLY, LATE, a_band_of_two, a_round, entered, fridays
people._cards = count(1000 * Person.objects.count())  # other cards than the last time
hall = Facility.objects.get(slug="nukui-minami")
for won in Choice.objects.filter(outcome="won").select_related("entry__person", "slot"):
    give_back(choice=won, actor=won.entry.person, now=NOW)
room = the_room(hall, "music")
for evening in [*fridays(EARLY), *fridays(LATE)]:
    if not hall.evenings.filter(start=evening.start):
        an_evening(hall, evening)
lottery = a_round(hall, [Offer(room, fridays(EARLY)), Offer(room, fridays(LATE))])
for _ in range(2):
    band, _leader = a_band_of_two(name="ほかのバンド")
    for member in band.members.all():
        inducted(member, "band-room", date(2026, 5, 1))
    entered(lottery, 1, band=band)
print("round", lottery.public_id)
"""
# It is closed and drawn; chance is helped, so that the band is the one that loses.
DRAW = """
from booking.actions.draws import draw
from booking.actions.lottery import close_list, entries_of
from booking.models import Round
from booking.rules import lottery as arithmetic
from tests.rounds import AFTER, DRAWS
lottery = close_list(lottery=Round.objects.get(public_id="{round}"), now=AFTER)
listed, theirs = entries_of(lottery), lottery.entries.get(group__name="{band}").public_id
seeds = (f"{{n:064x}}" for n in range(1000))
last = lambda seed: arithmetic.ordered(seed, lottery.list_hash, listed)[-1].id == theirs
lottery.seed = next(seed for seed in seeds if last(seed))
lottery.seed_hash = arithmetic.fingerprint(lottery.seed)
lottery.save()
draw(lottery=lottery, now=DRAWS)
"""


def a_round_of(city: Service) -> str:
    said = city.manage("shell", "--no-imports", told=ROUND)
    return said.partition("round ")[2].split()[0]


@EITHER
def test_a_band_applies_for_friday_evenings_and_loses(
    city: Service, sign_in: Callable[..., Page], javascript: bool
) -> None:
    lottery = a_round_of(city)
    page = sign_in("1001", javascript=javascript)
    page.goto(f"{city.url}/who/?next=/h/nukui-minami/")
    page.get_by_role("radio", name=BAND).check()
    for person in page.locator("#id_people input").all():
        person.check()
    page.locator("main form button.go").tap()
    page.wait_for_url("**/h/nukui-minami/")
    page.get_by_role("link", name="冬の夜の抽選").tap()
    page.wait_for_url(f"**/l/{lottery}/")
    page.get_by_role("button", name="えらべます 音楽室 金曜 17:00–19:00").tap()
    expect(page.locator("#said")).to_have_text("第1希望にしました。")
    expect(page.locator(".saved")).to_contain_text("申しこみました")
    expect(page.locator(".wish li")).to_have_count(1)
    assert not javascript or axe(page) == []

    page.goto(f"{city.url}/me/")
    expect(page.get_by_role("link", name="冬の夜の抽選").first).to_contain_text("結果は 12月12日(土) 12:00")

    city.manage("shell", "--no-imports", told=DRAW.format(round=lottery, band=BAND))
    page.goto(f"{city.url}/me/")
    page.get_by_role("link", name="冬の夜の抽選").first.tap()
    page.wait_for_url(f"**/l/{lottery}/result/")
    lost = page.locator(".lost")
    expect(lost).to_contain_text("今回は選ばれませんでした。")
    expect(lost).to_contain_text("3グループが、2つの枠に申しこみました。")
    expect(lost).to_contain_text("列の2番目")
    assert not javascript or axe(page) == []

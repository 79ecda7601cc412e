"""The pages of a round: choosing evenings step by step, the result, and the record that anyone can check."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from booking.actions.lottery import cancel_round, close_list
from booking.models import Booking, Entry, Group, Person, Round
from booking.queries.lottery import choices_of
from booking.rules.lifecycle import State
from facilities.models import Room
from tests.booking.web.conftest import text_of
from tests.factories import a_booking, a_hall, at, span, the_room
from tests.people import a_third_grader, staff
from tests.rounds import (
    AFTER,
    CLOSES,
    CONFIRMED,
    TERMS,
    a_band_of_two,
    a_planned_round,
    a_round,
    drawn,
    entered,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def band() -> Group:
    return a_band_of_two()[0]


@pytest.fixture
def leader(band: Group) -> Person:
    person: Person = band.memberships.get(role="leader").person
    return person


@pytest.fixture
def as_band(client: Client, band: Group, leader: Person) -> Client:
    """The band's leader, with the band chosen under だれが."""
    client.force_login(leader)
    people = [person.public_id for person in band.members.all()]
    client.post("/who/", {"group": band.public_id, "people": people, "next": "/"})
    return client


def press(client: Client, lottery: Round, **button: object) -> str:
    """Presses a button of the form as the page shows it; the page that follows."""
    page = client.get(f"/l/{lottery.public_id}/").content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="(\w*)"', page.partition("<main")[2]))
    answer = client.post(f"/l/{lottery.public_id}/wish/", {**hidden, **button}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def wished(lottery: Round) -> list[int]:
    return [choice.slot.number for choice in choices_of(lottery.entries.get())]


def test_a_stranger_sees_what_is_given_out_when_and_how_it_is_drawn(client: Client) -> None:
    lottery = a_round()
    page = text_of(client.get(f"/l/{lottery.public_id}/").content.decode())
    assert "12月10日(木) 20:00まで" in page
    assert "12月12日(土) 12:00" in page
    assert "1月8日から1月29日まで" in page
    assert lottery.seed_hash in page
    assert lottery.seed not in page
    assert "サインインして申しこむ" in page


def test_nobody_sees_a_planned_round_nor_one_of_a_hidden_hall(client: Client) -> None:
    planned = a_planned_round()
    assert client.get(f"/l/{planned.public_id}/").status_code == 404
    lottery = a_round(planned.facility)
    assert client.get(f"/l/{lottery.public_id}/").status_code == 200
    type(planned.facility).objects.update(published=False)
    assert client.get(f"/l/{lottery.public_id}/").status_code == 404
    assert client.get("/l/nonsense/").status_code == 404


def test_each_window_pressed_is_a_wish_and_saved_at_once(as_band: Client, band: Group) -> None:
    lottery = a_round()
    assert "第1希望にしました。" in press(as_band, lottery, pick=2)
    assert "第2希望にしました。" in press(as_band, lottery, pick=1)
    entry = Entry.objects.get()
    assert (entry.group, entry.headcount, wished(lottery)) == (band, 2, [2, 1])


def test_wishes_move_up_and_down_and_out(as_band: Client) -> None:
    lottery = a_round()
    press(as_band, lottery, pick=2)
    press(as_band, lottery, pick=1)
    assert "第1希望にしました。" in press(as_band, lottery, up=1)
    assert wished(lottery) == [1, 2]
    press(as_band, lottery, down=1)
    assert wished(lottery) == [2, 1]
    assert "希望から外しました。" in press(as_band, lottery, pick=2)
    assert wished(lottery) == [1]
    assert "申しこみを取りやめました。" in press(as_band, lottery, pick=1)
    assert not Entry.objects.exists()


def test_a_whole_entry_is_withdrawn(as_band: Client) -> None:
    lottery = a_round()
    press(as_band, lottery, pick=1)
    assert "申しこみを取りやめました。" in press(as_band, lottery, withdraw=1)
    assert not Entry.objects.exists()


def test_all_or_any_is_asked_where_one_can_win_more_than_once(as_band: Client) -> None:
    one = a_round()
    assert "どれか1つ" not in press(as_band, one, pick=1)
    cancel_round(lottery=one, actor=staff(one.facility), now=AFTER)
    several = a_round(one.facility, terms=type(TERMS)(TERMS.opens_at, CLOSES, TERMS.draws_at, most_wins=2))
    page = press(as_band, several, pick=1)
    assert "どれか1つ当たれば大丈夫です" in page
    press(as_band, several, every=1)
    assert several.entries.get().every
    press(as_band, several, pick=2)
    assert several.entries.get().every, "another wish leaves it as it was"


def test_a_page_that_is_old_changes_nothing_and_says_so(as_band: Client) -> None:
    lottery = a_round()
    press(as_band, lottery, pick=1)
    answer = as_band.post(f"/l/{lottery.public_id}/wish/", {"revision": "0", "pick": "2"}, follow=True)
    assert "ほかの画面で変わっていました" in answer.content.decode()
    assert wished(lottery) == [1]


@pytest.mark.parametrize(
    "nonsense",
    [
        {},
        {"pick": "99"},
        {"pick": "x"},
        {"up": "-1"},
        {"revision": "9" * 30},
        {"pick": "1", "purpose": "\x00"},
    ],
)
def test_nonsense_is_answered_by_the_page(as_band: Client, nonsense: dict[str, str]) -> None:
    lottery = a_round()
    answer = as_band.post(f"/l/{lottery.public_id}/wish/", nonsense, follow=True)
    assert answer.status_code == 200
    assert not Entry.objects.exists()


def test_those_whom_the_rules_keep_out_are_told_why_and_see_no_lit_window(
    as_member: Callable[..., Client],
) -> None:
    lottery = a_round()
    page = as_member(a_third_grader()).get(f"/l/{lottery.public_id}/").content.decode()
    assert "この部屋を使えるのは、中学生からです。" in page
    assert 'class="lit"' not in page
    assert "条件があります 音楽室 金曜 17:00–19:00" in page


def test_a_member_sees_the_bands_entry_and_cannot_change_it(
    client: Client, band: Group, leader: Person
) -> None:
    lottery = a_round()
    entered(lottery, 1, band=band)
    member = band.members.exclude(pk=leader.pk).get()
    client.force_login(member)
    client.post("/who/", {"group": band.public_id, "people": [member.public_id], "next": "/"})
    page = client.get(f"/l/{lottery.public_id}/").content.decode()
    assert "この申しこみを変えられるのは" in page
    assert 'name="pick"' not in page
    client.post(f"/l/{lottery.public_id}/wish/", {"revision": "1", "withdraw": "1"})
    assert lottery.entries.exists()


def test_counts_are_not_shown_before_the_draw(client: Client) -> None:
    lottery = a_round()
    before = client.get(f"/l/{lottery.public_id}/").content.decode()
    entered(lottery, 1)
    after = client.get(f"/l/{lottery.public_id}/").content.decode()
    assert re.sub(r'csrf\S+ value="\w+"', "", before) == re.sub(r'csrf\S+ value="\w+"', "", after)


def test_last_rounds_odds_are_drawn_as_windows(client: Client) -> None:
    hall = a_hall()
    last = a_round(hall)
    for _ in range(3):
        entered(last, 1)
    drawn(last)
    page = client.get(f"/l/{a_round(hall).public_id}/").content.decode()
    assert "金曜は、3グループが、2つの枠に申しこみました。" in page
    assert "1.5倍" in page
    assert page.count('<i class="l"></i>') == 2
    assert "3.0倍" in page
    assert "ここでは、曜日ごとにまとめています。" in page, "the two times of a Friday have odds of their own"


def test_a_closed_round_shows_its_list_fingerprint_and_when_the_result_comes(
    as_band: Client, band: Group, settings: Any
) -> None:
    lottery = a_round()
    entered(lottery, 1, band=band)
    close_list(lottery=lottery, now=AFTER)
    settings.CLOCK = "2026-12-11T09:00:00+09:00"
    page = text_of(as_band.get(f"/l/{lottery.public_id}/").content.decode())
    lottery.refresh_from_db()
    assert lottery.list_hash in page
    assert "申しこんであります。結果は、12月12日(土) 12:00に出ます。" in page
    assert "えらべます" not in page


def test_a_round_that_was_called_off_says_so(client: Client) -> None:
    lottery = a_round()
    cancel_round(lottery=lottery, actor=staff(lottery.facility), now=AFTER)
    assert "この抽選は、中止になりました。" in client.get(f"/l/{lottery.public_id}/").content.decode()


def test_the_result_says_what_was_won_and_that_nothing_is_left_to_do(
    as_band: Client, band: Group, settings: Any
) -> None:
    lottery = a_round()
    entered(lottery, 1, band=band)
    drawn(lottery)
    settings.CLOCK = "2026-12-12T12:00:10+09:00"
    answer = as_band.get(f"/l/{lottery.public_id}/", follow=True)
    assert answer.redirect_chain == [(f"/l/{lottery.public_id}/result/", 302)]
    page = text_of(answer.content.decode())
    assert "第1希望が当たりました" in page
    assert "4回分、もう予約してあります。することはありません。" in page
    assert "1/8 1/15 1/22 1/29" in page


def test_the_result_says_who_lost_their_place_in_line_and_of_how_many(
    as_band: Client, band: Group, settings: Any
) -> None:
    lottery = a_round()
    mine = entered(lottery, 1, band=band)
    others = [entered(lottery, 1) for _ in range(2)]
    drawn(lottery)
    settings.CLOCK = "2026-12-12T12:00:10+09:00"
    if mine.choices.get().outcome == "won":  # chance would have it: look as one who lost
        as_band.force_login(others[0].person)
    page = text_of(as_band.get(f"/l/{lottery.public_id}/result/").content.decode())
    assert "今回は当たりませんでした。 金曜は、3グループが、2つの枠に申しこみました。" in page
    assert re.search(r"くじで、 列の[12]番目 になりました。", page)
    assert "今の順番を見る" in page


def test_who_lost_is_led_to_what_is_free_on_the_same_evening_and_books_it_from_there(
    as_band: Client, band: Group, settings: Any
) -> None:
    settings.CLOCK = "2026-12-12T12:00:10+09:00"
    lottery = a_round()
    mine = entered(lottery, 1, band=band)
    drawn(lottery)
    # As one who lost, whatever chance would have.
    mine.choices.update(outcome="lost", place=1)
    Room.objects.filter(slug="craft").update(loud=True)
    html = as_band.get(f"/l/{lottery.public_id}/result/").content.decode()
    page = text_of(html)
    assert "1月8日(金)の近い時間に、よるかぜ・2人で使える部屋があります。" in page
    assert "工作室 こうさくしつ 17:00–19:00" in page
    [sheet] = re.findall(r'href="(/h/higashi/r/craft/b/[^"]*)"', html)
    answer = as_band.get(sheet.replace("&amp;", "&"))
    assert answer.status_code == 200
    assert "予約する" in answer.content.decode()
    a_booking(the_room(lottery.facility, "craft"), span("2027-01-08", "17:00", "19:00"))
    assert "使える部屋があります" not in as_band.get(f"/l/{lottery.public_id}/result/").content.decode()


def test_there_is_no_result_before_the_draw(client: Client) -> None:
    lottery = a_round()
    assert client.get(f"/l/{lottery.public_id}/result/").status_code == 302
    assert client.get(f"/l/{lottery.public_id}/draw.json").status_code == 404


def test_the_record_and_its_program_are_there_for_anybody(client: Client) -> None:
    lottery = a_round()
    entered(lottery, 1)
    drawn(lottery)
    told = json.loads(client.get(f"/l/{lottery.public_id}/draw.json").content)
    assert told["seed_hash"] == lottery.seed_hash
    assert "def draw(record)" in client.get(f"/l/{lottery.public_id}/verify.py").content.decode()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ja", ["○ 当たり: 計算すると、同じになります", "申しこみ 1件、当たり 1件"]),
        ("en", ["○ Wins: the calculation gives the same", "Entries: 1. Wins: 1."]),
    ],
)
def test_the_program_speaks_the_language_of_the_page_and_no_other(
    client: Client, tmp_path: Path, language: str, said: list[str]
) -> None:
    lottery = a_round()
    entered(lottery, 1)
    drawn(lottery)
    client.cookies["look"] = f"language-{language}"
    for name in ("draw.json", "verify.py"):
        (tmp_path / name).write_bytes(client.get(f"/l/{lottery.public_id}/{name}").content)
    command = [sys.executable, "-I", "verify.py"]
    ran = subprocess.run([*command, "draw.json"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert all(words in ran.stdout for words in said)
    asked = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert asked.returncode == 1, "without a file it says how it is run"
    has_kana = [bool(re.search("[ぁ-ん]", text)) for text in (ran.stdout, asked.stderr)]
    assert has_kana == [language == "ja"] * 2


def test_a_win_is_given_back_after_one_more_question(as_band: Client, band: Group, settings: Any) -> None:
    lottery = a_round()
    entered(lottery, 1, band=band)
    drawn(lottery)
    settings.CLOCK = "2026-12-12T12:00:10+09:00"
    address = f"/l/{lottery.public_id}/result/1/back/"
    assert "当たった夜を返しますか" in as_band.get(address).content.decode()
    assert Booking.objects.filter(state=State.BOOKED).count() == 4
    assert "予約を返しました。" in as_band.post(address, follow=True).content.decode()
    assert Booking.objects.filter(state=State.CANCELLED).count() == 4


def test_what_was_given_back_by_mistake_is_taken_back_from_each_of_its_days(
    as_band: Client, band: Group, settings: Any
) -> None:
    lottery = a_round()
    entered(lottery, 1, band=band)
    drawn(lottery)
    settings.CLOCK = "2026-12-12T12:00:10+09:00"
    as_band.post(f"/l/{lottery.public_id}/result/1/back/")
    after = as_band.get(f"/l/{lottery.public_id}/result/").content.decode()
    assert "まちがえて返したときは" in after
    links = re.findall(r'<a class="btn s" href="/b/(\w+)/">', after)
    assert links == [one.public_id for one in Booking.objects.order_by("start")]
    assert "もとにもどす" in as_band.get(f"/b/{links[0]}/").content.decode()
    settings.CLOCK = "2027-06-01T12:00:00+09:00"
    assert "まちがえて返したときは" not in as_band.get(f"/l/{lottery.public_id}/result/").content.decode()


def test_a_win_that_is_confirmed_too_late_says_until_when_it_could_be(
    as_band: Client, band: Group, settings: Any
) -> None:
    lottery = a_round(a_hall(CONFIRMED), terms=replace(TERMS, confirm_until=at("2026-12-20 20:00")))
    entered(lottery, 1, band=band)
    drawn(lottery)
    settings.CLOCK = "2026-12-20T20:00:01+09:00"
    answer = as_band.post(f"/l/{lottery.public_id}/result/1/confirm/", follow=True)
    assert "12月20日(日) 20:00" in text_of(answer.content.decode())
    assert Booking.objects.filter(state=State.PROVISIONAL).count() == 4


@pytest.mark.parametrize("step", ["back", "confirm"])
def test_somebody_elses_win_is_not_there(as_member: Callable[..., Client], step: str) -> None:
    lottery = a_round()
    entered(lottery, 1)
    drawn(lottery)
    address = f"/l/{lottery.public_id}/result/1/{step}/"
    assert as_member().post(address).status_code == 404
    assert Booking.objects.filter(state=State.BOOKED).count() == 4


def test_open_rounds_stand_on_the_halls_page_and_in_a_list(client: Client) -> None:
    hall = a_hall()
    assert "今、申しこめる抽選はありません" in client.get("/l/").content.decode()
    lottery = a_round(hall)
    for address in ("/h/higashi/", "/l/"):
        page = client.get(address).content.decode()
        assert f'href="/l/{lottery.public_id}/"' in page
        assert "申しこみは" in text_of(page)


def test_ones_own_list_says_what_was_entered_and_what_came_of_it(
    as_band: Client, band: Group, settings: Any
) -> None:
    lottery = a_round()
    entered(lottery, 1, band=band)
    assert "結果は 12月12日(土) 12:00" in text_of(as_band.get("/me/").content.decode())
    drawn(lottery)
    settings.CLOCK = "2026-12-12T12:00:10+09:00"
    assert "第1希望が当たりました" in text_of(as_band.get("/me/").content.decode())


def test_in_the_grid_a_slot_of_a_round_leads_to_it_and_says_until_when(client: Client, settings: Any) -> None:
    lottery = a_round()
    page = client.get("/h/higashi/r/band/?from=2027-01-06").content.decode()
    name = "抽選受付中 12/10まで 1月8日 金曜日 17時から19時"
    assert re.search(rf'<a class="lot" href="/l/{lottery.public_id}/" hx-boost="false">[^§]*?{name}', page)
    assert "抽選で決めます" in page.partition('class="legend"')[2]
    settings.CLOCK = "2026-12-11T09:00:00+09:00"
    listed = client.get("/h/higashi/r/band/?from=2027-01-06&v=list").content.decode()
    assert "抽選の結果 12/12" in listed


def test_booking_such_a_slot_is_refused_with_the_way_to_the_round(
    as_member: Callable[..., Client],
) -> None:
    lottery = a_round()
    page = as_member().get("/h/higashi/r/band/b/?s=2027-01-08T17:00").content.decode()
    assert "この時間は、抽選で決めます" in page
    assert f'href="/l/{lottery.public_id}/"' in page
    assert "抽選に申しこむ" in page


def test_the_moment_of_closing_is_the_servers(as_band: Client, settings: Any) -> None:
    lottery = a_round()
    settings.CLOCK = "2026-12-10T20:00:00+09:00"
    assert "第1希望にしました。" in press(as_band, lottery, pick=1)
    settings.CLOCK = "2026-12-10T20:00:01+09:00"
    answer = as_band.post(f"/l/{lottery.public_id}/wish/", {"revision": "1", "pick": "2"}, follow=True)
    assert "12月10日(木) 20:00に終わりました" in text_of(answer.content.decode())
    assert at("2026-12-10 20:00") == CLOSES
    assert wished(lottery) == [1]


def test_a_round_in_which_losses_do_not_weigh_says_that_all_have_one_ticket(client: Client) -> None:
    lottery = a_round(a_hall())
    page = f"/l/{lottery.public_id}/"
    assert "くじが多くなります(3本まで)" in client.get(page).content.decode()
    Round.objects.update(look_back=0)
    said = client.get(page).content.decode()
    assert "くじは、どのグループも1本です。" in said
    assert "くじが多くなります" not in said

"""Home, hall, rules, my bookings, who comes: each answers, names its things, and keeps to its queries."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from booking.models import Booking, Membership, Person
from facilities.models import Closure
from tests.booking.web.conftest import WEEK, text_of
from tests.factories import SAMPLE, a_band_room, a_booking, a_closure, a_hall, at, span, the_room
from tests.people import a_band, a_high_schooler, a_junior_high_student, a_third_grader, a_young_adult

pytestmark = pytest.mark.django_db
WEST = SAMPLE.replace("higashi", "nishi")
STATIC = Path(__file__).parents[3] / "booking" / "static" / "booking"


def test_the_home_page_shows_tonights_free_rooms_and_every_hall(client: Client) -> None:
    a_band_room()
    page = text_of(client.get("/").content.decode())
    assert "今夜は、1つの館に 灯りがつきます" in page
    assert "17:00–21:00" in page
    assert "夜は水・金" in page


def test_the_home_page_says_so_when_nothing_is_open(client: Client) -> None:
    assert "今夜は、夜に開く館がありません" in client.get("/").content.decode()


def test_once_every_door_is_shut_home_speaks_of_no_light_and_seeks_tomorrow(
    client: Client, settings: Any
) -> None:
    a_band_room()
    settings.CLOCK = "2026-12-02T23:02:00+09:00"
    html = client.get("/").content.decode()
    page = text_of(html)
    assert "今夜の灯りは、もう消えました" in page
    assert "きょうは終わりました" in page
    assert "灯りがつきます" not in page
    assert '<option value="tomorrow" selected>' in html


def test_until_the_last_minute_of_the_evening_the_light_is_on(client: Client, settings: Any) -> None:
    a_band_room()
    settings.CLOCK = "2026-12-02T20:59:00+09:00"
    html = client.get("/").content.decode()
    assert "今夜は、1つの館に 灯りがつきます" in text_of(html)
    assert '<option value="today" selected>' in html


def test_the_home_page_shows_a_members_next_booking(as_member: Callable[..., Client]) -> None:
    person = a_high_schooler()
    a_booking(a_band_room(), span("2026-12-04", "17:00", "19:00"), person)
    assert "次の予約・あさって" in text_of(as_member(person).get("/").content.decode())


def test_a_hall_shows_a_window_of_three_panes_for_each_room_and_day(client: Client) -> None:
    room = a_band_room()
    a_booking(room, span("2026-12-04", "17:00", "21:00"))
    page = client.get("/h/higashi/").content.decode()
    assert "音楽室 12月4日 金曜日 午前は空き、午後は空き、夜は予約あり" in page
    assert "きょうは21時まで" in page
    assert "まだたしかめていません(入口・エレベーター" in page


def test_rooms_that_are_free_tonight_but_not_for_these_people_are_explained(
    as_member: Callable[..., Client],
) -> None:
    a_hall()
    page = as_member(a_young_adult()).get("/").content.decode()
    assert "だれも使っていない部屋は5つありますが" in page
    assert "空いている部屋がありません" not in page
    assert '<a href="/h/higashi/rules/#H2">東児童館のきまり H2</a>' in page


def test_tonights_other_rooms_are_a_link_away(client: Client) -> None:
    a_hall()
    a_hall(WEST)
    page = client.get("/").content.decode()
    assert page.count('class="lit" href=') == 6
    assert '<a href="?tonight=all#tonight">ほかの4部屋も見る</a>' in page
    every = client.get("/?tonight=all").content.decode()
    assert every.count('class="lit" href=') == 10
    assert "も見る" not in every


# Whether there is anything would cost a query on the two pages that are read most: its own page says so.
@pytest.mark.parametrize("address", ["/", "/h/higashi/"])
def test_what_there_is_to_come_to_is_a_tap_away_even_where_nothing_is_planned(
    client: Client, address: str
) -> None:
    a_hall()
    assert 'href="/p/"' in client.get(address).content.decode()


@pytest.mark.parametrize(("address", "most"), [("/", 14), ("/h/higashi/", 12)])
def test_a_hall_costs_at_most_twelve_queries_and_the_city_asks_for_dates_and_lotteries_besides(
    as_member: Callable[..., Client],
    django_assert_max_num_queries: DjangoAssertNumQueries,
    address: str,
    most: int,
) -> None:
    room, person = a_band_room(), a_high_schooler()
    a_booking(room, span("2026-12-03", "13:00", "15:00"), person, group=a_band(person))
    client = as_member(person)
    client.get(address)
    with django_assert_max_num_queries(most):
        client.get(address)


def test_a_hall_tells_of_closures_to_come(client: Client) -> None:
    hall = a_hall()
    closed = {"start": at("2026-12-08 00:00"), "end": at("2026-12-09 00:00")}
    Closure.objects.create(facility=hall, reason_ja="点検のため", **closed)
    page = text_of(client.get("/h/higashi/").content.decode())
    assert "12月8日(火) お休みします(点検のため)。" in page


def test_a_hall_explains_no_sign_that_its_windows_say_in_words(client: Client) -> None:
    hall = a_hall()
    legend = client.get("/h/higashi/").content.decode().partition('class="legend"')[2].partition("</ul>")[0]
    assert "休館日" not in legend, "a day that is closed says so itself"
    a_closure(hall, span("2026-12-04", "10:00", "12:00"))
    legend = client.get("/h/higashi/").content.decode().partition('class="legend"')[2].partition("</ul>")[0]
    assert "休館日" in legend, "a morning that is closed has no room for words"


def test_what_a_script_shows_is_hidden_without_it_however_it_is_laid_out(client: Client) -> None:
    assert "[hidden]{display:none!important}" in (STATIC / "madoakari.css").read_text()


def test_the_rules_stand_under_their_ids_in_the_halls_words(client: Client) -> None:
    a_hall()
    page = client.get("/h/higashi/rules/").content.decode()
    assert 'id="W1"' in page
    assert "音楽室は中学生から使えます。" in page


def test_my_bookings_begin_with_the_next_and_its_number(as_member: Callable[..., Client]) -> None:
    person, room = a_high_schooler(), a_band_room()
    a_booking(room, span("2026-12-04", "17:00", "19:00"), person, code="0471")
    a_booking(room, span("2026-12-09", "17:00", "19:00"), person)
    a_booking(room, span("2026-11-25", "17:00", "19:00"), person)
    page = text_of(as_member(person).get("/me/").content.decode())
    assert "次の予約・あさって 12月4日(金) 17:00–19:00" in page
    assert "0 4 7 1" in page
    assert page.index("12月9日") < page.index("終わった予約と、取り消した予約") < page.index("11月25日")


def test_whoever_leads_a_group_may_change_its_bookings_from_the_list(
    as_member: Callable[..., Client], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    leader, member, room = a_high_schooler(), a_high_schooler(), a_band_room()
    band = a_band(leader, member)
    days = [f"2026-12-{number:02}" for number in range(8, 20)]
    ours = [a_booking(room, span(day, "10:00", "11:00"), member, group=band).public_id for day in days]
    client = as_member(leader)
    client.get("/me/")
    with django_assert_max_num_queries(12):
        page = client.get("/me/").content.decode()
    assert [key for key in ours if f"/b/{key}/move/" not in page or f"/b/{key}/cancel/" not in page] == []
    client.force_login(a_member := a_high_schooler())
    Membership.objects.create(group=band, person=a_member)
    assert "/move/" not in client.get("/me/").content.decode()


def test_without_bookings_a_next_step_is_offered(as_member: Callable[..., Client]) -> None:
    page = as_member().get("/me/").content.decode()
    assert "これからの予約はありません" in page
    assert "空いている部屋を見る" in page


def test_whoever_has_nothing_ahead_is_shown_when_their_last_room_is_free_next(
    as_member: Callable[..., Client],
) -> None:
    room, person = a_band_room(), a_high_schooler()
    a_booking(room, span("2026-11-25", "17:00", "19:00"), person)
    page = as_member(person).get("/me/").content.decode()
    sheet = re.search(r'href="(/h/[^"]+/b/\?s=2026-12-[^"]+)"', page.partition("前に使った部屋")[2])
    assert sheet is not None
    assert 'class="opt' in as_member(person).get(sheet[1]).content.decode(), "what is proposed can be booked"
    a_booking(room, span("2026-12-04", "17:00", "19:00"), person)
    assert "前に使った部屋" not in as_member(person).get("/me/").content.decode()


def test_pages_of_ones_own_ask_a_stranger_to_sign_in(client: Client) -> None:
    for address in ("/me/", "/who/", f"/b/{'a' * 16}/", f"/b/{'a' * 16}/cancel/", f"/b/{'a' * 16}/move/"):
        assert client.get(address)["Location"] == f"/in/login/?next={address}"


def test_a_company_is_chosen_from_ones_groups_and_kept(as_member: Callable[..., Client]) -> None:
    a_band_room()
    leader, friend = a_high_schooler(call_name="はるか"), a_junior_high_student(call_name="そら")
    band = a_band(leader, friend)
    client = as_member(leader)
    people = [leader.public_id, friend.public_id]
    told = {"group": band.public_id, "people": people, "high_school": "2", "next": WEEK}
    assert client.post("/who/", told)["Location"] == WEEK
    assert "今はよるかぜ・4人" in client.get(WEEK).content.decode()
    sheet = text_of(client.get(f"{WEEK}b/?s=2026-12-04T17:00").content.decode())
    assert "あなた・そら・高校生世代2人" in sheet


def test_a_friend_without_a_call_name_is_a_number_and_no_name_nor_card(
    as_member: Callable[..., Client],
) -> None:
    a_band_room()
    leader, friend = a_high_schooler(call_name="はるか"), a_junior_high_student(name="谷そら")
    band = a_band(leader, friend)
    client = as_member(leader)
    page = client.get("/who/").content.decode()
    told = {"group": band.public_id, "people": [leader.public_id, friend.public_id], "next": WEEK}
    client.post("/who/", told)
    page += client.get(f"{WEEK}b/?s=2026-12-04T17:00").content.decode()
    assert "メンバー2" in page
    assert [secret for secret in ("谷そら", friend.card_number) if secret in page] == []


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"junior_high": "-1", "people": "me"}, "中学生の人数は、0から999までの数で入れてください。"),
        ({"junior_high": "1000", "people": "me"}, "中学生の人数は、0から999までの数で入れてください。"),
        ({"junior_high": "９" * 40, "people": "me"}, "中学生の人数は、0から999までの数で入れてください。"),
        ({"adult": "1e3", "people": "me"}, "おとな(18–64歳)の人数は"),
        ({"people": "somebody"}, "えらべるのは、同じグループの人です。"),
        ({"group": "nobodys", "people": "me"}, "グループは、入っているものからえらんでください。"),
        ({}, "だれが来るかを、1人以上入れてください。"),
    ],
)
def test_a_mistake_is_named_at_the_top_and_by_its_field(
    as_member: Callable[..., Client], typed: dict[str, str], says: str
) -> None:
    person = a_high_schooler()
    told = {name: person.public_id if value == "me" else value for name, value in typed.items()}
    answer = as_member(person).post("/who/", told)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert says in page
    assert "<title>エラー:" in page
    field = re.search(r'<li><a href="#(id_\w+)">', page)
    assert field is not None
    assert f'id="{field[1]}"' in page


@pytest.mark.parametrize(
    ("named", "leads_to"), [("x", "x"), ("home", "home"), ("//elsewhere.example/", "/"), ("/me/", "/me/")]
)
def test_choosing_who_comes_leads_back_to_whatever_was_named_of_our_pages(
    as_member: Callable[..., Client], named: str, leads_to: str
) -> None:
    told = {"high_school": "2", "next": named}
    assert as_member().post("/who/", told)["Location"] == leads_to


def test_what_a_member_is_shown_is_kept_by_no_cache_that_others_use(as_member: Callable[..., Client]) -> None:
    a_band_room()
    assert "Cache-Control" not in Client().get(WEEK)
    client = as_member()
    for address in ("/", WEEK, "/h/higashi/", "/h/higashi/rules/"):
        assert client.get(address)["Cache-Control"] == "private, no-cache"
    assert "no-store" in client.get("/me/")["Cache-Control"]
    assert "public" in client.get("/api/v1/halls/")["Cache-Control"]


def test_a_page_that_is_not_there_repeats_nothing_of_its_address(client: Client) -> None:
    page = client.get("/feeds/member/s3cr3t/?token=s3cr3t")
    assert page.status_code == 404
    assert "s3cr3t" not in page.content.decode()


def test_accounts_are_not_made_here(client: Client) -> None:
    answer = client.get("/in/signup/")
    assert "登録は、ここでも窓口でもできます" in answer.content.decode()
    assert client.post("/in/signup/", {"username": "x", "password1": "long-enough-1"}).status_code == 200
    assert not Person.objects.exists()


def test_a_page_sends_nothing_that_its_policy_forbids(as_member: Callable[..., Client]) -> None:
    person, room = a_high_schooler(), a_band_room()
    booking: Booking = a_booking(room, span("2026-12-04", "17:00", "19:00"), person)
    client = as_member(person)
    for address in (
        "/",
        "/h/higashi/",
        WEEK,
        "/me/",
        f"/b/{booking.public_id}/",
        "/h/higashi/rules/",
        "/who/",
    ):
        answer = client.get(address)
        page = answer.content.decode()
        assert "default-src 'self'" in answer["Content-Security-Policy"]
        assert not re.search(r"<style|<script(?![^>]* src=)|\son[a-z]+=|javascript:", page)
        assert not re.search(r'(?:src|href|action)="(?:https?:)?//', page)


def test_what_every_page_loads_stays_small() -> None:
    assert len(gzip.compress((STATIC / "madoakari.css").read_bytes(), 9)) <= 10 * 1024
    assert len(gzip.compress((STATIC / "grid.js").read_bytes(), 9)) <= 1536
    assert len(gzip.compress((STATIC / "copy.js").read_bytes(), 9)) <= 512


def test_the_room_of_a_joined_pair_is_shown_like_any_other(client: Client) -> None:
    the_room(a_hall(), "ab")
    assert client.get("/h/higashi/r/ab/").status_code == 200


def test_a_hall_says_from_when_to_when_it_is_open_and_why_it_is_not(client: Client) -> None:
    hall = a_hall()
    closed = {"start": at("2026-12-08 00:00"), "end": at("2026-12-09 00:00")}
    Closure.objects.create(facility=hall, reason_ja="点検のため", **closed)
    page = text_of(client.get("/h/higashi/").content.decode())
    assert "12月2日(水) 10:00–21:00 夜も開いている日です。" in page
    assert "12月3日(木) 10:00–17:00" in page
    assert "12月7日(月) お休み 休館日" in page
    assert "12月8日(火) お休み 点検のため" in page


def test_a_clause_stands_under_the_rooms_of_which_it_speaks(client: Client) -> None:
    a_hall()
    page = client.get("/h/higashi/rules/").content.decode()
    chapters = [text_of(part) for part in page.split('<h2 class="chapter">')[1:]]
    assert [chapter.strip().split()[0] for chapter in chapters] == ["館全体", "集会室", "音楽室"]
    whole, others, band = ({key for key in ("H1", "S2", "W1") if key in chapter} for chapter in chapters)
    assert (whole, others, band) == ({"H1"}, {"S2"}, {"W1"})
    assert "2026年" not in page, "April of this year"


def test_rules_that_hold_since_another_year_say_which(client: Client) -> None:
    a_hall(SAMPLE.replace("2026-04-01", "2025-04-01"))
    assert "2025年4月1日(火)から使っています。" in client.get("/h/higashi/rules/").content.decode()


def test_a_booking_shows_its_purpose_to_those_whose_it_is(as_member: Callable[..., Client]) -> None:
    person = a_high_schooler()
    booking = a_booking(a_band_room(), span("2026-12-04", "17:00", "19:00"), person, purpose="合唱の練習")
    assert "使いみち 合唱の練習" in text_of(
        as_member(person).get(f"/b/{booking.public_id}/").content.decode()
    )


def test_english_pages_speak_english_throughout(as_member: Callable[..., Client]) -> None:
    a_hall(ostomate_toilet=False, city_en="Koganei")
    client = as_member(a_third_grader())
    client.cookies["look"] = "language-en"
    for address in (
        "/",
        "/h/higashi/",
        WEEK,
        f"{WEEK}?v=list",
        "/h/higashi/rules/",
        f"{WEEK}b/?s=2026-12-04T17:00",
    ):
        page = (
            text_of(client.get(address).content.decode()).replace("やさしい日本語", "").replace("日本語", "")
        )
        assert re.findall(r"[\u3041-\u30fa\u4e00-\u9fff]+", page) == [], address
        assert "1 people" not in page


def test_who_comes_begins_with_the_band_of_a_leader_who_has_never_booked(
    as_member: Callable[..., Client],
) -> None:
    leader, mate = a_high_schooler(), a_high_schooler()
    a_band(leader, mate)
    client = as_member(leader)
    assert client.get("/who/").content.decode().count(" checked") == 3, "the band and both of it"
    client.post("/who/", {"people": leader.public_id})
    assert client.get("/who/").content.decode().count(" checked") == 2, "nobody's choice is put right"

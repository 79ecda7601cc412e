"""Home, hall, rules, my bookings, who comes: each answers, names its things, and keeps to its queries."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from booking.models import Booking, Person
from facilities.models import Closure
from tests.booking.web.conftest import WEEK, text_of
from tests.factories import a_band_room, a_booking, a_hall, at, span, the_room
from tests.people import a_band, a_high_schooler, a_junior_high_student

pytestmark = pytest.mark.django_db
STATIC = Path(__file__).parents[3] / "booking" / "static" / "booking"


def test_the_home_page_shows_tonights_free_rooms_and_every_hall(client: Client) -> None:
    a_band_room()
    page = text_of(client.get("/").content.decode())
    assert "今夜は、1つの館に 灯りがつきます" in page
    assert "17:00–21:00" in page
    assert "夜は水・金" in page


def test_the_home_page_says_so_when_nothing_is_open(client: Client) -> None:
    assert "今夜は、夜に開く館がありません" in client.get("/").content.decode()


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
    assert "まだ確かめていません(入口・エレベーター" in page


def test_a_hall_costs_as_many_queries_with_one_room_as_with_five(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    a_hall()
    client.get("/h/higashi/")
    with django_assert_max_num_queries(8):
        client.get("/h/higashi/")


def test_a_hall_tells_of_closures_to_come(client: Client) -> None:
    hall = a_hall()
    closed = {"start": at("2026-12-08 00:00"), "end": at("2026-12-09 00:00")}
    Closure.objects.create(facility=hall, reason_ja="点検のため", **closed)
    page = text_of(client.get("/h/higashi/").content.decode())
    assert "12月8日(火) お休みします(点検のため)。" in page


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
    assert page.index("12月9日") < page.index("終わった予約") < page.index("11月25日")


def test_without_bookings_a_next_step_is_offered(as_member: Callable[..., Client]) -> None:
    page = as_member().get("/me/").content.decode()
    assert "これからの予約はありません" in page
    assert "空いている部屋を見る" in page


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
    assert "あなた・そら・高校生世代 2人" in sheet


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
    assert "登録は、館の窓口でできます" in answer.content.decode()
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


def test_the_room_of_a_joined_pair_is_shown_like_any_other(client: Client) -> None:
    the_room(a_hall(), "ab")
    assert client.get("/h/higashi/r/ab/").status_code == 200

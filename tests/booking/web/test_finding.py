"""空いている時間をさがす as a page: what an address asks for, what is answered, and where it leads."""

import gzip
import re
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from booking.models import Person
from booking.queries.party import Company
from facilities.models import Equipment, Facility, Room
from tests.booking.web.conftest import text_of
from tests.factories import CONSENTING, DEMANDING, SAMPLE, a_booking, a_closure, a_hall, span, the_room
from tests.people import a_band, a_high_schooler, a_junior_high_student, a_young_adult, consented, inducted

pytestmark = pytest.mark.django_db
EVENINGS = "/find/?when=week&part=evening&len=120"


@pytest.fixture(autouse=True)
def hall() -> Facility:
    hall = a_hall()
    Equipment.objects.create(room=the_room(hall, "band"), slug="drums", name_ja="ドラム", name_en="Drums")
    return hall


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def told(client: Client, address: str) -> str:
    return text_of(page(client, address))


def links(html: str, words: str) -> list[str]:
    """Where the links lead that say something."""
    found = re.findall(r'<a [^>]*href="([^"]*)"[^>]*>(.*?)</a>', html, re.DOTALL)
    return [unescape(href) for href, inside in found if words in text_of(inside)]


def test_a_length_that_nobody_named_is_said_as_one_that_was_taken(client: Client) -> None:
    assert "きょうから7日間・2時間使うとして" in page(client, "/find/?when=week")
    assert "2時間使うとして" not in page(client, "/find/?when=week&len=120")


def test_without_a_question_there_is_the_form_alone(client: Client) -> None:
    html = page(client, "/find/")
    assert '<details class="fold" open>' in html
    assert 'role="status"' not in html


def test_what_is_found_stands_by_day_and_hall_and_leads_to_the_sheet(client: Client) -> None:
    html = page(client, EVENINGS)
    assert re.findall(r"<h2[^>]*>([^<]*)</h2>", html)[:2] == ["12月2日(水)", "12月4日(金)"]
    assert '<details class="fold"><summary><b>きょうから7日間の夜・2時間</b>' in html
    assert "10件見つかりました" in text_of(re.findall(r'role="status".*?</div>', html, re.DOTALL)[0])
    assert html.count('<article><h3 class="hl">') == 2
    first = links(html, "音楽室")[0]
    assert first == "/h/higashi/r/band/b/?s=2026-12-02T17:00&e=2026-12-02T19:00"
    assert 'data-until="2026-12-02T19:00" checked' in page(client, first)


def test_a_day_on_which_one_may_begin_at_several_times_names_them(client: Client) -> None:
    html = page(client, EVENINGS)
    assert "ほかの始まり 18:00 19:00" in text_of(html)
    assert "/h/higashi/r/craft/b/?s=2026-12-02T18:00&e=2026-12-02T20:00" in links(html, "18:00")


def test_why_a_room_fits_is_said_by_what_was_asked_for(client: Client) -> None:
    Room.objects.filter(slug="band").update(step_free=True)
    words = told(client, f"{EVENINGS}&n=5&eq=drums&sound=loud&step=1")
    assert "2件見つかりました 5人で予約できる時間だけです。" in words
    assert "17:00 19:00まで・2時間 音楽室" in words
    assert "ドラムがあります 音を出せます 段差なしで入れます この時間" in words
    assert "4部屋は、のぞいてあります 4 部屋 ドラムがない部屋です。" in words


def test_who_comes_by_bands_is_counted_as_even_as_can_be(client: Client) -> None:
    words = told(client, f"{EVENINGS}&n=5&age=high_school&age=junior_high")
    assert "中学生3人・高校生世代2人で予約できる時間だけです。" in words
    html = page(client, "/find/?when=days&from=2026-12-05&part=afternoon&age=elementary")
    assert "小学生1人で予約できる時間だけです。" in text_of(html)
    assert "1部屋は、のぞいてあります" in text_of(html)
    assert "/h/higashi/rules/#W1" in links(html, "館のきまり W1")


def test_a_member_finds_what_their_chosen_company_may_have(as_member: Callable[..., Client]) -> None:
    leader = a_high_schooler()
    a_band(leader)
    client = as_member(leader)
    assert "1人で予約できる時間だけです。" in told(client, EVENINGS)
    assert "のぞいてあります" not in told(client, EVENINGS)
    none = told(as_member(a_young_adult()), EVENINGS)
    assert "ちょうど合う時間は、ありませんでした" in none
    assert "5部屋は、のぞいてあります" in none
    assert "館のきまり H2" in none


def test_others_than_those_chosen_are_named_and_the_sheet_is_for_them(
    as_member: Callable[..., Client],
) -> None:
    client = as_member(a_young_adult())
    html = page(client, f"{EVENINGS}&n=3&age=high_school")
    assert "高校生世代3人で予約できる時間だけです。" in text_of(html)
    assert "今えらんでいる人(1人)とはちがう人でさがしました。" in text_of(html)
    (first, *_) = links(html, "音楽室")
    assert first.endswith("&n=3&age=high_school")
    assert "3人 高校生世代3人 変える" in told(client, first)
    assert "ちがう人" not in told(client, f"{EVENINGS}&n=1")


def test_whoever_has_not_taken_the_course_is_led_to_its_dates_instead_of_the_room(
    as_member: Callable[..., Client],
) -> None:
    a_hall(DEMANDING.replace("higashi", "kita"))
    client = as_member(a_high_schooler())
    for asked in ("", "&n=5", "&n=2&age=high_school"):
        html = page(client, f"{EVENINGS}&hall=kita{asked}")
        assert not [href for href in links(html, "音楽室") if href.startswith("/h/kita/r/band/b/")]
        assert links(html, "講習会の日を見る") == ["/h/kita/courses/"]


def _members(consenting: Facility) -> dict[str, tuple[Person, Company | None]]:
    """With and without the course, a guardian's consent and a group; and the company that they chose."""
    taught, leader, friend, cared_for = (
        a_high_schooler(),
        a_high_schooler(),
        a_high_schooler(),
        a_junior_high_student(),
    )
    for person in (taught, leader):
        inducted(person, "band-room", date(2026, 10, 1))
    until = date(2027, 3, 31)
    consented(cared_for, consenting, "evening", date(2026, 11, 1), until, rulebook="nishi-rules")
    band = a_band(leader, friend)
    return {
        "without the course": (a_high_schooler(), None),
        "with the course": (taught, None),
        "without a consent": (a_junior_high_student(), None),
        "with a consent": (cared_for, None),
        "with a group": (leader, Company(band.pk, (leader.pk, friend.pk))),
        "with others": (taught, Company(None, (taught.pk,), {"high_school": 2})),
        "an adult": (a_young_adult(), None),
    }


@pytest.mark.parametrize(
    "asked", ["", "&n=1", "&n=3", "&n=2&age=high_school", "&n=3&age=high_school&age=junior_high"]
)
def test_what_is_offered_as_free_the_form_accepts(client: Client, asked: str) -> None:
    consenting = a_hall(CONSENTING.replace("higashi", "nishi"))
    for key, text in (
        ("kita", DEMANDING),
        ("minami", DEMANDING.replace('"band-room"', '"band-room"\nof = "any"')),
    ):
        a_hall(text.replace("higashi", key))
    offered = 0
    for who, (person, company) in _members(consenting).items():
        client.force_login(person)
        if company is not None:
            session = client.session
            session["company"] = {**asdict(company), "people": list(company.people)}
            session.save()
        for href in links(page(client, f"{EVENINGS}{asked}"), "この時間"):
            offered += 1
            end = parse_qs(urlsplit(href).query)["e"][0]
            assert f'data-until="{end}" checked' in page(client, href), (who, href)
    assert offered > 20


def test_whoever_chooses_who_comes_leaves_behind_what_an_address_said_of_that(
    as_member: Callable[..., Client],
) -> None:
    client = as_member(a_high_schooler())
    sheet = "/h/higashi/r/band/b/?s=2026-12-04T17:00&n=3&age=high_school&age=adult"
    answer = client.post("/who/", {"next": sheet, "high_school": "2"})
    assert answer.headers["Location"] == "/h/higashi/r/band/b/?s=2026-12-04T17:00"


def test_a_room_that_one_has_used_says_so(as_member: Callable[..., Client], hall: Facility) -> None:
    person = a_high_schooler()
    a_booking(the_room(hall, "craft"), span("2026-11-20", "13:00", "14:00"), person)
    found = re.findall(r'class="hit".*?</a>', page(as_member(person), EVENINGS), re.DOTALL)
    assert ["工作室" in one for one in found] == ["前にも使った部屋です" in one for one in found]
    assert "前にも使った部屋です" in "".join(found)


@pytest.mark.parametrize(
    ("asked", "kept", "note"),
    [
        ("n=0", "1人", "人数は、1人でさがしました。"),
        ("n=5000", "999人", "人数は、999人でさがしました。"),
        ("n=-1", "1人", "読み取れない数がありました。"),
        ("n=1&age=elementary&age=adult", "2人", "人数は、2人でさがしました。"),
        ("len=7", "30分", "長さは、近い30分でさがしました。"),
        ("len=100000000000000000000", "2時間", "読み取れない数がありました。"),
        ("when=never", "きょうから7日間", "いつのことか読み取れなかったので"),
        ("when=days&from=2026-02-31", "12月2日(水)", "読み取れない日にちがありました。"),
        ("when=days&from=2020-01-01&to=2026-12-03", "12月2日–3日", "さがせるのは12月2日(水)から"),
        ("when=days&from=2026-12-20&to=2026-12-10", "12月10日–20日", ""),
        ("when=days&from=2026-12-10&to=2027-06-10", "12月10日–1月9日", "一度にさがせるのは31日間までです。"),
        ("from=9999-12-31", "2028年1月6日(木)", "さがせるのは"),
        ("eq=unicorn&hall=nowhere&age=ghost&when=week", "きょうから7日間・2時間", "ここにないものは"),
        ("part=teatime&sound=shrill&when=today", "きょう・2時間", ""),
    ],
)
def test_what_cannot_be_becomes_the_nearest_that_can_and_is_said(
    client: Client, asked: str, kept: str, note: str
) -> None:
    html = page(client, f"/find/?{asked}")
    assert kept in text_of(re.findall(r"<summary><b>(.*?)</b>", html)[0])
    assert note in text_of(html)


def test_where_nothing_is_found_one_condition_is_loosened_and_named(client: Client, hall: Facility) -> None:
    a_closure(hall, span("2026-12-04", "17:00", "21:00"))
    html = page(client, "/find/?when=days&from=2026-12-04&part=evening&len=120&sound=loud")
    assert "ちょうど合う時間は、ありませんでした" in html
    (other_time,) = links(html, "ほかの時間でもよければ、1件あります")
    assert "1件見つかりました" in told(client, f"/find/{other_time}")
    (week,) = links(html, "7日間のいつでもよければ、1件あります")
    assert "1件見つかりました" in told(client, f"/find/{week}")
    assert "15:00–17:00 2時間早い 音楽室" in text_of(html)


def test_what_is_taken_leads_to_the_waiting_list_with_the_same_conditions(
    as_member: Callable[..., Client], hall: Facility
) -> None:
    for day in ("2026-12-02", "2026-12-04"):
        a_booking(the_room(hall, "band"), span(day, "17:00", "21:00"), a_junior_high_student())
    client = as_member()
    (wait,) = links(page(client, f"{EVENINGS}&sound=loud"), "東児童館 音楽室が空いたら知らせる")
    form = page(client, wait)
    # Of the week the days that the room has: on Mondays the hall rests.
    assert form.count("checked") == 6
    # From five until the room's last hour, two hours.
    assert re.findall(r'value="(\d+)" selected', form)[:3] == ["17", "21", "120"]


def test_a_long_answer_is_shown_by_days_and_stays_small(client: Client, hall: Facility) -> None:
    for key in ("nishi", "kita", "minami"):
        a_hall(SAMPLE.replace("higashi", key))
    html = page(client, "/find/?when=week&len=60&n=4")
    assert len(gzip.compress(html.encode())) <= 14 * 1024
    assert re.findall(r'<h2 class="num [^>]*>([^<]*)</h2>', html) == ["12月2日(水)", "12月3日(木)"]
    (later,) = links(html, "次の日からも見る")
    following = page(client, f"/find/{later.removesuffix('#res')}")
    assert "12月4日(金)" in re.findall(r'<h2 class="num [^>]*>([^<]*)</h2>', following)
    assert "件見つかりました" in following


def test_a_search_is_an_address_that_says_nothing_of_anybody(as_member: Callable[..., Client]) -> None:
    person = a_high_schooler(call_name="はるか")
    client = as_member(person)
    html = page(client, f"{EVENINGS}&n=3&age=high_school")
    addresses = " ".join(re.findall(r'href="([^"]*)"', html))
    assert person.public_id not in addresses
    assert person.card_number not in addresses


@pytest.mark.parametrize("address", ["/find/", EVENINGS, f"{EVENINGS}&eq=drums&step=1&n=9"])
def test_a_search_costs_at_most_twelve_queries(
    as_member: Callable[..., Client], django_assert_max_num_queries: DjangoAssertNumQueries, address: str
) -> None:
    client = as_member()
    client.get(address)
    with django_assert_max_num_queries(12):
        client.get(address)


def test_a_city_without_halls_finds_nothing(client: Client) -> None:
    Facility.objects.update(published=False)
    assert "ちょうど合う時間は、ありませんでした" in told(client, EVENINGS)


def test_the_home_page_asks_in_a_sentence(client: Client) -> None:
    html = page(client, "/")
    (form,) = re.findall(r'<form class="seek.*?</form>', html, re.DOTALL)
    assert 'action="/find/"' in form
    assert re.findall(r'<option value="(\w*)" selected>', form) == ["today", "evening", "", ""]
    assert "件見つかりました" in told(client, "/find/?when=today&part=evening&n=&sound=")


def test_in_english_and_in_easy_japanese_nothing_is_left_in_japanese(client: Client) -> None:
    client.cookies["look"] = "language-en"
    html = page(client, f"{EVENINGS}&n=5&eq=drums&sound=loud&step=1")
    main = text_of(html[html.index("<main") : html.index("</main>")])
    assert not re.findall(r"[ぁ-んァ-ン]+", main)

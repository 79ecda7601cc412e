"""グループ: its page, for those who lead it and those who are in it; inviting, joining, counting."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from booking.actions.invitations import LIFETIME, invite, revoke_invitation
from booking.models import Group, Membership, Notice, Person, Registration
from booking.queries.party import Company, usual_of
from tests.booking.web.conftest import html_of, text_of
from tests.factories import DEMANDING, NOW, a_band_room, a_booking, a_hall, span, the_room
from tests.people import (
    a_band,
    a_group,
    a_high_schooler,
    a_junior_high_student,
    inducted,
    registered,
)

pytestmark = pytest.mark.django_db
LINK = re.compile(r"http://testserver/invited/([0-9a-f]{40})/")
CONSENT = (
    DEMANDING
    + """
[[clauses]]
id = "G9"
ja = "中学生までは、保護者の同意がいります。"
en = "Up to junior high school a guardian has to agree."
  [[clauses.says]]
  type = "consent"
  purpose = "use"
  ages = { to_stage = "junior_high" }
"""
)


@pytest.fixture
def haruka() -> Person:
    return a_high_schooler(call_name="はるか", name="小金井 遥", phone="042-000-0000")


@pytest.fixture
def sora() -> Person:
    return a_junior_high_student(call_name="そら", name="緑 空", email="sora@example.org")


@pytest.fixture
def band(haruka: Person, sora: Person) -> Group:
    return a_group("band", haruka, sora, name="よるかぜ")


@pytest.fixture
def page(as_member: Callable[..., Client], haruka: Person) -> Client:
    return as_member(haruka)


def look(page: Client, group: Group) -> str:
    return text_of(html_of(page.get(f"/g/{group.public_id}/")))


def test_a_group_is_founded_in_one_form(page: Client, haruka: Person) -> None:
    answer = page.post("/g/new/", {"name": "あさかぜ", "kind": "band"})
    group = Group.objects.get()
    assert answer["Location"] == f"/g/{group.public_id}/"
    assert "まずは、メンバーをさそいましょう" in look(page, group)
    assert "あさかぜ" in text_of(html_of(page.get("/g/")))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": " ", "kind": "band"}, "グループの名前を入れてください"),
        ({"name": "あ" * 2001, "kind": "band"}, "名前は2000文字まで"),
        ({"name": "あ\u202e", "kind": "band"}, "使えない文字"),
        ({"name": "あ", "kind": "choir"}, "どんなグループかを"),
        ({}, "グループの名前を入れてください"),
    ],
)
def test_what_cannot_be_a_group_is_said_by_its_field(page: Client, typed: dict[str, str], said: str) -> None:
    answer = page.post("/g/new/", typed)
    assert (answer.status_code, said in text_of(html_of(answer))) == (422, True)


def test_the_way_to_a_room_brings_the_group_along(page: Client, band: Group) -> None:
    html = html_of(page.get(f"/g/{band.public_id}/"))
    [way] = re.findall(r'href="([^"]+)"><svg[^>]*>.{0,60}?</svg><span>このグループで部屋をさがす', html)
    who = html_of(page.get(way.replace("&amp;", "&")))
    assert re.search(rf'value="{band.public_id}" checked', who)


def test_members_see_call_names_and_age_bands_and_no_contacts(
    as_member: Callable[..., Client], band: Group, sora: Person
) -> None:
    html = html_of(as_member(sora).get(f"/g/{band.public_id}/"))
    assert "はるか" in html
    assert "高校生世代" in html
    for secret in ("小金井 遥", "042-000-0000", "2009", "sora@example.org"):
        assert secret not in html
    assert "招待を作る" not in html
    assert "この名前にする" not in html


def test_a_member_without_a_call_name_has_a_number_and_not_their_name(page: Client, band: Group) -> None:
    Membership.objects.create(group=band, person=a_high_schooler(name="山田 花子"))
    said = look(page, band)
    assert "メンバー3" in said
    assert "山田" not in said


def test_a_foreign_group_and_none_at_all_answer_alike(page: Client) -> None:
    other = a_band().public_id
    for path in (f"/g/{other}/", "/g/nonsense/", f"/g/{other}/roster/", f"/g/{other}/m/nobody/"):
        assert page.get(path).status_code == 404
    assert page.post(f"/g/{other}/leave/")["Location"] == page.post("/g/nonsense/leave/")["Location"] == "/g/"
    for path in ("rename/", "usual/", "dissolve/", "invite/"):
        assert page.post(f"/g/{other}/{path}").status_code == 404


def test_the_number_of_queries_does_not_grow_with_members(page: Client, band: Group, haruka: Person) -> None:
    a_booking(a_band_room(), span("2026-12-04", "17:00", "19:00"), haruka, group=band)
    look(page, band)
    counts = []
    for more in (0, 12):
        for _ in range(more):
            Membership.objects.create(group=band, person=a_high_schooler(call_name="あお"))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            look(page, band)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_bar_tells_until_when_it_is_registered_and_from_when_it_can_be_renewed(
    page: Client, band: Group
) -> None:
    a_hall()
    registered(band, "higashi-rules", date(2026, 4, 10), date(2027, 3, 31))
    said = look(page, band)
    assert "2027年3月31日まで使えます。" in said
    assert "更新は2月1日から" in said
    assert "更新を申しこむ" not in said


def test_in_february_the_page_offers_the_renewal(page: Client, band: Group, settings: Any) -> None:
    settings.CLOCK = "2027-02-01T09:00:00+09:00"
    registered(band, "higashi-rules", date(2026, 4, 10), date(2027, 3, 31))
    assert "更新を申しこむ" in look(page, band)


def test_the_gauge_counts_as_the_judge_does(page: Client, band: Group, haruka: Person) -> None:
    room = a_band_room()
    when = span("2026-12-04", "17:00", "19:00")
    a_booking(room, when, haruka, group=band)
    a_booking(room, span("2026-12-04", "10:00", "12:00"), haruka)
    said = look(page, band)
    assert "先に取っておける予約は2つまで。今は1つです。" in said, (
        "what somebody books alone is not the group's"
    )


def test_a_cap_of_uses_a_month_is_drawn_as_windows(page: Client, band: Group, haruka: Person) -> None:
    monthly = (
        DEMANDING
        + """
[[clauses]]
id = "Q9"
ja = "予約は月4回までです。"
en = "Four bookings a month."
  [[clauses.says]]
  type = "quota"
  most = 4
  per = "month"
"""
    )
    room = the_room(a_hall(monthly), "band")
    for day in ("2026-12-04", "2026-12-09"):
        a_booking(room, span(day, "17:00", "19:00"), haruka, group=band)
    a_booking(room, span("2027-01-06", "17:00", "19:00"), haruka, group=band)
    html = html_of(page.get(f"/g/{band.public_id}/"))
    assert "今月はあと2回。" in html
    assert 'aria-label="4のうち2を使いました"' in html
    assert "予約は月4回までです。" in html


def test_courses_are_counted_and_named(page: Client, band: Group, haruka: Person) -> None:
    a_hall(DEMANDING)
    inducted(haruka, "band-room", date(2026, 5, 1))
    assert "音楽室の講習会 2人のうち1人" in look(page, band)


def test_a_member_whose_consent_is_missing_is_an_unlit_window(
    page: Client, band: Group, haruka: Person
) -> None:
    room = the_room(a_hall(CONSENT), "band")
    assert "準備中" not in look(page, band), "no hall that the group uses asks for it"
    a_booking(room, span("2026-12-04", "17:00", "19:00"), haruka, group=band)
    said = look(page, band)
    assert said.count("準備中") == 1
    assert "そらさんの保護者の同意が、まだ届いていません。" in said


def test_inviting_tells_the_link_in_the_answer_and_nowhere_else(page: Client, band: Group) -> None:
    answer = page.post(f"/g/{band.public_id}/invite/", {"places": "3"})
    [token] = set(LINK.findall(html_of(answer)))
    assert "no-store" in answer["Cache-Control"]
    assert "3人が、7日のあいだ使えます。" in text_of(html_of(answer))
    assert token not in str(dict(page.session))
    assert not LINK.search(html_of(page.get(f"/g/{band.public_id}/")))
    assert "あと3人が使える招待" in look(page, band)


@pytest.mark.parametrize("places", ["0", "11", "x", "", "٣", "9" * 5000])
def test_a_number_of_places_that_cannot_be_is_said(page: Client, band: Group, places: str) -> None:
    answer = page.post(f"/g/{band.public_id}/invite/", {"places": places})
    assert answer.status_code == (200 if places == "٣" else 422)


def test_a_link_leads_on_to_an_address_without_its_secret(
    client: Client, band: Group, haruka: Person
) -> None:
    token = invite(group=band, actor=haruka, now=NOW).token
    answer = client.get(f"/invited/{token}/", follow=True)
    html = html_of(answer)
    assert answer.redirect_chain == [("/invited/", 302)]
    assert "「よるかぜ」に、さそわれています" in text_of(html)
    assert "/in/login/?next=%2Finvited%2F" in html
    assert token not in html + str(dict(client.session))


def test_a_friend_who_signs_in_comes_back_and_joins(client: Client, band: Group, haruka: Person) -> None:
    client.get(f"/invited/{invite(group=band, actor=haruka, now=NOW).token}/")
    friend = a_high_schooler(call_name="あお")
    client.force_login(friend)
    assert "グループに入る" in text_of(html_of(client.get("/invited/")))
    assert client.post("/invited/", {"do": "join"})["Location"] == f"/g/{band.public_id}/"
    assert band.memberships.filter(person=friend).exists()
    again = client.post("/invited/", {"do": "join"})
    assert again["Location"] == f"/g/{band.public_id}/", "a second tap changes nothing"
    again = client.get("/invited/")
    assert (again.status_code, "もう、このグループに入っています" in text_of(html_of(again))) == (200, True)


def test_a_link_that_opens_nothing_is_explained_and_asked_for_anew(
    page: Client, band: Group, haruka: Person, settings: Any, client: Client
) -> None:
    token = invite(group=band, actor=haruka, now=NOW - LIFETIME).token
    assert "もう、このグループに入っています" in text_of(html_of(page.get(f"/invited/{token}/", follow=True)))
    friend = a_high_schooler(call_name="あお")
    client.force_login(friend)
    answer = client.get(f"/invited/{token}/", follow=True)
    assert (answer.status_code, "7日がすぎて" in text_of(html_of(answer))) == (410, True)
    assert client.post("/invited/", {"do": "join"}).status_code == 410
    assert "知らせました" in text_of(html_of(client.post("/invited/", {"do": "ask"})))
    assert Notice.objects.get(person=haruka).subject == "「よるかぜ」に入りたい人がいます"


def test_a_mistyped_link_was_not_found_and_a_called_off_one_was_called_off(
    client: Client, band: Group, haruka: Person
) -> None:
    made = invite(group=band, actor=haruka, now=NOW)
    cut = client.get(f"/invited/{made.token[:-1]}/")
    assert (cut.status_code, "見つかりませんでした" in text_of(html_of(cut))) == (404, True)
    assert "取りやめ" not in html_of(cut)
    revoke_invitation(group=band, actor=haruka, public_id=made.invitation.public_id, now=NOW)
    off = client.get(f"/invited/{made.token}/", follow=True)
    assert (off.status_code, "取りやめになりました" in text_of(html_of(off))) == (410, True)


def test_a_link_typed_in_capitals_opens(client: Client, band: Group, haruka: Person) -> None:
    token = invite(group=band, actor=haruka, now=NOW).token
    assert client.get(f"/invited/{token.upper()}/")["Location"] == "/invited/"


def test_who_comes_without_a_link_is_told_how_to_open_one(client: Client) -> None:
    answer = client.get("/invited/")
    assert (answer.status_code, "全部コピーして" in text_of(html_of(answer))) == (404, True)


def test_the_usual_ones_are_offered_under_who(
    page: Client, band: Group, haruka: Person, sora: Person
) -> None:
    path = f"/g/{band.public_id}/usual/"
    wrong = page.post(path, {"junior_high": "many", "sequence": "0"})
    assert (wrong.status_code, "中学生の人数は" in text_of(html_of(wrong))) == (422, True)
    assert page.post(path, {"junior_high": "3", "sequence": "0"}).status_code == 302
    band.refresh_from_db()
    everyone = Company(band.pk, (haruka.pk, sora.pk), {"junior_high": 3})
    assert usual_of(band, haruka) == everyone
    html = html_of(page.get(f"/who/?usual={band.public_id}"))
    assert re.search(r'name="junior_high"[^>]* value="3"', html)
    assert html.count("checked") == 3, "the group and its two members"


def test_carers_take_up_room_and_are_no_part_of_the_party(page: Client, haruka: Person) -> None:
    room = a_band_room()
    page.post("/who/", {"people": haruka.public_id, "carers": "2"})
    sheet = f"/h/higashi/r/{room.slug}/b/?s=2026-12-04T17:00"
    html = html_of(page.get(sheet))
    assert "介助の人 2人" in html
    [company] = re.findall(r'name="company" value="(\w+)"', html)
    posted = {"e": "2026-12-04T19:00", "company": company, "help": "車いすを押してほしい", "key": "k"}
    answer = page.post(sheet, posted)
    booking = haruka.bookings.get()
    assert (booking.headcount, booking.carers, booking.help_wanted) == (1, 2, "車いすを押してほしい")
    said = text_of(html_of(page.get(answer["Location"])))
    assert "1人と介助の人2人" in said
    assert "車いすを押してほしい" in said


@pytest.mark.parametrize("carers", ["21", "-1", "x", "²"])
def test_a_number_of_carers_that_cannot_be_is_said(page: Client, haruka: Person, carers: str) -> None:
    answer = page.post("/who/", {"people": haruka.public_id, "carers": carers})
    assert (answer.status_code, "介助の人の人数は" in text_of(html_of(answer))) == (422, True)


def test_only_those_who_lead_count_its_members(
    as_member: Callable[..., Client], band: Group, sora: Person
) -> None:
    member = as_member(sora)
    assert member.get(f"/g/{band.public_id}/roster/").status_code == 404
    assert member.post(f"/g/{band.public_id}/usual/", {"sequence": "0"}).status_code == 409


def test_a_refusal_to_register_names_the_rule_and_what_helps(page: Client, band: Group) -> None:
    a_hall(
        DEMANDING
        + """
[[clauses]]
id = "R1"
ja = "団体は登録をします。"
en = "Groups register."
  [[clauses.says]]
  type = "registration"
  of = "group"

[[clauses]]
id = "R2"
ja = "5人からです。"
en = "From five."
  [[clauses.says]]
  type = "headcount"
  least = 5
  steps = ["register"]
"""
    )
    assert "登録を申しこむ" in look(page, band)
    path = f"/g/{band.public_id}/register/higashi-rules/"
    assert page.get(path).status_code == 200
    refused = page.post(path, {"sequence": "0"})
    assert (refused.status_code, "館のきまり R2" in text_of(html_of(refused))) == (409, True)
    Group.objects.filter(pk=band.pk).update(roster={"adult": {"none": 3}})
    assert page.post(path, {"sequence": "0"}).status_code == 302
    assert Registration.objects.get().state == "applied"
    assert "館がたしかめています" in look(page, band)
    assert page.get(f"/g/{band.public_id}/register/nonsense/").status_code == 404

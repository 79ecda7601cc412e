"""Booking by telephone: one line, its tokens, the judge's word, and 予約する."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from booking.models import Act, Booking, Caller
from booking.rules.lifecycle import State
from booking.rules.staff import Role
from facilities.models import Facility
from tests.booking.web.conftest import text_of
from tests.factories import DEMANDING, REGISTERING, SAMPLE, a_booking, a_facility, a_hall, span, the_room
from tests.people import a_band, a_high_schooler, a_junior_high_student, staff

pytestmark = pytest.mark.django_db
PHONE = "/desk/higashi/book/"
FRIDAY = span("2026-12-04", "17:00", "19:00")
A_LINE = "音楽 4日 17-19 中3"


def fields_of(html: str) -> dict[str, str]:
    """What the form of a page would send, as it stands."""
    told: dict[str, str] = {}
    for tag in re.findall(r"<input[^>]*>", html):
        at = {key: unescape(value) for key, value in re.findall(r'(\w+)="([^"]*)"', tag)}
        chosen = at.get("type") not in ("radio", "checkbox") or " checked" in tag
        if "name" in at and chosen and at["name"] != "csrfmiddlewaretoken":
            told[at["name"]] = at.get("value", "")
    for name, options in re.findall(r'<select[^>]*name="(\w+)"[^>]*>(.*?)</select>', html, re.DOTALL):
        chosen_value = re.search(r'<option value="([^"]*)" selected', options)
        told[name] = chosen_value.group(1) if chosen_value else ""
    return told


def typed(desk: Client, line: str, **fields: str) -> str:
    """The page after a line was typed and Enter pressed."""
    html = desk.get(PHONE).content.decode()
    answer = desk.post(PHONE, {**fields_of(html), "line": line, **fields})
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_line_and_two_enters_book_for_a_caller_without_an_account(desk: Client) -> None:
    html = typed(desk, f"{A_LINE} 山田 090-1234-5678")
    assert "予約できます" in text_of(html)
    assert "山田 090-1234-5678(登録なし)" in text_of(html), "what was read is said back before it is booked"
    answer = desk.post(PHONE, {**fields_of(html), "do": "book"})
    booking = Booking.objects.get()
    assert answer.headers["Location"] == f"/desk/higashi/b/{booking.public_id}/?done=1"
    assert (booking.start, booking.end, booking.counted) == (FRIDAY.start, FRIDAY.end, {"junior_high": 3})
    assert (booking.person, booking.channel, booking.state) == (None, "phone", State.BOOKED)
    assert (booking.caller.name, booking.caller.phone) == ("山田", "090-1234-5678")


def test_what_was_understood_stands_as_tokens_that_lead_to_their_fields(desk: Client) -> None:
    html = typed(desk, A_LINE)
    told = text_of(html)
    for words in ("音楽室", "12月4日(金)", "17:00–19:00", "3人(中学生3人)"):
        assert words in told
    assert 'href="#id_room"' in html
    assert fields_of(html)["end"] == "19:00"


def test_a_group_is_found_by_its_name_and_comes_as_it_usually_does(desk: Client, hall: Facility) -> None:
    leader = a_high_schooler()
    band = a_band(leader)
    a_booking(the_room(hall, "craft"), span("2026-11-05", "10:00", "11:00"), leader, group=band)
    html = typed(desk, "音楽 4日 17-19 3 よるかぜ")
    assert "よるかぜ" in text_of(html)
    desk.post(PHONE, {**fields_of(html), "do": "book"})
    booking = Booking.objects.get(group=band, room__slug="band")
    assert (booking.person, booking.headcount, booking.people.count()) == (leader, 3, 3)
    assert Act.objects.get(verb="book").actor != leader


def test_a_member_is_found_only_where_they_have_business_and_the_look_is_logged(
    desk: Client, hall: Facility
) -> None:
    here, elsewhere = (a_high_schooler(name=name, reading="こがねい") for name in ("はるか", "みずき"))
    a_booking(the_room(hall, "craft"), span("2026-11-05", "10:00", "11:00"), here)
    told = text_of(typed(desk, f"{A_LINE} こがねい"))
    assert here.name in told
    assert elsewhere.name not in told
    assert [act.subject_id for act in Act.objects.filter(verb="look")] == [here.public_id]
    assert "こがねい" not in str(list(Act.objects.values()))


def test_nothing_that_was_typed_stands_in_an_address(desk: Client) -> None:
    html = typed(desk, f"{A_LINE} 山田")
    assert 'method="post"' in html
    answer = desk.post(PHONE, {**fields_of(html), "do": "book"})
    assert "山田" not in unescape(answer.headers["Location"])
    assert desk.get(f"{PHONE}?line=山田&caller=山田").content.decode().count("山田") == 0


def test_a_line_that_was_changed_is_shown_before_it_is_booked(desk: Client) -> None:
    html = typed(desk, f"{A_LINE} 山田")
    answer = desk.post(PHONE, {**fields_of(html), "line": "工作 5日 10-11 中3 山田", "do": "book"})
    assert answer.status_code == 200
    assert "12月5日(土)" in text_of(answer.content.decode())
    assert not Booking.objects.exists()


def test_a_button_that_is_pressed_twice_books_once(desk: Client) -> None:
    form = {**fields_of(typed(desk, f"{A_LINE} 山田")), "do": "book"}
    first, second = desk.post(PHONE, form), desk.post(PHONE, form)
    assert first.headers["Location"] == second.headers["Location"]
    assert Booking.objects.count() == Caller.objects.count() == 1


def test_a_caller_has_a_name(desk: Client) -> None:
    html = typed(desk, A_LINE)
    answer = desk.post(PHONE, {**fields_of(html), "do": "book"})
    assert answer.status_code == 422
    assert "かけてきた人の名前を入れてください。" in text_of(answer.content.decode())


def test_a_refusal_has_the_members_words_and_a_sentence_for_the_telephone(desk: Client) -> None:
    told = text_of(typed(desk, "音楽 4日 17-19 小6 1 中学 3"))
    assert "音楽室は中学生から使えます" in told
    said = re.findall(r"「(申し訳ありません。.*?)」", told)
    assert len(said) == 1
    assert "。 " not in said[0], "as one says it, and not as pieces that stand beside each other"


def test_every_way_out_of_a_refusal_is_allowed_by_the_judge(desk: Client) -> None:
    html = typed(desk, "工作 4日 17-19 小6 1 中学 3 山田")
    ways = re.findall(r'name="to" value="([^"]+)"', html)
    assert len(ways) == 3
    for way in ways:
        filled = desk.post(PHONE, {**fields_of(html), "to": way}).content.decode()
        assert "予約できます" in text_of(filled), way
        assert desk.post(PHONE, {**fields_of(filled), "do": "book", "key": way}).status_code == 302, way
        Booking.objects.all().delete()  # each by itself: two of them may want the same hour


def test_a_way_out_may_leave_to_the_desk_what_it_sees_itself(client: Client) -> None:
    hall = a_hall(DEMANDING)
    client.force_login(staff(hall))
    a_booking(the_room(hall, "band"), FRIDAY)
    html = typed(client, f"{A_LINE} 山田")
    way = re.findall(r'name="to" value="(band[^"]+)"', html)[0]
    filled = client.post(PHONE, {**fields_of(html), "to": way}).content.decode()
    form = {**fields_of(filled), "seen": "inductions", "do": "book"}
    assert client.post(PHONE, form).status_code == 302


def test_what_others_have_cannot_be_overruled(desk: Client, hall: Facility) -> None:
    a_booking(the_room(hall, "band"), FRIDAY)
    html = typed(desk, f"{A_LINE} 山田")
    assert "理由を書いて予約する" not in html
    answer = desk.post(PHONE, {**fields_of(html), "why": "館長の判断", "do": "overrule"})
    assert answer.status_code == 409
    assert Booking.objects.count() == 1


def test_a_refusal_is_overruled_with_a_reason_that_is_kept(desk: Client) -> None:
    html = typed(desk, "音楽 4日 17-19 小6 1 中学 3 山田")
    form = {**fields_of(html), "do": "overrule"}
    assert desk.post(PHONE, form).status_code == 422
    assert desk.post(PHONE, form | {"why": "保護者が2人、いっしょに来るため"}).status_code == 302
    act = Act.objects.get(verb="overrule")
    assert (act.subject_id, act.why) == (Booking.objects.get().public_id, "保護者が2人、いっしょに来るため")
    assert act.after == {"codes": ["AGE_EVENING", "AGE_MIN"], "clauses": ["H2", "W1"]}


def test_a_reason_that_was_left_in_its_field_overrules_nothing_by_itself(desk: Client) -> None:
    html = typed(desk, "音楽 4日 17-19 小6 1 山田")
    assert desk.post(PHONE, {**fields_of(html), "why": "わけ", "do": "book"}).status_code == 409


def test_whoever_has_not_the_right_does_not_overrule(client: Client, hall: Facility) -> None:
    client.force_login(staff(hall, role=Role.CONTRACTOR))
    html = typed(client, "音楽 4日 17-19 小6 1 山田")
    assert "理由を書いて予約する" not in html
    assert client.post(PHONE, {**fields_of(html), "why": "わけ", "do": "overrule"}).status_code == 404
    assert not Booking.objects.exists()


def test_the_group_sees_what_the_desk_has_overruled_and_why(desk: Client, hall: Facility) -> None:
    leader = a_high_schooler()
    band = a_band(leader)
    a_booking(the_room(hall, "craft"), span("2026-11-05", "10:00", "11:00"), leader, group=band)
    html = typed(desk, "音楽 4日 17-19 小6 1 中学 3 よるかぜ")
    desk.post(PHONE, {**fields_of(html), "why": "発表会の前だから", "do": "overrule"})
    booking = Booking.objects.get(group=band, room__slug="band")
    member = Client()
    member.force_login(leader)
    told = text_of(member.get(f"/b/{booking.public_id}/").content.decode())
    assert "わけを書いて、きまりをこえました" in told
    assert "発表会の前だから" in told


def test_a_fact_that_is_lacking_is_seen_at_the_desk_and_kept(client: Client) -> None:
    hall = a_hall(DEMANDING)
    client.force_login(staff(hall))
    html = typed(client, f"{A_LINE} 山田")
    assert "講習会を受けたか" in text_of(html)
    form = {**fields_of(html), "do": "book"}
    assert client.post(PHONE, form).status_code == 409
    assert client.post(PHONE, form | {"seen": "inductions"}).status_code == 302
    assert Act.objects.get(verb="see").after == {"facts": ["inductions"]}


def test_a_hall_that_asks_for_a_purpose_gets_one(client: Client) -> None:
    client.force_login(staff(a_hall(DEMANDING)))
    html = typed(client, "工作 5日 10-11 中3 山田")
    assert 'name="purpose"' in html
    filled = client.post(PHONE, {**fields_of(html), "purpose": "study", "do": "read"}).content.decode()
    assert client.post(PHONE, {**fields_of(filled), "do": "book"}).status_code == 302
    assert Booking.objects.get().purpose == "study"


def test_ages_that_nobody_said_are_asked_for_where_the_rules_ask(desk: Client) -> None:
    html = typed(desk, "音楽 4日 17-19 5 山田")
    assert "来る人の年齢" in text_of(html) or "だれが来るか" in text_of(html)
    assert "予約できます" not in text_of(html)
    filled = desk.post(PHONE, {**fields_of(html), "high_school": "5", "do": "read"}).content.decode()
    assert "予約できます" in text_of(filled)


def test_where_only_the_ages_are_missing_they_are_asked_for_and_nothing_is_refused(desk: Client) -> None:
    """The slot is free: no other is offered, nor itself, and what hangs on the ages is asked after them."""
    html = typed(desk, "音楽 4日 17-19 5 山田")
    told = text_of(html)
    assert "予約する前に聞くことがあります" in told
    assert "このままでは予約できません" not in told
    assert "「12月4日(金) 17:00–19:00は空いています。来る人の年齢をうかがえますか。」" in told
    assert 'name="to"' not in html
    assert 'name="seen"' not in html
    assert re.search(r'id="id_line"[^>]* autofocus', html), (
        "the ages are typed into the line, hands on the keys"
    )


def test_what_several_clauses_ask_is_asked_once(desk: Client) -> None:
    headings = re.findall(r"<h2>(.*?)</h2>", typed(desk, "音楽 4日 17-19 5 山田"))
    assert len(headings) == len(set(headings))


def test_a_slot_that_has_begun_is_no_way_out(client: Client, settings: Any, hall: Facility) -> None:
    settings.CLOCK = "2026-12-04T15:20:00+09:00"
    client.force_login(staff(hall))
    a_booking(the_room(hall, "band"), span("2026-12-04", "16:00", "21:00"))
    html = typed(client, "音楽 4日 16-17 中3 山田")
    ways = re.findall(r'name="to" value="([^"]+)"', html)
    assert ways
    assert not [way for way in ways if "2026-12-04" in way and "15:00" in way]


def test_a_room_of_another_hall_is_not_there(desk: Client) -> None:
    other = a_facility("nukui")
    html = typed(desk, f"{A_LINE} 山田")
    assert "nukui" not in html
    answer = desk.post(f"/desk/{other.slug}/book/", {**fields_of(html), "do": "book"})
    assert answer.status_code == 404


def test_who_is_of_no_business_here_cannot_be_booked_for(desk: Client) -> None:
    stranger = a_junior_high_student()
    html = typed(desk, A_LINE)
    form = {**fields_of(html), "whom": f"p-{stranger.public_id}", "do": "book"}
    desk.post(PHONE, form)
    assert not Booking.objects.filter(person=stranger).exists()


def test_what_is_typed_amiss_is_no_error_of_the_page(desk: Client) -> None:
    for line in ("", "\x00", "あ" * 300, "13/40 99-99 999999", "' OR 1=1"):
        assert desk.post(PHONE, {"line": line, "do": "book"}).status_code == 200
    amiss = ({"day": "9999-12-31"}, {"start": "99:99"}, {"whom": "p-\x00"}, {"count": "-1"}, {"to": "|||"})
    for fields in amiss:
        form = {"room": "band", "day": "2026-12-04", "start": "17:00", "end": "19:00", "count": "2", **fields}
        assert desk.post(PHONE, {**form, "do": "book"}).status_code in (200, 409, 422)


@pytest.mark.parametrize("text", [SAMPLE, REGISTERING])
def test_the_page_asks_the_same_few_things_whatever_the_hall(
    client: Client, text: str, django_assert_max_num_queries: object
) -> None:
    client.force_login(staff(a_hall(text)))
    form = {**fields_of(typed(client, A_LINE)), "do": "read"}
    with django_assert_max_num_queries(20):  # type: ignore[operator]
        client.post(PHONE, form)


def test_a_caller_who_has_not_said_any_ages_is_told_of_times_that_are_free(
    desk: Client, hall: Facility
) -> None:
    """They are asked for them next: no time is promised to people of whom nobody knows who they are."""
    a_booking(the_room(hall, "band"), FRIDAY)
    html = typed(desk, "音楽 4日 17-19 5 山田")
    assert "は空いています。来る人の年齢をうかがえますか。" in text_of(html)
    assert "お取りできます" not in text_of(html)
    way = re.findall(r'name="to" value="(band[^"]+)"', html)[0]
    asked = desk.post(PHONE, {**fields_of(html), "to": way}).content.decode()
    assert "予約できます" not in text_of(asked)
    filled = desk.post(PHONE, {**fields_of(asked), "high_school": "5", "do": "read"}).content.decode()
    assert "予約できます" in text_of(filled)


def test_the_times_of_a_line_without_a_day_were_understood_all_the_same(desk: Client) -> None:
    html = typed(desk, "音楽 17-19 中3")
    assert "17:00–19:00" in text_of(html)
    assert "読めなかったところを、下でえらんでください。" in text_of(html)

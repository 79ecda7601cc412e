"""The page of a school or a nursery by its link: one form, without an account and without anybody's name."""

from datetime import date

import pytest
from django.test import Client

from booking.actions.activities import withdraw_day
from booking.actions.confirmations import return_day
from booking.actions.reporters import revoke_link
from booking.models import ActivityDay, NothingReported, Person, Reporter
from booking.queries.activities import heads_of
from booking.rules.activities import State
from booking.rules.attendance import Heads, Part
from tests.booking.activities import HELPED, asked, confirmed, sent, the_office, told
from tests.booking.web.conftest import html_of, said
from tests.factories import NOW, TODAY, at

pytestmark = pytest.mark.django_db
DAY = {"0-day": "2026-11-12", "0-place": "園庭", "0-help-junior_high": "3"}
NOBODYS = "4" * 40


@pytest.fixture
def office() -> Person:
    return the_office()


@pytest.fixture
def link(office: Person) -> str:
    return asked(office, now=at("2026-09-20 10:00"))[1]


@pytest.fixture
def page(link: str) -> str:
    return f"/reporter/{link}/"


def test_the_page_says_who_reports_what_and_asks_for_no_name(client: Client, page: str) -> None:
    words = said(client.get(page))
    for one in ("さくら保育園", "B1 異年齢交流", "子どもの名前は書かないでください。", "2027年5月31日"):
        assert one in words
    assert 'autocomplete="name"' not in html_of(client.get(page))


def test_a_day_is_sent_by_the_form_and_stands_in_the_list(client: Client, page: str) -> None:
    answer = client.post(page, DAY, follow=True)
    assert "報告を受け取りました。" in said(answer)
    assert "11月12日(木) 園庭 手伝った人:中学生3人 たしかめ待ち" in said(answer)
    day = ActivityDay.objects.get()
    assert (day.day, day.place, heads_of(day)) == (date(2026, 11, 12), "園庭", HELPED)


def test_several_days_are_sent_by_one_form_and_a_blank_one_is_left_out(client: Client, page: str) -> None:
    more = {"rows": "3", "1-day": "2026-12-02", "1-place": "公園", "2-place": "公園"}
    client.post(page, {**DAY, **more})
    assert sorted(ActivityDay.objects.values_list("place", flat=True)) == ["公園", "園庭"]


def test_without_a_script_the_form_grows_by_a_day_and_keeps_what_was_typed(client: Client, page: str) -> None:
    answer = client.post(page, {**DAY, "rows": "1", "more": "1"})
    html = html_of(answer)
    assert answer.status_code == 200
    assert 'name="0-help-junior_high" inputmode="numeric" maxlength="5" autocomplete="off" value="3"' in html
    # Most are at the same place again.
    assert 'name="1-place" maxlength="100" value="園庭"' in html
    assert not ActivityDay.objects.exists()


def test_a_form_has_room_for_a_month_and_no_more(client: Client, page: str) -> None:
    html = html_of(client.post(page, {"rows": "31", "more": "1"}))
    assert 'name="30-day"' in html
    assert 'name="31-day"' not in html
    assert 'name="more"' not in html
    assert 'name="31-day"' not in html_of(client.post(page, {"rows": "9" * 9, "more": "1"}))


@pytest.mark.parametrize(
    ("typed", "words", "where"),
    [
        ({"0-day": ""}, "日を入れてください。", "0-day"),
        ({"0-day": "いつか"}, "日を入れてください。", "0-day"),
        ({"0-day": "2026-12-03"}, "2026年4月1日からきょうまでの日を入れてください。", "0-day"),
        ({"0-place": " "}, "場所を入れてください。", "0-place"),
        ({"0-place": "園" * 101}, "100文字までにしてください。", "0-place"),
        ({"0-place": "園\u202e庭"}, "使えない文字が入っています", "0-place"),
        ({"0-help-junior_high": "-1"}, "0から10000までの数", "0-help-junior_high"),
        ({"0-help-junior_high": "10001"}, "0から10000までの数", "0-help-junior_high"),
        ({"0-help-junior_high": "3"}, "", "0-help-junior_high"),
    ],
)
def test_what_cannot_be_taken_is_named_with_its_field_and_what_to_do(
    client: Client, page: str, typed: dict[str, str], words: str, where: str
) -> None:
    answer = client.post(page, {**DAY, **typed})
    if words:
        assert answer.status_code == 422
        assert words in said(answer)
        assert f'href="#{where}"' in html_of(answer)
        assert 'value="3"' in html_of(answer) or where.startswith("0-help")
    assert ActivityDay.objects.exists() == (not words)


def test_of_two_days_the_one_that_is_wrong_is_named_and_neither_is_stored(client: Client, page: str) -> None:
    answer = client.post(page, {**DAY, "rows": "2", "1-day": "2026-12-01", "1-place": ""})
    assert 'href="#1-place"' in html_of(answer)
    assert not ActivityDay.objects.exists()


def test_the_same_day_with_other_numbers_leads_to_the_report_that_stands(client: Client, page: str) -> None:
    client.post(page, DAY)
    client.post(page, DAY)
    answer = client.post(page, {**DAY, "0-help-junior_high": "4"})
    assert "11月12日(木)のこの場所の報告は、もうあります。" in said(answer)
    assert ActivityDay.objects.count() == 1


def test_a_plan_that_it_was_not_asked_for_is_not_there(client: Client, page: str) -> None:
    assert client.post(page, {**DAY, "0-plan": "B2"}).status_code == 404


def test_a_day_is_corrected_on_its_own_page(client: Client, page: str, link: str) -> None:
    (day,) = sent(link)
    own = f"{page}d/{day.public_id}/"
    assert 'value="2026-11-12"' in html_of(client.get(own))
    typed = {**DAY, "0-help-junior_high": "5", "seen": "0"}
    assert "報告を直しました。" in said(client.post(own, typed, follow=True))
    assert heads_of(ActivityDay.objects.get()) == {Heads(Part.HELPING, "junior_high"): 5}
    late = client.post(own, typed)
    assert (late.status_code, "先に報告が変わっていました。" in said(late)) == (409, True)
    assert client.post(own, {**typed, "0-place": "", "seen": "1"}).status_code == 422


def test_what_was_confirmed_is_shown_and_no_more_corrected(
    client: Client, page: str, link: str, office: Person
) -> None:
    (day,) = sent(link)
    confirmed(office, day)
    assert "たしかめました" in said(client.get(page))
    own = f"{page}d/{day.public_id}/"
    for answer in (client.get(own), client.post(own, DAY), client.post(f"{own}withdraw/")):
        assert answer.status_code == 409
        assert "直すときは、課に話してください。" in said(answer)
    assert ActivityDay.objects.get().state == State.CONFIRMED


def test_what_was_returned_stands_first_with_its_reason(
    client: Client, page: str, link: str, office: Person
) -> None:
    (day,) = sent(link)
    return_day(day=day, why="人数を、もう一度たしかめてください。", actor=office, now=NOW)
    words = said(client.get(page))
    assert words.index("人数を、もう一度たしかめてください。") < words.index("活動した日を報告する")
    assert "人数を、もう一度たしかめてください。" in said(client.get(f"{page}d/{day.public_id}/"))


def test_what_is_withdrawn_can_be_brought_back_from_the_list(client: Client, page: str, link: str) -> None:
    (day,) = sent(link)
    own = f"{page}d/{day.public_id}/"
    assert "報告を取り下げました。" in said(client.post(f"{own}withdraw/", follow=True))
    assert "報告をもどしました。" in said(client.post(f"{own}again/", follow=True))
    withdraw_day(link_token=link, public_id=day.public_id, now=NOW)
    sent(link)
    assert client.post(f"{own}again/").status_code == 409


def test_a_month_without_activity_is_answered_by_a_button(client: Client, page: str) -> None:
    words = said(client.get(page))
    assert words.index("2026年9月") < words.index("2026年10月") < words.index("2026年11月")
    assert "ありがとうございます。" in said(
        client.post(f"{page}nothing/", {"first": "2026-10-01"}, follow=True)
    )
    assert "2026年10月" not in said(client.get(page))
    assert NothingReported.objects.get().first == date(2026, 10, 1)


@pytest.mark.parametrize("first", ["", "いつか", "2027-01-01", "9999-12-31", "0001-01-01"])
def test_of_no_period_and_of_one_to_come_nobody_says_nothing(client: Client, page: str, first: str) -> None:
    assert client.post(f"{page}nothing/", {"first": first}).status_code == 409
    assert not NothingReported.objects.exists()


def test_a_link_that_opens_nothing_and_one_that_was_revoked_are_answered_alike(
    client: Client, page: str, link: str, office: Person
) -> None:
    (day,) = sent(link)
    revoke_link(reporter=Reporter.objects.get(), actor=office, now=NOW)
    for rest in (
        "",
        f"d/{day.public_id}/",
        f"d/{day.public_id}/withdraw/",
        f"d/{day.public_id}/again/",
        "nothing/",
    ):
        revoked, unknown = (client.post(f"/reporter/{one}/{rest}", DAY) for one in (link, NOBODYS))
        assert (revoked.status_code, said(revoked)) == (404, said(unknown))
    assert ActivityDay.objects.get().state == State.SENT


def test_a_link_reaches_no_day_of_another_nursery(client: Client, office: Person, link: str) -> None:
    (day,) = sent(link)
    _, foreign = asked(office, "つくし保育園")
    own = f"/reporter/{foreign}/d/{day.public_id}/"
    for answer in (client.get(own), client.post(own, DAY), client.post(f"{own}withdraw/")):
        assert answer.status_code == 404
    assert ActivityDay.objects.get().state == State.SENT


def test_a_link_that_has_run_out_says_whom_to_ask(client: Client, page: str, settings: object) -> None:
    settings.CLOCK = "2027-06-01T00:00:00+09:00"  # type: ignore[attr-defined]
    answer = client.get(page)
    assert answer.status_code == 410
    assert "新しいリンクがいるときは、課に話してください。" in said(answer)


def test_the_secret_leads_to_no_other_page_and_into_no_cache(client: Client, page: str, link: str) -> None:
    answer = client.get(page)
    assert "no-store" in answer.headers["Cache-Control"]
    assert f"next=/reporter/{link}" not in html_of(answer)
    assert answer.headers["Referrer-Policy"] in ("same-origin", "no-referrer")


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Report an activity day"), ("ja-easy", "活動した日 – まどあかり")]
)
def test_it_is_read_in_three_languages(client: Client, page: str, language: str, words: str) -> None:
    client.post("/pref/", {"language": language, "next": "/"})
    assert words in said(client.get(page))


def test_of_several_programmes_each_day_names_its_own(client: Client) -> None:
    office = the_office("learning")
    made, link = asked(office, "第一小学校", plans=("B2",))
    Reporter.objects.filter(pk=made.pk).update(plans=["B2", "B8"])
    sent(link, told(TODAY, plan="B8"))
    html = html_of(client.get(f"/reporter/{link}/"))
    assert '<select id="0-plan"' in html
    # The plan does not count B8 by reported days: its number stands alone.
    assert '<option value="B8">B8</option>' in html

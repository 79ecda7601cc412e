"""A department's page of reported days: confirmed, returned, reopened, copied; the confirmed ones count."""

import pytest
from django.test import Client

from booking.actions.activities import correct_day
from booking.models import ActivityDay, Person, Post
from booking.rules.activities import State
from facilities.models import Department
from tests.booking.activities import asked, confirmed, sent, the_office, told
from tests.booking.web.conftest import html_of, said
from tests.factories import NOW, TODAY

pytestmark = pytest.mark.django_db
PAGE = "/office/activity/child-rearing/"


@pytest.fixture
def office(client: Client) -> Person:
    person = the_office()
    client.force_login(person)
    return person


@pytest.fixture
def link(office: Person) -> str:
    return asked(office)[1]


@pytest.fixture
def day(link: str) -> ActivityDay:
    return sent(link)[0]


def key(day: ActivityDay) -> str:
    return f"{day.public_id}.{day.revision}"


@pytest.mark.usefixtures("office")
def test_who_answers_for_one_department_comes_to_its_page_at_once(client: Client) -> None:
    assert client.get("/office/activity/").headers["Location"] == PAGE
    assert "待っている報告はありません。" in said(client.get(PAGE))


def test_who_answers_for_two_chooses(client: Client, office: Person) -> None:
    Post.objects.create(person=office, department=Department.objects.get(slug="welfare"), role="office")
    assert 'href="/office/activity/welfare/"' in html_of(client.get("/office/activity/"))


def test_an_office_without_a_hall_finds_its_pages_where_staff_begin(client: Client, office: Person) -> None:
    page = html_of(client.get("/desk/"))
    assert f'href="{PAGE}"' in page
    assert client.get("/office/plan/2026/").status_code == 200


def test_what_was_sent_waits_and_is_confirmed_by_its_tick(client: Client, day: ActivityDay) -> None:
    assert "11月12日(木) さくら保育園 保育園・幼稚園・B1・園庭 手伝った人:中学生3人" in said(client.get(PAGE))
    answer = client.post(f"{PAGE}confirm/", {"day": [key(day)]}, follow=True)
    assert "1件を確認ずみにしました。" in said(answer)
    assert ActivityDay.objects.get().state == State.CONFIRMED


def test_what_was_confirmed_by_a_slip_waits_again_by_the_button_beside_the_message(
    client: Client, day: ActivityDay
) -> None:
    answer = client.post(f"{PAGE}confirm/", {"day": [key(day)]}, follow=True)
    assert f'name="undo" value="{day.public_id}"' in html_of(answer)
    assert "確認する前にもどす" in said(answer)
    client.post(f"{PAGE}confirm/", {"undo": [day.public_id]})
    assert ActivityDay.objects.get().state == State.SENT
    assert client.post(f"{PAGE}confirm/", {"undo": ["nobodys"]}).status_code == 404


def test_all_that_wait_are_ticked_by_a_link(client: Client, day: ActivityDay) -> None:
    assert " checked><span><b" not in html_of(client.get(PAGE))
    assert " checked><span><b" in html_of(client.get(f"{PAGE}?all=1"))


@pytest.mark.parametrize("ticked", [[], ["nonsense"], ["x.1e9"], [f"x.{'9' * 30}"]])
def test_without_a_tick_nothing_is_confirmed(client: Client, day: ActivityDay, ticked: list[str]) -> None:
    assert client.post(f"{PAGE}confirm/", {"day": ticked}).status_code == 422
    assert ActivityDay.objects.get().state == State.SENT


def test_what_was_corrected_meanwhile_is_told_and_waits(client: Client, day: ActivityDay, link: str) -> None:
    (other,) = sent(link, told(TODAY))
    correct_day(link_token=link, public_id=day.public_id, told=told(place="公園"), seen=0, now=NOW)
    answer = client.post(f"{PAGE}confirm/", {"day": [key(day), key(other)]})
    assert answer.status_code == 409
    assert "1件を確認ずみにしました。1件は、先に変わっていました。" in said(answer)


def test_it_is_returned_for_a_reason_that_is_chosen_or_written(client: Client, day: ActivityDay) -> None:
    address = f"{PAGE}d/{day.public_id}/return/"
    assert "返すわけを、えらぶか書いてください。" in said(client.post(address, {"seen": "0"}))
    assert client.post(address, {"seen": "0", "other": "長" * 201}).status_code == 422
    assert client.post(address, {"seen": "9", "why": "人数は?"}).status_code == 409
    client.post(address, {"seen": "0", "why": "人数は?", "other": "日にちは?"})
    returned = ActivityDay.objects.get()
    assert (returned.state, returned.why) == (State.RETURNED, "日にちは?")
    assert "日にちは?" in said(client.get(PAGE))


def test_what_was_decided_is_reopened_by_its_button(client: Client, day: ActivityDay, office: Person) -> None:
    confirmed(office, day)
    answer = client.post(f"{PAGE}d/{day.public_id}/reopen/", follow=True)
    assert "たしかめる前にもどしました。" in said(answer)
    assert ActivityDay.objects.get().state == State.SENT


def test_a_day_that_is_not_there_is_not_there(client: Client, day: ActivityDay) -> None:
    for verb in ("return", "reopen"):
        assert client.post(f"{PAGE}d/nobodys/{verb}/", {"why": "x"}).status_code == 404


def test_a_year_is_chosen_and_one_to_come_is_not_there(
    client: Client, day: ActivityDay, office: Person
) -> None:
    confirmed(office, day)
    assert "この年度の報告は、まだありません。" in said(client.get(f"{PAGE}?y=2025"))
    assert "園庭" in said(client.get(f"{PAGE}?y=2026"))
    assert client.get(f"{PAGE}?y=昔").status_code == 200
    assert {client.get(f"{PAGE}?y={year}").status_code for year in (2027, 1999, 9999)} == {404}


def test_the_copy_holds_what_was_decided_and_no_cell_starts_a_formula(
    client: Client, link: str, office: Person
) -> None:
    first, _waiting = sent(link, told(place="=1+1"), told(TODAY, counts={}))
    confirmed(office, first)
    answer = client.get(f"{PAGE}?as=csv")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="activity-child-rearing-2026.csv"'
    head, row = answer.content.decode("utf-8-sig").splitlines()
    assert row.startswith("2026-11-12,さくら保育園,保育園・幼稚園,B1,'=1+1,たしかめました,")
    said_of = dict(zip(head.split(","), row.split(","), strict=True))
    assert (said_of["手伝った人 中学生"], said_of["参加した人 中学生"]) == ("3", "")


def test_the_plan_counts_what_is_confirmed_and_lists_what_waits_beside_it(
    client: Client, day: ActivityDay, link: str, office: Person
) -> None:
    sent(link, told(TODAY))
    plan, figure = "/office/plan/2026/", "/office/plan/2026/B1/child-rearing/0/"
    assert "たしかめ待ち2件" in said(client.get(plan))
    assert "受け入れ数 まだ入っていません" in said(client.get(figure))
    confirmed(office, day)
    assert "受け入れ数 3人" in said(client.get(plan))
    words = said(client.get(figure))
    assert (
        words.index("数えた記録 1件")
        < words.index("さくら保育園 園庭")
        < words.index("たしかめを待つ報告 1件")
    )


def test_beside_a_figure_that_counts_no_activity_nothing_waits(client: Client, day: ActivityDay) -> None:
    assert "たしかめを待つ報告" not in said(client.get("/office/plan/2026/B1/children/0/"))

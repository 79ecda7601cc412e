"""The office's newsletter: looked at, made, pasted, withdrawn; and the articles that have arrived."""

import csv
import re
from io import StringIO

import pytest
from django.test import Client

from booking.actions.programmes import About, publish_programme
from booking.models import Article, NewsIssue, Person
from facilities.models import Facility
from tests.booking.activities import the_office
from tests.booking.news import an_editor, an_issue, sent
from tests.booking.programmes import a_department, a_programme, held
from tests.booking.web.conftest import said
from tests.factories import NOW, span

pytestmark = pytest.mark.django_db
OFFICE = "/office/news/public-relations/"
DAYS = {"kind": "newsletter", "number": "1", "day": "2026-12-02", "first": "2026-12-02", "last": "2026-12-15"}


@pytest.fixture
def editor(client: Client) -> Person:
    person = an_editor()
    client.force_login(person)
    return person


@pytest.fixture
def songs(hall: Facility, desk: Person) -> None:
    a_department(hall)
    made = a_programme(
        hall, desk, About(name="歌の会", places={("elementary", None): 5, ("senior", None): 5})
    )
    publish_programme(programme=made, actor=desk, now=NOW)
    held(made, desk, span("2026-12-05", "14:00", "16:00"))


@pytest.mark.usefixtures("songs")
def test_what_is_looked_at_is_made_and_the_next_issue_marks_what_was_told(
    client: Client, editor: Person
) -> None:
    preview = client.get(f"{OFFICE}new/", DAYS).content.decode()
    assert "歌の会" in preview
    assert "mk old" not in preview
    answer = client.post(f"{OFFICE}new/", DAYS, follow=True)
    assert "歌の会 12月5日(土) 14:00–16:00" in said(answer)
    assert "前の号でもお知らせ" not in said(answer)
    second = {**DAYS, "number": "2", "day": "2026-12-03", "first": "2026-12-03"}
    answer = client.post(f"{OFFICE}new/", second, follow=True)
    assert "・歌の会(前の号でもお知らせ) 12月5日(土)" in said(answer)


@pytest.mark.usefixtures("songs")
def test_it_is_a_file_with_a_line_for_each_thing_and_each_reader(client: Client, editor: Person) -> None:
    client.post(f"{OFFICE}new/", DAYS)
    made = NewsIssue.objects.get()
    answer = client.get(f"{OFFICE}i/{made.public_id}/?as=csv")
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))
    of_songs = [row for row in rows if row[2] == "歌の会"]
    assert [row[0] for row in of_songs] == ["子ども", "おとな"]
    assert {len(row) for row in rows} == {6}
    assert "news-newsletter-1.csv" in answer["Content-Disposition"]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"last": "2026-12-01"}, "31日までに"),
        ({"last": "2027-02-01"}, "31日までに"),
        ({"number": "0"}, "番号は、1から"),
        ({"number": "9" * 5000}, "番号は、1から"),
        ({"number": "-1"}, "番号は、1から"),
        ({"number": "99999999999"}, "番号は、1から"),
        ({"number": ""}, "番号は、1から"),
        ({"kind": "x\0"}, "種類をえらんでください"),
        ({"day": "きょう"}, "ある日付を入れてください"),
        ({"first": "9999-12-31"}, "日が遠すぎます"),
    ],
)
def test_days_and_numbers_that_are_none_are_named(
    client: Client, editor: Person, hall: Facility, wrong: dict[str, str], words: str
) -> None:
    answer = client.post(f"{OFFICE}new/", {**DAYS, **wrong})
    assert answer.status_code == 422
    assert words in said(answer)
    assert not NewsIssue.objects.exists()


def test_nothing_at_all_is_no_issue(client: Client, editor: Person, hall: Facility) -> None:
    assert client.post(f"{OFFICE}new/", {}).status_code == 422
    assert client.get(f"{OFFICE}new/?first=9999-12-31").status_code == 422
    assert not NewsIssue.objects.exists()


def test_a_special_without_an_article_is_asked_about_once(
    client: Client, editor: Person, hall: Facility
) -> None:
    special = {**DAYS, "kind": "special"}
    answer = client.post(f"{OFFICE}new/", special)
    assert answer.status_code == 422
    assert "のせる記事が、えらばれていません。" in said(answer)
    assert 'name="without" value="1"' in answer.content.decode()
    assert client.post(f"{OFFICE}new/", {**special, "without": "1"}).status_code == 302


def test_a_number_that_is_taken_is_said_so_and_a_withdrawn_issue_gives_it_back(
    client: Client, editor: Person, hall: Facility
) -> None:
    made = an_issue(editor)
    assert "もうあります" in said(client.post(f"{OFFICE}new/", DAYS))
    answer = client.post(f"{OFFICE}i/{made.public_id}/withdraw/", follow=True)
    assert "取り消しました" in said(answer)
    assert client.post(f"{OFFICE}new/", DAYS).status_code == 302


def test_an_article_is_read_and_decided_on(client: Client, editor: Person) -> None:
    made, _code = sent()
    page = f"{OFFICE}articles/"
    assert made.text.split("\n")[0] in said(client.get(page))
    decide = f"{page}{made.public_id}/"
    assert client.post(f"{decide}accept/", {"seen": "7"}).status_code == 409
    assert client.post(f"{decide}ask/", {"seen": "0", "said": ""}).status_code == 422
    assert client.post(f"{decide}decline/", {"seen": "0", "reason": "boring"}).status_code == 422
    assert client.post(f"{decide}burn/", {"seen": "0"}).status_code == 404
    assert "のせられます" in said(client.post(f"{decide}accept/", {"seen": "0"}, follow=True))
    assert "もう一度読む" in said(client.post(f"{decide}reopen/", follow=True))


def test_a_special_prints_the_articles_that_are_ticked(
    client: Client, editor: Person, hall: Facility
) -> None:
    made, _code = sent()
    Article.objects.update(state="accepted")
    special = {**DAYS, "kind": "special"}
    page = client.get(f"{OFFICE}new/", special)
    assert made.title in said(page)
    assert f'value="{made.public_id}" checked' in page.content.decode()
    answer = client.post(f"{OFFICE}new/", {**special, "article": made.public_id}, follow=True)
    assert "上手だと言われました。" in said(answer)
    made.refresh_from_db()
    assert made.issue is not None


def test_the_way_there_leads_to_the_department_that_makes_it_and_nowhere_for_others(
    client: Client, editor: Person
) -> None:
    assert client.get("/office/news/")["Location"] == OFFICE
    assert f'href="{OFFICE}"' in client.get("/office/plan/2026/").content.decode()
    other = the_office("welfare")
    client.force_login(other)
    assert client.get("/office/news/").status_code == 404
    assert client.get(OFFICE).status_code == 404


def test_what_is_another_departments_is_not_there(client: Client, editor: Person) -> None:
    made, (article, _code) = an_issue(editor), sent()
    client.force_login(the_office("welfare"))
    for address in (f"i/{made.public_id}/", "articles/"):
        assert client.get(OFFICE + address).status_code == 404
    for address in (f"i/{made.public_id}/withdraw/", f"articles/{article.public_id}/accept/"):
        assert client.post(OFFICE + address, {"seen": "0"}).status_code == 404
        assert client.post(f"/office/news/welfare/{address}", {"seen": "0"}).status_code == 404


@pytest.mark.usefixtures("songs")
def test_a_day_that_is_none_is_said_and_kept_as_it_was_typed(client: Client, editor: Person) -> None:
    for answer in (
        client.get(f"{OFFICE}new/", {**DAYS, "day": "12月2日"}),
        client.post(f"{OFFICE}new/", {**DAYS, "day": "12月2日"}),
    ):
        assert answer.status_code == 422
        assert "出す日は、2026-12-15のように、ある日付を入れてください。" in said(answer)
        assert 'value="12月2日"' in answer.content.decode()
    assert not NewsIssue.objects.exists()


@pytest.mark.usefixtures("songs")
def test_what_staff_leave_out_is_not_announced_and_is_new_in_the_next_issue(
    client: Client, editor: Person
) -> None:
    preview = client.get(f"{OFFICE}new/", DAYS).content.decode()
    keys = re.findall(r'name="leave" value="([^"]+)"', preview)
    adults = [key for key in keys if key.startswith("adults/session/")]
    assert len(adults) == 1
    answer = client.post(
        f"{OFFICE}new/", {**DAYS, "leave": [key for key in keys if "/session/" in key]}, follow=True
    )
    assert "歌の会" not in said(answer)
    second = {**DAYS, "number": "2", "day": "2026-12-03", "first": "2026-12-03"}
    answer = client.post(f"{OFFICE}new/", second, follow=True)
    assert "歌の会 12月5日(土)" in said(answer)
    assert "歌の会(前の号でもお知らせ)" not in said(answer)

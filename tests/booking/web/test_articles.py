"""Writing for the children's special: without an account, and back to it by a code in no address."""

import re

import pytest
from django.core.cache import cache
from django.test import Client

from booking.models import Article
from tests.booking.news import SOUP, an_editor, an_issue, sent
from tests.booking.web.conftest import said
from tests.factories import TODAY

pytestmark = pytest.mark.django_db
FORM = {"pen_name": SOUP.pen_name, "title": SOUP.title, "text": SOUP.text, "band": ""}


def test_anybody_sends_one_and_is_told_a_code_once(client: Client) -> None:
    an_editor()
    assert "だれでも書けます" in said(client.get("/write/"))
    answer = client.post("/write/", FORM)
    code = re.search(r"[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}", said(answer))
    assert code
    assert Article.objects.get().state == "sent"
    assert code[0] not in said(client.get("/write/"))
    assert "まだ読んでいません" in said(client.post("/write/mine/", {"code": code[0].upper()}))


def test_where_nobody_collects_articles_there_is_no_page(client: Client) -> None:
    assert client.get("/write/").status_code == 404


@pytest.mark.parametrize(
    ("field", "words"), [("pen_name", "ペンネームを入れて"), ("title", "題を入れて"), ("text", "文を書いて")]
)
def test_what_is_missing_is_named_and_the_rest_stays_typed(client: Client, field: str, words: str) -> None:
    an_editor()
    answer = client.post("/write/", {**FORM, field: ""})
    assert answer.status_code == 422
    assert words in said(answer)
    assert f'href="#{field}"' in answer.content.decode()
    other = "title" if field != "title" else "pen_name"
    assert FORM[other] in answer.content.decode()
    assert not Article.objects.exists()


def test_what_looks_like_a_telephone_number_is_asked_about_once(client: Client) -> None:
    an_editor()
    form = {**FORM, "text": "電話は042-000-0000です。"}
    answer = client.post("/write/", form)
    assert answer.status_code == 422
    assert "電話番号かメールアドレス" in said(answer)
    assert 'name="sure" value="1"' in answer.content.decode()
    assert not Article.objects.exists()
    assert client.post("/write/", {**form, "sure": "1"}).status_code == 200
    assert Article.objects.exists()


def test_a_machine_is_asked_to_wait(client: Client) -> None:
    cache.clear()
    an_editor()
    for _ in range(40):
        assert client.post("/write/", {**FORM, "text": ""}).status_code == 422
    answer = client.post("/write/", FORM)
    assert answer.status_code == 429
    assert "分たってから" in said(answer)
    assert FORM["title"] in answer.content.decode()
    cache.clear()


def test_whoever_holds_the_code_changes_it_and_withdraws_it(client: Client) -> None:
    an_editor()
    _made, code = sent()
    changed = {**FORM, "code": code, "do": "change", "title": "にんじん"}
    assert "変えました" in said(client.post("/write/mine/", changed))
    assert Article.objects.get().title == "にんじん"
    answer = client.post("/write/mine/", {"code": code, "do": "withdraw"}, follow=True)
    assert "取り下げました" in said(answer)
    assert not Article.objects.exists()
    again = client.post("/write/mine/", {"code": code, "do": "withdraw"})
    assert again.status_code == 422


@pytest.mark.parametrize("code", ["", "abcd-efgh-jkmn", "x" * 500, "\x00"])
def test_a_code_that_opens_nothing_is_answered_alike(client: Client, code: str) -> None:
    answer = client.post("/write/mine/", {"code": code})
    assert answer.status_code == 422
    assert "この番号の記事はありません" in said(answer)


def test_what_was_decided_is_changed_no_more(client: Client) -> None:
    an_editor()
    made, code = sent()
    Article.objects.update(state="declined", said="theme")
    page = said(client.post("/write/mine/", {"code": code}))
    assert "今回の特集とは、ちがう話でした" in page
    assert client.post("/write/mine/", {**FORM, "code": code, "do": "change"}).status_code == 409
    made.refresh_from_db()
    assert made.title == SOUP.title


def test_an_issue_that_is_out_has_a_page_for_children_and_one_for_grown_ups(client: Client) -> None:
    editor = an_editor()
    assert "まだ、出ている号はありません" in said(client.get("/news/"))
    made = an_issue(editor, day=TODAY)
    assert f'href="/news/{made.public_id}/"' in client.get("/news/").content.decode()
    page = client.get(f"/news/{made.public_id}/").content.decode()
    assert "よる</rt>" in page, "children have their readings"
    assert "よる</rt>" not in client.get(f"/news/{made.public_id}/?for=adults").content.decode()
    assert client.get(f"/news/{made.public_id}/?for=teachers").status_code == 404


def test_one_that_is_not_out_yet_or_was_withdrawn_has_none(client: Client) -> None:
    made = an_issue(an_editor(), day=TODAY.replace(day=3))
    assert client.get(f"/news/{made.public_id}/").status_code == 404

"""記事 by the API: sent without an account, and come back to by a code that stands in no address."""

import pytest
from django.core.cache import cache
from django.test import Client

from booking.models import Article
from booking.models.keys import fingerprint
from tests.booking.api.callers import post
from tests.booking.news import accepted, an_editor, sent

SOUP = {
    "pen_name": "えんがわ",
    "title": "みんなで作るスープ",
    "text": "にんじんを切りました。\n上手だと言われました。",
    "band": "elementary",
}


@pytest.fixture(autouse=True)
def _nobody_has_sent_anything() -> None:
    cache.clear()


def test_an_article_is_sent_once_under_its_key_and_opened_by_its_code(nobody: Client) -> None:
    an_editor()
    first, again = (post(nobody, "articles/", SOUP, Idempotency_Key="a") for _ in range(2))
    assert (first.status_code, first.json()) == (201, again.json())
    assert Article.objects.count() == 1
    other = post(nobody, "articles/", {**SOUP, "title": "べつの話"}, Idempotency_Key="a")
    assert other.json() != first.json(), "another body is another article"
    told = post(nobody, "articles/mine/", {"code": first.json()["code"].upper()}).json()
    assert told == {**SOUP, "state": "sent", "said": "", "printed": False}


def test_where_nobody_collects_articles_there_is_nowhere_to_send_them(nobody: Client) -> None:
    answer = post(nobody, "articles/", SOUP)
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize("field", ["pen_name", "title", "text"])
@pytest.mark.parametrize("value", ["", " ", "a\u202eb", "a\x00b", "x" * 1201])
def test_what_cannot_be_kept_is_named(nobody: Client, field: str, value: str) -> None:
    an_editor()
    answer = post(nobody, "articles/", {**SOUP, field: value})
    assert answer.status_code in (400, 422)
    assert list(answer.json()["errors"]) == [field]
    assert not Article.objects.exists()


def test_what_is_not_decided_is_changed_and_withdrawn_by_its_code(nobody: Client) -> None:
    an_editor()
    _made, code = sent()
    assert post(nobody, "articles/mine/change/", {**SOUP, "code": code, "band": ""}).json()["band"] == ""
    assert post(nobody, "articles/mine/withdraw/", {"code": code}).status_code == 204
    assert not Article.objects.exists()
    assert post(nobody, "articles/mine/", {"code": code}).status_code == 404


def test_what_is_decided_stays(nobody: Client) -> None:
    made = accepted(an_editor())
    code = "abcd-efgh-jkmn"
    Article.objects.filter(pk=made.pk).update(code_hash=fingerprint(code))
    answer = post(nobody, "articles/mine/change/", {**SOUP, "code": code})
    assert (answer.status_code, answer.json()["code"]) == (409, "too_late")


def test_a_machine_is_asked_to_wait(nobody: Client) -> None:
    an_editor()
    answers = [post(nobody, "articles/", SOUP).status_code for _ in range(60)]
    assert (answers[0], answers[-1]) == (201, 429)
    assert 429 in [post(nobody, "articles/mine/", {"code": "a"}).status_code for _ in range(60)]
